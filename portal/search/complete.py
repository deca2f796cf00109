"""What somebody who has begun to type may be looking for: titles of practices, and words that practices have.

Titles are found by words as they are written, the last one by its beginning; the index knows only stems.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from portal.search import words
from portal.search.columns import Column, Columns, Numbers

COMPLETIONS = 8
"""Titles and words that are told; more would not fit a phone."""

_WORDS = 3
"""Words that come before the titles where there are many of both."""

_LONGEST = 40
"""Bytes of a title's word that are kept."""


@dataclass(frozen=True)
class Title:
    """A practice whose title may be meant."""

    id: str
    title: str


@dataclass(frozen=True)
class Completion:
    """What may be meant, the likeliest first."""

    titles: tuple[Title, ...]
    words: tuple[str, ...]
    """Whole words that begin like the last one typed, as people write them."""


def completion(titles: Sequence[Title], words: Sequence[str]) -> Completion:
    """Leave room for titles beside words, and fill what is left of it."""
    first = tuple(words[: max(_WORDS, COMPLETIONS - len(titles))])
    return Completion(tuple(titles[: COMPLETIONS - len(first)]), first)


def columns(titles: Sequence[str]) -> dict[str, Column]:
    """Write which documents have each word in their title, given the titles by document number."""
    holding: dict[bytes, list[int]] = {}
    for number, title in enumerate(titles):
        for word in {_kept(plain) for plain, _ in words.spelt(title)}:
            holding.setdefault(word, []).append(number)
    found = sorted(holding)
    return {
        "title_word": np.array(found, f"S{_LONGEST}"),
        "title_start": np.cumsum([0, *(len(holding[word]) for word in found)], dtype=np.int32),
        "title_number": np.array([number for word in found for number in holding[word]], np.int32),
    }


class Titles:
    """The words of all titles in order."""

    def __init__(self, columns: Columns) -> None:
        """Take the columns."""
        self._words = columns["title_word"]
        self._starts = columns["title_start"]
        self._numbers: Numbers = columns["title_number"]

    def starting(self, typed: Sequence[str]) -> Numbers:
        """Find the documents whose titles have all of these words, and one that begins with the last."""
        *whole, beginning = map(_kept, typed)
        found = [self._between(beginning, beginning + b"\xff"), *(self._between(word, word) for word in whole)]
        return np.unique(reduce(np.intersect1d, found))

    def _between(self, first: bytes, last: bytes) -> Numbers:
        low, high = self._words.searchsorted(first), self._words.searchsorted(last, side="right")
        return self._numbers[self._starts[low] : self._starts[high]]


class Terms:
    """What teachers call things in several words, as the groups of synonyms have it."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        """Take the members of groups that have several words."""
        spelt = ((words.spelt(member), member.split()) for group in groups for member in group if " " in member)
        self._terms = {
            " ".join(plain for plain, _ in row): written for row, written in spelt if len(row) == len(written)
        }

    def ending(self, others: Sequence[str], last: str) -> list[str]:
        """List how terms go on that begin with some words and one that has begun, the shortest first."""
        begun = " ".join((*others, last))
        found = (" ".join(written[len(others) :]) for term, written in self._terms.items() if term.startswith(begun))
        return sorted(found, key=len)


def _kept(word: str) -> bytes:
    return word.encode()[:_LONGEST]
