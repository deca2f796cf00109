"""One thing the doctor looked at: how it stands, in one sentence, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a thing stands."""

    WELL = "well"
    LOOK = "look"
    """It works; somebody should know of it, or decide."""
    WRONG = "wrong"
    """The site does not work, or a promise does not hold."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    sentence: str
    do: str = ""
    """What to do about it; empty where all is well."""


def well(sentence: str) -> Finding:
    """Say that a thing is as it should be."""
    return Finding(Level.WELL, sentence)


def look(sentence: str, do: str) -> Finding:
    """Say what somebody should know of."""
    return Finding(Level.LOOK, sentence, do)


def wrong(sentence: str, do: str) -> Finding:
    """Say what has to be put right."""
    return Finding(Level.WRONG, sentence, do)
