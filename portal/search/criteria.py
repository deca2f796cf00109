"""What a reader asks for: read from a query string, and written back into links.

One object parses the parameters of `/practices` and builds every link of its pages. Each question has
one canonical query string, so that one page has one address and can be cached whole.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import lru_cache
from typing import Any, Self
from urllib.parse import quote_plus

FACETS = ("subject", "grade", "kind", "task", "tool", "level", "language", "guide")
"""The filters of which several values may be chosen, in the order of the canonical query string."""

LEVELS = ("official", "holding-up", "tried", "shared")
"""Where a practice may stand, highest first."""

GUIDE = ("yes",)
"""The one value of `guide`: only practices that the published guide cites."""

LONGEST_QUERY = 200
"""Characters of a query that are read."""

_MOST = 999_999_999
"""Largest number that is read; a larger one means this."""


class Sort(StrEnum):
    """The orders in which practices can be listed."""

    RELEVANCE = "relevance"
    """Best match first; without words, what stands highest first."""
    TRIED = "tried"
    """Most trials first."""
    NEWEST = "newest"
    """Latest edition first."""


@dataclass(frozen=True)
class Known:
    """The codes that each filter may hold, in the order a page lists them."""

    codes: Mapping[str, tuple[str, ...]]
    """By filter name; those of `grade` are grades, bands and UG."""
    bands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The grades of each band."""
    names: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """What people call a filter's codes, by filter name and code."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that mean much the same."""

    def of(self, name: str) -> tuple[str, ...]:
        """List the codes of one filter."""
        return self.codes.get(name, ())

    def code(self, name: str, typed: str) -> str:
        """Find the code that was meant, or nothing; 7 means 07."""
        for code in (typed, typed.zfill(2)):
            if code in self.of(name):
                return code
        return ""


@dataclass(frozen=True)
class Criteria:
    """One question to the index: words, filters, an order and a page.

    A page of results makes one for each of its links, which are a hundred.
    """

    q: str = ""
    subject: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    task: tuple[str, ...] = ()
    tool: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    minutes: int | None = None
    """At least so many minutes saved per week."""
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    def __post_init__(self) -> None:
        """Hold values sorted and once each, so that equal questions are equal objects."""
        for name in FACETS:
            values = self.chosen(name)
            if values:
                object.__setattr__(self, name, tuple(sorted(set(values))))

    def chosen(self, name: str) -> tuple[str, ...]:
        """List the values chosen in one facet."""
        values: tuple[str, ...] = getattr(self, name)
        return values

    def query(self) -> str:
        """Write the canonical query string: a fixed order, sorted values, defaults left out."""
        parts = [f"q={quote_plus(self.q)}"] if self.q else []
        parts += [f"{name}={_quoted(value)}" for name, value in self.active()]
        if self.sort is not Sort.RELEVANCE:
            parts.append(f"sort={self.sort.value}")
        if self.page != 1:
            parts.append(f"page={self.page}")
        return "&".join(parts)

    def active(self) -> list[tuple[str, str]]:
        """List every filter that is on, as name and value; words, order and page are no filters."""
        on = [(name, value) for name in FACETS for value in self.chosen(name)]
        return on if self.minutes is None else [*on, ("minutes", str(self.minutes))]

    def with_(self, **changes: Any) -> Self:  # noqa: ANN401 - each field has its own type
        """Ask the same with something changed, from the first page on unless a page is given."""
        return type(self)(**(vars(self) | {"page": 1} | changes))

    def toggle(self, name: str, value: str) -> Self:
        """Choose a value of a facet, or no longer, if it was chosen."""
        chosen = self.chosen(name)
        if value in chosen:
            return self.without(name, value)
        return self.with_(**{name: (*chosen, value)})

    def without(self, name: str, value: str | None = None) -> Self:
        """Drop one value of a facet, or without a value all of a parameter, be it words or minutes."""
        if value is not None and name in FACETS:
            return self.with_(**{name: tuple(each for each in self.chosen(name) if each != value)})
        return self.with_(**{name: _DEFAULTS[name]})


_quoted = lru_cache(maxsize=1000)(quote_plus)
"""Writes a code into an address: there are few, and none is a reader's own words."""

_DEFAULTS = {each.name: each.default for each in fields(Criteria)}


def parse(args: Iterable[tuple[str, str]], known: Known) -> Criteria:
    """Read the parameters of a request; what is unknown or makes no sense is left out, without a word.

    A view redirects to the canonical address when `query()` differs from the query string it was asked
    with. Of a parameter that stands for one thing, the first value that makes sense counts.
    """
    found: dict[str, Any] = {}
    for name, typed in args:
        if name in FACETS:
            found[name] = *found.get(name, ()), *filter(None, [known.code(name, typed.strip())])
        elif name in _READERS and name not in found:
            value = _READERS[name](typed)
            if value is not None:
                found[name] = value
    return Criteria(**found)


def _words(typed: str) -> str | None:
    """Clean a query: no control characters, no invisible ones, single spaces, at most 200 characters."""
    seen = "".join(_visible(sign) for sign in typed)
    return " ".join(unicodedata.normalize("NFC", seen).split())[:LONGEST_QUERY].rstrip() or None


def _visible(sign: str) -> str:
    match unicodedata.category(sign):
        case "Cc":
            return " "
        case "Cf" | "Cs":
            return ""
        case _:
            return sign


def _number(typed: str) -> int | None:
    """Read a number from 1, however long."""
    digits = typed.strip().lstrip("0")
    if not re.fullmatch(r"[0-9]+", digits):
        return None
    return min(int(digits[: len(str(_MOST)) + 1]), _MOST)


def _sort(typed: str) -> Sort | None:
    return Sort(typed) if typed in set(Sort) else None


_READERS = {"q": _words, "minutes": _number, "sort": _sort, "page": _number}
"""How each parameter that stands for one thing is read."""
