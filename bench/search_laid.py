"""What every engine is given and asked, so that all find the same: tokens made once, filters, and one shape of answer.

Stemming, synonyms, stop words and the parting of a query into words are the portal's own, done before any other engine
sees a text or a question; the portal's own search alone is timed with the reading of the query. What is left to compare
is matching, counting, ranking and showing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bench.corpus import KNOWN, labels
from portal.search.asking import ask
from portal.search.building import codes, graded
from portal.search.card import Card
from portal.search.criteria import FACETS, GUIDE, Criteria
from portal.search.filing import ANY_GRADE, ANY_SUBJECT, minutes_saved
from portal.search.forms import ENGLISH
from portal.search.question import Question
from portal.search.words import Words

TOP = 10
"""Practices that are shown."""

WORDS = Words(KNOWN.synonyms)

_BETWEEN = " ¶ "
"""Stands between two parts of a text, which no phrase reaches across."""

_BAND_OF = {grade: band for band, grades in KNOWN.bands.items() for grade in grades}


@dataclass(frozen=True)
class Laid:
    """A practice as an engine takes it up."""

    id: str
    fields: Mapping[str, str]
    """The tokens of each field, with a space between them."""
    values: Mapping[str, tuple[str, ...]]
    """By facet: every value under which the practice is found."""
    minutes: int | None


@dataclass(frozen=True)
class Asked:
    """A question as an engine takes it."""

    question: Question
    filters: Mapping[str, tuple[str, ...]]
    """Chosen values by facet; any of them will do."""
    minutes: int | None

    def without(self, facet: str) -> "Asked":
        """Ask the same without the choice of one facet."""
        return replace(self, filters={name: chosen for name, chosen in self.filters.items() if name != facet})

    def narrowings(self) -> Iterator[tuple["Asked", tuple[str, ...]]]:
        """Give each set of filters under which something must be counted, and the facets to count under it."""
        yield self, tuple(name for name in FACETS if name not in self.filters)
        for name in self.filters:
            yield self.without(name), (name,)


@dataclass(frozen=True)
class Answer:
    """What an engine found."""

    total: int
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By facet and value, without zeros; the counts of a facet leave its own choice aside."""
    ids: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    """What is shown of the hits."""


class Sets:
    """Numbers for the sets of values that practices are found under: far fewer than values times practices."""

    def __init__(self) -> None:
        """Begin without any."""
        self._sets: dict[str, list[tuple[str, ...]]] = {name: [] for name in FACETS}
        self._numbers: dict[str, dict[tuple[str, ...], int]] = {name: {} for name in FACETS}

    def number(self, facet: str, values: tuple[str, ...]) -> int:
        """Give the number of a set."""
        if values not in self._numbers[facet]:
            self._numbers[facet][values] = len(self._sets[facet])
            self._sets[facet].append(values)
        return self._numbers[facet][values]

    def holding(self, facet: str, chosen: Iterable[str]) -> list[int]:
        """List the sets that hold any of these values."""
        return [number for number, values in enumerate(self._sets[facet]) if not {*chosen}.isdisjoint(values)]

    def counts(self, facet: str, sets: Iterable[tuple[int, int]]) -> dict[str, int]:
        """Turn how often each set was found into how often each value was."""
        found: dict[str, int] = {}
        for number, many in sets:
            for value in self._sets[facet][number]:
                found[value] = found.get(value, 0) + many
        return found


def lay(cards: Iterable[Card]) -> Iterator[Laid]:
    """Lay cards out for an engine."""
    for card in cards:
        yield Laid(
            id=card.id,
            fields={
                "title": _tokens(card.language, card.title),
                "text": _tokens(card.language, *card.words.values()),
                "labels": _tokens(ENGLISH, labels(graded(card, KNOWN)), codes(card)),
            },
            values={
                "subject": KNOWN.of("subject") if ANY_SUBJECT in card.subject else card.subject,
                "grade": KNOWN.of("grade") if ANY_GRADE in card.grade else _grades(card.grade),
                "kind": (card.kind,),
                "task": (card.task,),
                "tool": card.tool,
                "level": (card.level,),
                "language": (card.language,),
                "guide": GUIDE if card.guide else (),
            },
            minutes=minutes_saved(card),
        )


def asked(criteria: Criteria) -> Asked:
    """Take what a reader asks as an engine can take it."""
    chosen = {name: criteria.chosen(name) for name in FACETS if criteria.chosen(name)}
    return Asked(ask(criteria.q, WORDS), chosen, criteria.minutes)


def _grades(codes: Iterable[str]) -> tuple[str, ...]:
    """Give bands and grades: a band is found under its grades, a grade under its band."""
    found = dict.fromkeys(codes)
    for code in codes:
        found |= dict.fromkeys(KNOWN.bands.get(code, ()))
        found |= dict.fromkeys([_BAND_OF[code]] if code in _BAND_OF else ())
    return tuple(found)


def _tokens(language: str, *texts: str) -> str:
    return _BETWEEN.join(" ".join(WORDS.tokens(text, language)) for text in texts)
