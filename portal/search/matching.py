"""What a question finds before any filter, and in which order it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from portal.search.columns import Mask, Numbers, Scores
from portal.search.postings import Held, every

ENOUGH = 10
"""Practices that hold all words, below which those that hold some of them are found too."""


@dataclass(frozen=True, eq=False)
class Matched:
    """The documents found, by number."""

    numbers: Numbers
    scores: Scores
    exact: Mask
    """Whether each of them holds every word."""
    scored: bool = True
    """Whether words were asked for, so that one fits better than another."""

    def kept(self, mask: Mask | None) -> "Matched":
        """Keep some of them; all without a mask."""
        if mask is None:
            return self
        return replace(self, numbers=self.numbers[mask], scores=self.scores[mask], exact=self.exact[mask])


def everything(size: int) -> Matched:
    """Find all documents, as a question without words does."""
    return Matched(np.arange(size, dtype=np.int32), np.zeros(size, np.float32), np.ones(size, np.bool_), scored=False)


def match(words: Sequence[Held], gone: Numbers) -> Matched:
    """Find what holds all words; if that is little, also what holds at least half of them."""
    found = every(words)
    exact = Matched(found.numbers, found.scores, np.ones(len(found.numbers), np.bool_))
    left = exact.kept(but(exact.numbers, gone))
    if len(left.numbers) >= ENOUGH or len(words) == 1:
        return left
    some = _some(words)
    return some.kept(but(some.numbers, gone))


def but(numbers: Numbers, gone: Numbers) -> Mask | None:
    """Say which numbers are not among those gone; no mask when none of them is."""
    places = numbers.searchsorted(gone)
    there = places[places < len(numbers)]
    there = there[numbers[there] == gone[places < len(numbers)]]
    if not len(there):
        return None
    mask = np.ones(len(numbers), np.bool_)
    mask[there] = False
    return mask


def first(matched: Matched, official: Mask, ranks: Numbers, *, start: int, end: int) -> Numbers:
    """Give a stretch of what was found in the order of relevance; equal ones stand in the order of their ranks."""
    exact = matched.exact.astype(np.int64)
    # One number holds it all, so that no two are equal: the bits of a positive score compare like the score.
    keys = exact << 62 | (exact & official[matched.numbers]) << 61
    keys |= matched.scores.view(np.int32).astype(np.int64) << 30
    return _largest(keys - ranks[matched.numbers], matched.numbers, start, end)


def first_by_rank(matched: Matched, ranks: Numbers, *, start: int, end: int) -> Numbers:
    """Give a stretch of what was found in the order of its ranks."""
    keys = matched.exact.astype(np.int64) << 62
    return _largest(keys - ranks[matched.numbers], matched.numbers, start, end)


def _some(words: Sequence[Held]) -> Matched:
    counts, scores = np.zeros(words[0].among, np.uint8), np.zeros(words[0].among, np.float32)
    for word in words:
        counts[word.numbers] += 1
        scores[word.numbers] += word.scores
    numbers = np.flatnonzero(counts >= (len(words) + 1) // 2).astype(np.int32)
    return Matched(numbers, scores[numbers], counts[numbers] == len(words))


def _largest(keys: Numbers, numbers: Numbers, start: int, end: int) -> Numbers:
    if start >= len(keys):
        return numbers[:0]
    places = np.argpartition(keys, len(keys) - end)[len(keys) - end :] if end < len(keys) else np.arange(len(keys))
    return numbers[places[np.argsort(-keys[places])][start:end]]
