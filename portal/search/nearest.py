"""What a page without a result offers instead: the questions nearby that have an answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.search.criteria import FACETS, Criteria, Known

Count = Callable[[Criteria], int]
"""Tells how many practices a question finds."""


@dataclass(frozen=True)
class Way:
    """A question nearby, and how many practices it finds."""

    what: str
    """What it does: the name of the filter it drops, "q" when it drops the words, "band" when it widens
    grades to their bands, "spelling" when it corrects words, "all" when it drops everything."""
    criteria: Criteria
    total: int


@dataclass(frozen=True)
class Unknown:
    """A word that no practice has, and the one that may have been meant; empty when there is none."""

    typed: str
    meant: str


@dataclass(frozen=True)
class Nearest:
    """All that helps when nothing was found."""

    ways: tuple[Way, ...]
    """Those that find something, the largest first; spelling is not among them."""
    unknown: tuple[Unknown, ...]
    corrected: Way | None
    """The question with each unknown word as it may have been meant, when that finds something."""


def ways(criteria: Criteria, known: Known, count: Count) -> tuple[Way, ...]:
    """Try what dropping one thing at a time would find; only if that is nothing, drop everything."""
    tried = [Way(what, each, count(each)) for what, each in _nearby(criteria, known)]
    useful = [way for way in tried if way.total]
    if not useful:
        everything = Criteria()
        useful = [way for way in [Way("all", everything, count(everything))] if way.total]
    return tuple(sorted(useful, key=lambda way: -way.total))


def _nearby(criteria: Criteria, known: Known) -> Iterable[tuple[str, Criteria]]:
    wider = _in_bands(criteria.grade, known)
    if set(wider) - set(criteria.grade):
        yield "band", criteria.with_(grade=wider)
    for name in FACETS:
        if criteria.chosen(name):
            yield name, criteria.without(name)
    if criteria.minutes is not None:
        yield "minutes", criteria.without("minutes")
    if criteria.q:
        yield "q", criteria.without("q")


def _in_bands(grades: Iterable[str], known: Known) -> tuple[str, ...]:
    """Widen each grade to the band it stands in."""
    home = {grade: band for band, within in known.bands.items() for grade in within}
    return tuple(home.get(grade, grade) for grade in grades)
