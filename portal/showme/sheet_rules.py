"""What a run-sheet must have before a room relies on it, and what had better be looked at again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.showme.runsheet import Screen, Step

MOST_STEPS = 20

MOST_MINUTES = 60
"""Of one step."""

LONGEST = {"title": 80, "words": 400, "cue": 600}
"""Characters that each text of a step may have: more would not be read from the last row."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a run-sheet, and where."""

    sentence: str
    step: int = 0
    """Place of the step, from 0."""
    what: str = "title"
    """Which part of it."""


def faults(steps: Sequence[Step]) -> Iterator[Fault]:
    """Say why a run-sheet can't stand, step by step."""
    if not any(step.screen is Screen.AMNESTY for step in steps):
        yield Fault("Keep a step that shows the amnesty statement: the room relies on hearing it.", what="screen")
    if len(steps) > MOST_STEPS:
        yield Fault(f"Take {len(steps) - MOST_STEPS} out: {MOST_STEPS} steps are the most.", MOST_STEPS)
    for place, step in enumerate(steps):
        if not step.title:
            yield Fault(f"Give step {place + 1} a title: the screen shows it.", place)
        for what, most in LONGEST.items():
            over = len(getattr(step, what)) - most
            if over > 0:
                yield Fault(f"Step {place + 1}: take {over} characters out. {most} is the most here.", place, what)
        if not 0 <= step.minutes <= MOST_MINUTES:
            sentence = f"Step {place + 1}: write whole minutes from 0 to {MOST_MINUTES}. With 0 it has no timer."
            yield Fault(sentence, place, "minutes")


def doubts(steps: Sequence[Step]) -> Iterator[str]:
    """Say what had better be looked at again, though it may stand."""
    written, read = False, False
    for place, step in enumerate(steps, start=1):
        match step.screen:
            case Screen.AMNESTY:
                read = True
            case Screen.WRITE:
                if not read:
                    yield f"In step {place} people write before they have heard the amnesty statement. Move it up."
                written = True
            case Screen.BOARD | Screen.VOTE if not written:
                empty = "shows an empty board" if step.screen is Screen.BOARD else "votes on an empty board"
                yield f"Step {place} {empty}: slips come on it when a writing step ends. Put one before."
