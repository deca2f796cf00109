"""The run-sheet: the steps of a session, each with what the screen shows, what phones may do, and its minutes."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Screen(StrEnum):
    """What a step puts on the projector, and what phones may do meanwhile."""

    WORDS = "words"
    """The step's own words."""
    AMNESTY = "amnesty"
    """The amnesty statement in full."""
    WRITE = "write"
    """An invitation to write. Leaving it closes the round."""
    BOARD = "board"
    """The slips of the rounds that are closed."""
    VOTE = "vote"
    """First the open vote, then its totals. Leaving the first part closes the vote."""
    ASKS = "asks"
    """What the room asks of the guide, as it is written down."""


@dataclass(frozen=True)
class Step:
    """One step of a session."""

    screen: Screen
    title: str
    words: str
    """What the screen says below the title."""
    cue: str
    """What only the facilitator sees."""
    minutes: int


DEFAULT = (
    Step(
        Screen.AMNESTY,
        "What we promise you",
        "",
        "Read it aloud, all of it, even if it feels long. Then ask: what would make you believe it?",
        4,
    ),
    Step(
        Screen.WORDS,
        "What went wrong for me",
        "I go first: something AI got wrong for me, and how I noticed.",
        "Tell your own failure, with what it cost you. Two minutes. No lesson at the end.",
        4,
    ),
    Step(
        Screen.WRITE,
        "Write, in silence",
        "One thing you really do with AI, or something it got wrong. Phone or paper. No names.",
        "Write one yourself. Nobody talks. Who has no phone tells a colleague who types.",
        8,
    ),
    Step(
        Screen.WORDS,
        "In pairs, then in fours",
        "Tell each other what you wrote, if you like. What do you check before students see it?",
        "Meanwhile look through the slips on your own page: hide what names somebody, and put the rest into themes.",
        8,
    ),
    Step(
        Screen.BOARD,
        "Three of us show how",
        "What do you type? What comes back? What do you throw away?",
        "Ask for three who want to show. Three minutes each. Thank them for what went wrong.",
        10,
    ),
    Step(
        Screen.VOTE,
        "A blind vote",
        "The vote narrows it down; we decide together.",
        "Wait until everybody put the phone down. Then go on: the totals appear.",
        4,
    ),
    Step(
        Screen.ASKS,
        "What should the guide say?",
        "One line each. What would have helped you last week?",
        "Write each line down in your own words, on your own page. It appears here.",
        5,
    ),
    Step(
        Screen.WORDS,
        "What happens next",
        "Keep your six words: with them you can finish, change or take back what you wrote. For two days nobody but "
        "you can change it. Then a colleague looks it over, and it goes public together with others, or not at all.",
        "Say when you will send round what you heard. Close the session when the last one has put the phone away.",
        2,
    ),
)
"""Forty-five minutes."""


def opened(stored: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Read a run-sheet as it is stored."""
    return tuple(Step(**{**step, "screen": Screen(step["screen"])}) for step in stored)


def closed(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Write a run-sheet to be stored."""
    return [asdict(step) | {"screen": step.screen.value} for step in steps]


def minutes(steps: Iterable[Step]) -> int:
    """Add up how long it takes."""
    return sum(step.minutes for step in steps)
