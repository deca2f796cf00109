"""What a page without a result offers instead: the questions nearby that have an answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.search.criteria import FACETS, Criteria, Known

Count = Callable[[Criteria], int]
"""Tells how many practices a question finds."""

_RELATED = 6
"""Other words that are offered."""


@dataclass(frozen=True)
class Way:
    """A question nearby, and how many practices it finds."""

    what: str
    """What it does: the name of the filter it drops, "q" when it drops the words, "band" when it widens
    grades to their bands, "spelling" when it corrects words, "related" when it asks for other words, "filters" when it
    drops every filter, "all" when it drops everything."""
    criteria: Criteria
    total: int


@dataclass(frozen=True)
class Nearest:
    """All that helps when nothing was found."""

    ways: tuple[Way, ...]
    """Those that find something, the largest first; spelling is not among them."""
    corrected: Way | None
    """The question with words that few practices have as more frequent ones like them, when that finds something."""
    related: tuple[Way, ...] = ()
    """Other words to search for that find something: those of the query one by one, what means the same, what is
    spelt alike."""


def ways(criteria: Criteria, known: Known, count: Count) -> tuple[Way, ...]:
    """Try what dropping one thing at a time would find.

    When that leaves none of the words, try them without any filter; only when nothing helps, drop everything.
    """

    def found(pairs: Iterable[tuple[str, Criteria]]) -> list[Way]:
        return [way for way in (Way(what, each, count(each)) for what, each in pairs) if way.total]

    useful = found(_nearby(criteria, known))
    if criteria.q and all(way.what == "q" for way in useful):
        useful += found([("filters", Criteria(q=criteria.q))])
    return tuple(sorted(useful or found([("all", Criteria())]), key=lambda way: -way.total))


def related(criteria: Criteria, texts: Iterable[str], count: Count) -> tuple[Way, ...]:
    """Try other words in place of those of the query, each once, until enough of them find something."""
    found: list[Way] = []
    for text in dict.fromkeys(texts):
        other = criteria.with_(q=text)
        total = count(other) if text != criteria.q else 0
        if total:
            found.append(Way("related", other, total))
        if len(found) == _RELATED:
            break
    return tuple(found)


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
