"""What the gap is made of: counts in; cells, what is said of them, and what to write next out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from portal.anonymity import pools

AT_ONCE = pools.MINIMUM
"""Answers that have to come together before what is said of a cell may move: nobody's own shows in the step."""

_MOST = Fraction(3, 5)
"""What part of the answers are most. Of five, two may differ: not even who knows one answer can tell the others."""

ALL = ""
"""The place of all grades together: what is said of a job as a whole is counted for itself, not added up."""

PROPOSED = 5
"""Cells that are proposed for the guide at most."""


class Axis(StrEnum):
    """What tasks are laid against."""

    GRADE = "grade"
    SUBJECT = "subject"


class Said(StrEnum):
    """What teachers answer to "is this allowed today?", no finer than it may be told."""

    NOTHING = ""
    """There are too few answers to say anything."""
    YES = "yes"
    DIFFERS = "differs"
    NOT_SURE = "not-sure"
    """Most are not sure, or say that it is not. The two are never told apart, here or in the database."""


class Covered(StrEnum):
    """What the guide in force has for a cell."""

    CITED = "cited"
    """It rests on a practice from here."""
    NAMED = "named"
    """It has a line for this job, which rests on practices from elsewhere."""
    NOTHING = ""


@dataclass(frozen=True)
class Seen:
    """What counts of public practices that are alike in all of it."""

    places: tuple[str, ...]
    """The subjects it stands under, or its one place among the grades."""
    task: str
    caught: bool
    cited: bool
    left_out: bool = False
    times: int = 1
    """How many there are."""


@dataclass(frozen=True)
class At:
    """Where a cell stands: one task in one place."""

    place: str
    task: str


@dataclass(frozen=True)
class Cell:
    """What teachers do for one task in one place, and what the guide has for it."""

    practices: int
    caught: int
    """How many of them tell what AI got wrong."""
    left_out: int
    """How many of them staff decided to leave out of the guide, with a reason."""
    covered: Covered
    said: Said

    @property
    def weight(self) -> int:
        """How much speaks for a line in the guide: what was caught counts twice."""
        return self.practices - self.left_out + self.caught


def said(yes: int, others: int) -> Said:
    """Say what these answers come to; nothing while there are fewer than five."""
    together = yes + others
    if together < AT_ONCE:
        return Said.NOTHING
    if _are_most(yes, together):
        return Said.YES
    return Said.NOT_SURE if _are_most(others, together) else Said.DIFFERS


def cells(seen: Iterable[Seen], *, named: Iterable[str], answers: Mapping[At, Said]) -> dict[At, Cell]:
    """Lay practices into cells. One that fits several subjects stands in each; one without a task stands in none."""
    found: dict[At, list[Seen]] = {}
    for each in seen:
        for place in each.places if each.task else ():
            found.setdefault(At(place, each.task), []).append(each)
    tasks = frozenset(named)
    return {
        at: Cell(
            practices=sum(each.times for each in here),
            caught=sum(each.times for each in here if each.caught),
            left_out=sum(each.times for each in here if each.left_out),
            covered=_covered(here, named=at.task in tasks),
            said=answers.get(at, Said.NOTHING),
        )
        for at, here in found.items()
    }


def next_up(found: Mapping[At, Cell]) -> list[At]:
    """Pick what the guide may take up next: cells it has nothing for and staff did not decide on, the fullest first."""
    empty = [at for at, cell in found.items() if not cell.covered and cell.practices > cell.left_out]
    return sorted(empty, key=lambda at: (-found[at].weight, -_doubt(found[at].said), at.task, at.place))[:PROPOSED]


def _are_most(some: int, together: int) -> bool:
    return some >= together * _MOST


def _covered(here: Iterable[Seen], *, named: bool) -> Covered:
    if any(each.cited for each in here):
        return Covered.CITED
    return Covered.NAMED if named else Covered.NOTHING


def _doubt(what: Said) -> int:
    return (Said.NOTHING, Said.YES, Said.DIFFERS, Said.NOT_SURE).index(what)
