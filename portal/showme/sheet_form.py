"""What staff type into a run-sheet, and what its buttons do with the steps before anything is stored."""

from dataclasses import asdict, dataclass

from flask import request

from portal.showme.runsheet import DEFAULT, Screen, Step
from portal.showme.sheet_rules import MOST_MINUTES
from portal.web.fields import whole
from portal.web.markup import plain

SCREENS = {
    Screen.WORDS: "Only these words",
    Screen.AMNESTY: "The amnesty statement",
    Screen.WRITE: "Writing: people send slips",
    Screen.BOARD: "The board of slips",
    Screen.VOTE: "The blind vote",
    Screen.ASKS: "What you write down for the guide",
}
"""What pages call the screens."""

_NAMES = ("screen", "title", "words", "cue", "minutes")


@dataclass(frozen=True)
class Row:
    """One step as it was typed."""

    screen: str = Screen.WORDS.value
    title: str = ""
    words: str = ""
    cue: str = ""
    minutes: str = "5"

    def step(self) -> Step:
        """Give the step; minutes that are no number become a number that is refused."""
        minutes = whole(self.minutes, MOST_MINUTES)
        screen = Screen(self.screen) if self.screen in {each.value for each in Screen} else Screen.WORDS
        return Step(screen, self.title, self.words, self.cue, -1 if minutes is None else minutes)


def rows_of(steps: tuple[Step, ...]) -> tuple[Row, ...]:
    """Give the form's rows of a run-sheet."""
    return tuple(Row(**{name: str(value) for name, value in asdict(step).items()}) for step in steps)


def read() -> tuple[Row, ...]:
    """Read the rows of the form that was sent."""
    columns = (map(plain, request.form.getlist(name)) for name in _NAMES)
    return tuple(Row(*typed) for typed in zip(*columns, strict=False))


def pressed(rows: tuple[Row, ...], button: str) -> tuple[Row, ...]:
    """Do what a button of the form says: `usual`, or `up`, `down`, `out` and `add` with the place of a step."""
    if button == "usual":
        return rows_of(DEFAULT)
    what, _, typed = button.partition(" ")
    named = whole(typed, len(rows))
    place = len(rows) if named is None else named
    before, here, after = rows[:place], rows[place : place + 1], rows[place + 1 :]
    match what:
        case "up" if here:
            return (*before[:-1], *here, *before[-1:], *after)
        case "down" if here:
            return (*before, *after[:1], *here, *after[1:])
        case "out":
            return (*before, *after)
        case "add":
            return (*before, *here, Row(), *after)
        case _:
            return rows
