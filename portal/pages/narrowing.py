"""The filters beside a page of results: every choice a link, those that are on as chips that can be taken away."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.pages.results import LISTS, link, text_of
from portal.search.criteria import Criteria, Known
from portal.search.facets import Option
from portal.search.filing import MINUTES
from portal.search.index import Found
from portal.vocabulary.words import Vocabulary

TITLES = {
    "kind": "Kind",
    "subject": "Subject",
    "grade": "Grade",
    "level": "How far proven",
    "guide": "In the guide",
    "task": "Job",
    "tool": "Tool",
    "language": "Language",
    MINUTES: "Time saved",
}
"""The filters in the order of the page."""

_OPEN = ("kind", "subject", "grade")
"""Filters that lie open before one of their values is chosen."""

_FIRST = 8
"""Choices of a filter that are shown before its others are asked for."""

_FEW = 2
"""A list that is longer by no more than this is shown whole."""


@dataclass(frozen=True)
class Choice:
    """One link of a filter, with those that stand below it."""

    text: str
    count: int
    href: str
    chosen: bool
    below: tuple["Choice", ...] = ()
    """The grades of a band."""


@dataclass(frozen=True)
class Filter:
    """One question of the filters."""

    name: str
    title: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    """Choices that are folded away."""
    is_open: bool

    @property
    def is_more_open(self) -> bool:
        """Say whether one of those that are folded away is chosen."""
        return any(choice.chosen for choice in self.more)


def filters(criteria: Criteria, found: Found, known: Known, words: Vocabulary) -> list[Filter]:
    """List the filters that could leave something out, or that do."""
    return [
        _filter(name, found.facets[name], criteria, known, words)
        for name in TITLES
        if any(option.chosen or option.count < found.total for option in found.facets[name])
    ]


def chips(criteria: Criteria, words: Vocabulary) -> list[tuple[str, str]]:
    """List what is on as (text, link that takes it off)."""
    return [(text_of(name, value, words), link(criteria.without(name, value))) for name, value in criteria.active()]


def bare(criteria: Criteria) -> str:
    """Give the address of the same words without any filter."""
    return link(Criteria(q=criteria.q, sort=criteria.sort))


def options(name: str, criteria: Criteria, words: Vocabulary) -> list[tuple[str, str, bool]]:
    """List what the box beside the words offers as (code, label, chosen)."""
    chosen = criteria.chosen(name)
    return [(code, label, code in chosen[:1]) for code, label in words.choices(LISTS[name])]


def kept(criteria: Criteria) -> list[tuple[str, str]]:
    """List the filters that a new search carries along as (name, value): all that its boxes do not show."""
    shown = {name: criteria.chosen(name)[:1] for name in ("subject", "grade")}
    return [(name, value) for name, value in criteria.active() if value not in shown.get(name, ())]


def _filter(name: str, options: Sequence[Option], criteria: Criteria, known: Known, words: Vocabulary) -> Filter:
    choices = {
        option.value: Choice(
            text_of(name, option.value, words),
            option.count,
            link(_toggled(criteria, name, option.value, known)),
            option.chosen,
        )
        for option in options
    }
    is_open = name in _OPEN or any(option.chosen for option in options)
    if name == "grade":
        return Filter(name, TITLES[name], _in_bands(choices, known), (), is_open)
    whole = tuple(choices.values())
    first = len(whole) if len(whole) <= _FIRST + _FEW else _FIRST
    return Filter(name, TITLES[name], whole[:first], whole[first:], is_open)


def _in_bands(choices: dict[str, Choice], known: Known) -> tuple[Choice, ...]:
    """Set grades below their bands; a grade outside every band stands for itself."""
    below = {band: [grade for grade in grades if grade in choices] for band, grades in known.bands.items()}
    inside = {grade for band in below if band in choices for grade in below[band]}
    return tuple(
        Choice(each.text, each.count, each.href, each.chosen, tuple(choices[grade] for grade in below.get(code, ())))
        for code, each in choices.items()
        if code not in inside
    )


def _toggled(criteria: Criteria, name: str, value: str, known: Known) -> Criteria:
    """Choose a value, or no longer; minutes are one value, and a grade and its band take the place of each other."""
    if name == MINUTES:
        return criteria.with_(minutes=None if str(criteria.minutes) == value else int(value))
    if name == "grade" and value not in criteria.grade:
        akin = {value, *known.bands.get(value, ())} | {band for band, grades in known.bands.items() if value in grades}
        criteria = criteria.with_(grade=tuple(grade for grade in criteria.grade if grade not in akin))
    return criteria.toggle(name, value)
