"""The words of each text in their order, for phrases: a number for each word, nothing from which it could be read back.

Two words may have the same number. A phrase is only looked for where all its words are held, so that it would take
two such words in one text to find a phrase that is not there.
"""

import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from mmap import MADV_DONTNEED, mmap
from pathlib import Path

import numpy as np
import numpy.typing as npt

from portal.search.columns import Column, Columns, Mask, Numbers
from portal.search.lists import stretches
from portal.search.texts import Gathered

NAME = "rows.npy"

_MOST = 2_000_000
"""Words that are looked at in one go."""

_DENSE = 4
"""Where one word in so many would be picked out, it is faster to look at all of them as they stand."""


class Writer:
    """Takes down the words that are read, passage by passage; a zero stands after each, where no phrase goes on."""

    def __init__(self, tokens: Iterable[str]) -> None:
        """Take what lists the tokens by their numbers, once all are known."""
        self._tokens = tokens
        # Numbers of tokens, from 1 on.
        self._row: list[Column] = []
        self._lengths: list[Column] = []

    def take(self, gathered: Gathered) -> None:
        """Take down the next documents."""
        main = gathered.main.among(gathered.read)
        ends = np.cumsum(np.bincount(main.passages, minlength=len(gathered.read))[gathered.read])
        self._row.append(np.insert(main.numbers + 1, ends, 0).astype(np.uint32))
        of = np.append(gathered.document[main.passages], gathered.document[gathered.read])
        self._lengths.append(np.bincount(of, minlength=len(gathered.documents)))

    def write(self, folder: Path) -> dict[str, Column]:
        """Write the words; tell where each text starts."""
        numbers = np.array([0, *map(_number, self._tokens)], np.uint32)
        row = np.concatenate((np.zeros(0, np.uint32), *self._row))
        np.save(folder / NAME, numbers[row], allow_pickle=False)
        return {"row_start": np.concatenate(([0], *self._lengths)).cumsum(dtype=np.int64)}


class Rows:
    """The words of all texts, mapped from the file: only what is looked at is read."""

    def __init__(self, folder: Path, columns: Columns) -> None:
        """Map the file."""
        self._starts = columns["row_start"]
        self._words: npt.NDArray[np.uint32] = np.load(folder / NAME, mmap_mode="r", allow_pickle=False)
        self._mapped = self._words.base
        if self._starts[-1] != len(self._words):
            raise ValueError(NAME)

    def holding(self, tokens: Sequence[str], among: Numbers) -> Mask:
        """Say which of some documents hold tokens in a row."""
        lengths = self._starts[among + 1] - self._starts[among]
        if lengths.sum() * _DENSE > len(self._words):
            found = self._anywhere(tokens)[among]
        else:
            found = np.zeros(len(among), np.bool_)
            # A few million words at a time: what a question takes does not grow with the edition.
            cuts = np.flatnonzero(np.diff(np.cumsum(lengths) // _MOST, prepend=0)).tolist()
            for first, last in zip([0, *cuts], [*cuts, len(among)], strict=True):
                found[first:last] = self._rows(tokens, among[first:last], lengths[first:last])
        if isinstance(self._mapped, mmap):
            # What was looked at would count as this process's memory, though others can have it whenever they need it.
            self._mapped.madvise(MADV_DONTNEED)
        return found

    def _rows(self, tokens: Sequence[str], among: Numbers, lengths: Column) -> Mask:
        ends = np.cumsum(lengths)
        words = self._words[stretches(self._starts[among], lengths)]
        found = np.zeros(len(among), np.bool_)
        found[ends.searchsorted(_places(tokens, words), side="right")] = True
        return found

    def _anywhere(self, tokens: Sequence[str]) -> Mask:
        """Say of every document whether it holds tokens in a row."""
        found = np.zeros(len(self._starts) - 1, np.bool_)
        for start in range(0, len(self._words), _MOST):
            words = np.asarray(self._words[start : start + _MOST + len(tokens) - 1])
            found[self._starts.searchsorted(_places(tokens, words) + start, side="right") - 1] = True
        return found


def _places(tokens: Sequence[str], words: Column) -> Column:
    """Find where tokens stand in a row; a break ends each text, so that no row goes over into the next one."""
    hits = np.flatnonzero(words[: max(len(words) - len(tokens) + 1, 0)] == _number(tokens[0]))
    for further, token in enumerate(tokens[1:], start=1):
        hits = hits[words[hits + further] == _number(token)]
    return hits


@lru_cache(maxsize=50_000)
def _number(token: str) -> int:
    return zlib.crc32(token.encode()) or 1
