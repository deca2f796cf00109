"""What a question finds before any filter, and in which order it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from portal.search.columns import Mask, Numbers, Scores
from portal.search.postings import Held, every

ENOUGH = 10
"""Practices below which those that hold fewer of the words are found, too."""

NEAR = np.float32(3)
"""How many times as well as an official practice the best one may answer, and still come after it."""

_BLOCK = 64
"""Documents of which only the best is looked at when a few are picked from very many."""


@dataclass(frozen=True, eq=False)
class Matched:
    """The documents found, by number."""

    numbers: Numbers
    scores: Scores | None = None
    """How well each fits; nothing when no word was asked for."""
    some: Mask | None = None
    """Whether each holds only some of the words; nothing when each holds all."""

    def kept(self, mask: Mask | None) -> "Matched":
        """Keep some of them; all without a mask."""
        if mask is None:
            return self
        scores = None if self.scores is None else self.scores[mask]
        some = None if self.some is None else self.some[mask]
        return Matched(self.numbers[mask], scores, some)

    @property
    def exact(self) -> int:
        """Count those that hold every word."""
        return len(self.numbers) - (0 if self.some is None else int(np.count_nonzero(self.some)))


def everything(size: int) -> Matched:
    """Find all documents, as a question without words does."""
    return Matched(np.arange(size, dtype=np.int32))


def match(words: Sequence[Held], gone: Numbers) -> Matched:
    """Find what holds all words; if that is little, also what holds all but one, and so on until it is enough."""
    held = every(words)
    found = Matched(held.numbers, held.scores)
    found = found.kept(but(found.numbers, gone))
    if len(found.numbers) >= ENOUGH or len(words) == 1:
        return found
    return _some(words, gone)


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


def first(found: Matched, ranks: Numbers, official: Mask, *, start: int, end: int) -> Numbers:
    """Give a stretch of what was found: what holds all words first, official before others, then the best.

    Without scores, ranks decide alone; with them, they part what is equal.
    """
    found = _best(found, official, end)
    # One number holds it all, so that no two are equal: the bits of a positive score compare like the score.
    keys = -ranks[found.numbers].astype(np.int64)
    if found.scores is not None:
        keys += (found.scores.view(np.int32).astype(np.int64) << 30) + _favoured(found, official).astype(
            np.int64
        ) * 2**61
    elif found.some is not None:
        keys += ~found.some * np.int64(2**61)
    return found.numbers[np.argsort(-keys)[start:end]]


def _best(found: Matched, official: Mask, count: int) -> Matched:
    """Keep some of the best of very many, among them so many as are asked for.

    Of every few, one looks at the best: the least of the best such ones is no better than the last that is asked for.
    """
    if found.scores is None or len(found.numbers) < 4 * _BLOCK * count:
        return found
    coarse = found.scores + _favoured(found, official) * np.float32(2**17)
    best = coarse[: len(coarse) // _BLOCK * _BLOCK].reshape(-1, _BLOCK).max(axis=1)
    return found.kept(coarse >= np.partition(best, len(best) - count)[len(best) - count])


def _favoured(found: Matched, official: Mask) -> Numbers:
    """Tell how far ahead each stands whatever its score: 2 for an official one with all words, 1 for all words.

    An official one that hardly answers stands where its score puts it.
    """
    first = official[found.numbers]
    if found.scores is not None and len(found.scores):
        first &= found.scores * NEAR >= found.scores.max()
    if found.some is None:
        return first + np.int32(1)
    return np.where(found.some, np.int32(0), first + np.int32(1))


def _some(words: Sequence[Held], gone: Numbers) -> Matched:
    counts, scores = np.zeros(words[0].among, np.uint8), np.zeros(words[0].among, np.float32)
    for word in words:
        counts[word.numbers] += 1
        scores[word.numbers] += word.scores
    counts[gone] = 0
    holding = np.bincount(counts, minlength=len(words) + 1)[::-1].cumsum()[::-1]
    least = max(1, int(np.flatnonzero(holding >= min(ENOUGH, holding[1]))[-1]))
    numbers = np.flatnonzero(counts >= least).astype(np.int32)
    return Matched(numbers, scores[numbers], counts[numbers] < len(words))
