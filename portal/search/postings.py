"""Which documents hold a word, and how well: Whoosh's own BM25F, for whole lists of postings at once."""

import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from threading import Lock

import numpy as np
from cachetools import LRUCache
from whoosh.searching import Searcher

from portal.search import bulk
from portal.search.columns import Columns, Numbers, Scores
from portal.search.question import Variant, Word
from portal.search.rows import Rows

FIELDS = {"title": 3.0, "labels": 0.8, "text": 1.0}
"""The fields that are searched, and how much a word counts in each."""

_B = {"title": 0.3, "labels": 0.75, "text": 0.75}
"""How much the length of each field takes from a word's worth."""

_K1 = 1.2
"""How soon a word that comes again counts no more."""

_REMEMBERED = 24 * 2**20
"""Bytes of words' documents and scores that a process keeps, the last used ones."""

_COUNTED = 50_000
"""Tokens of which a process remembers how many texts hold them: a few megabytes."""

_OFTEN = 16
"""A word that one document in so many holds is also kept as one score for each document, to be looked up at once."""


@dataclass(frozen=True, eq=False)
class Held:
    """The documents that hold something, by number, and what each of them is worth."""

    numbers: Numbers
    scores: Scores
    among: int
    """How many documents there are."""

    def worth(self, numbers: Numbers) -> Scores:
        """Tell what these documents are worth; nothing where they do not hold it."""
        if self.often:
            return self.at_each[numbers]
        if not len(self.numbers):
            return np.zeros(len(numbers), np.float32)
        places = self.numbers.searchsorted(numbers)
        places[places == len(self.numbers)] = 0
        return np.where(self.numbers[places] == numbers, self.scores[places], np.float32(0))

    @property
    def often(self) -> bool:
        """Whether many documents hold it."""
        return len(self.numbers) * _OFTEN > self.among

    @property
    def size(self) -> int:
        """Count its bytes."""
        return self.numbers.nbytes + self.scores.nbytes + 4 * self.among * self.often + 500

    @cached_property
    def at_each(self) -> Scores:
        """Give what each document is worth; nothing where it does not hold it."""
        whole = np.zeros(self.among, np.float32)
        whole[self.numbers] = self.scores
        return whole


class Postings:
    """The open postings of one index."""

    def __init__(self, searcher: Searcher, columns: Columns, rows: Rows, read: bulk.Read) -> None:
        """Take over a searcher, and work out what the length of each field makes of a word."""
        self._searcher = searcher
        self.close = weakref.finalize(self, searcher.close)
        self._rows = rows
        self._read = read
        self._size = len(columns["id"])
        self._lengths = {name: _norms(searcher, name, columns[f"{name}_length"]) for name in FIELDS}
        self._one_at_a_time = Lock()
        self._counted: LRUCache[str, int] = LRUCache(_COUNTED)
        self._last_used: LRUCache[tuple[Variant, ...], Held] = LRUCache(_REMEMBERED, getsizeof=lambda held: held.size)

    def held(self, word: Word) -> Held:
        """Find the documents that hold a word in any of its variants; each is worth what its best one is."""
        with self._one_at_a_time:  # a reader moves about in its file, where two threads would meet
            return self._any_of(word.variants)

    def frequency(self, token: str) -> int:
        """Tell in how many texts a token stands."""
        with self._one_at_a_time:
            if token not in self._counted:
                self._counted[token] = int(self._searcher.reader().doc_frequency("text", token))
            return self._counted[token]

    def holding(self, token: str) -> Numbers:
        """List the documents whose text has a token that stands in some text; nothing is worked out or kept."""
        with self._one_at_a_time:
            return self._read(self._searcher, "text", token)[0]

    def _any_of(self, variants: tuple[Variant, ...]) -> Held:
        found = self._last_used.get(variants)
        if found is None:
            found = self._best([self._variant(each) for each in variants])
            self._last_used[variants] = found
        return found

    def _variant(self, variant: Variant) -> Held:
        if len(variant.tokens) == 1:
            found = self._token(variant.tokens[0])
        else:
            # Each by itself, so that a query of many phrases of the same words reads these once.
            found = every([self._any_of((Variant((token,)),)) for token in variant.tokens])
        numbers, scores = found.numbers, found.scores * np.float32(variant.worth)
        if variant.adjacent:
            in_a_row = self._rows.holding(variant.tokens, numbers)
            numbers, scores = numbers[in_a_row], scores[in_a_row]
        return Held(numbers, scores, self._size)

    def _token(self, token: str) -> Held:
        """Add up what a token is worth in every field that holds it."""
        reader = self._searcher.reader()
        whole = np.zeros(self._size, np.float32)
        for name, boost in FIELDS.items():
            if (name, token) in reader:
                numbers, weights = self._read(self._searcher, name, token)
                idf = self._searcher.idf(name, token)
                whole[numbers] += boost * idf * (weights * (_K1 + 1) / (weights + self._lengths[name][numbers]))
        return self._of(whole)

    def _best(self, variants: Sequence[Held]) -> Held:
        first, *others = sorted(variants, key=lambda held: -len(held.numbers))
        if not any(len(each.numbers) for each in others):
            return first
        whole = np.zeros(self._size, np.float32)
        for each in variants:
            whole[each.numbers] = np.maximum(whole[each.numbers], each.scores)
        return self._of(whole)

    def _of(self, whole: Scores) -> Held:
        numbers = np.flatnonzero(whole).astype(np.int32)
        return Held(numbers, whole[numbers], self._size)


def every(each: Iterable[Held]) -> Held:
    """Keep what holds all of several things: the fewest first, looked up in the others."""
    fewest, *others = sorted(each, key=lambda held: len(held.numbers))
    if not others:
        return fewest
    if fewest.often:
        at_each = [held.at_each for held in (fewest, *others)]
        numbers = np.flatnonzero(np.logical_and.reduce([scores > 0 for scores in at_each])).astype(np.int32)
        return Held(numbers, reduce(np.add, at_each)[numbers], fewest.among)
    numbers, scores = fewest.numbers, fewest.scores
    for other in others:
        worth = other.worth(numbers)
        both = worth > 0
        numbers, scores = numbers[both], scores[both] + worth[both]
    return Held(numbers, scores, fewest.among)


def _norms(searcher: Searcher, name: str, lengths: Numbers) -> Scores:
    average = searcher.avg_field_length(name) or 1
    norms: Scores = (_K1 * ((1 - _B[name]) + _B[name] * lengths / average)).astype(np.float32)
    return norms
