"""What a reader may have meant: the words of an edition, and which of them lie close to a strange one."""

import json
import math
import re
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from portal.search import hangul, words
from portal.search.columns import Column
from portal.search.edits import FURTHEST, Letters, distances, kinds
from portal.search.lists import Numbered, Thing, once
from portal.search.texts import Gathered

NAME = "spelling.json"

LONGEST = 28
"""Letters of a word, or keys of a Korean one, beyond which it is neither kept nor corrected."""

_SHORTEST = 3
"""Letters of the shortest word that is kept."""

_BY_LENGTH = (0, 0, 0, 0, 1, 1)
"""Letters that may be wrong, missing, too many or swapped in a word of so many letters; two in longer ones."""

_REMEMBERED = 2_000
"""Strange words whose neighbours are kept at hand."""

_TENTHS = 0.3
"""What a wrong first letter, a wrong consonant, or a tenth of the frequency counts, in letters that differ."""

_VOWELS = re.compile(r"(?<!^)[aeiouy]")
_DOUBLED = re.compile(r"(.)\1")


class Writer:
    """Counts the words that are read, and how they are written."""

    def __init__(self, spelt: Collection[tuple[str, str]]) -> None:
        """Take what lists the words by their numbers, once all are known: in small letters, and as written."""
        self._spelt = spelt
        self._plain: Numbered[str] = Numbered()
        self._plain_of: list[int] = []
        self._forms: list[Column] = []
        self._counts: list[Column] = []

    def take(self, gathered: Gathered) -> None:
        """Count in how many of the next documents each word stands, in each form and in any."""
        self._plain_of += (self._plain[plain] for plain, _ in islice(self._spelt, len(self._plain_of), None))
        spelt = gathered.spelt.among(gathered.read)
        documents = gathered.document[spelt.passages]
        for numbers, counts in (
            (spelt.numbers, self._forms),
            (np.array(self._plain_of, np.int64)[spelt.numbers], self._counts),
        ):
            pairs, _ = once(numbers * len(gathered.documents) + documents)
            counts.append(np.bincount(pairs // len(gathered.documents)))

    def write(self, folder: Path, also: Iterable[str] = ()) -> None:
        """Write each word with how many texts have it and how it is written, and other words with none."""
        often = sorted(_counted(self._spelt, self._forms), key=_likeness)
        shown = {plain: form for (plain, form), _ in often}
        counts = {plain: 0 for text in also for plain, _ in words.spelt(text)}
        counts |= _counted(self._plain, self._counts)
        kept = {
            plain: (counts[plain], shown.get(plain, "")) for plain in sorted(filter(_letters, counts), key=_letters)
        }
        (folder / NAME).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def read(folder: Path) -> "Spelling":
    """Read the words back; they are looked at when the first strange word comes."""
    return Spelling((folder / NAME).read_bytes())


class Spelling:
    """The words of an edition, as rows of letters that are compared all at once."""

    def __init__(self, written: bytes) -> None:
        """Keep them as they were written."""
        self._written = written
        self.near = lru_cache(_REMEMBERED)(self._near)

    def often(self, word: str) -> int:
        """Tell how many texts have a word."""
        table, wanted = self._table, _letters(word).encode()
        place = int(np.searchsorted(table.words, wanted))
        held = wanted and table.words[place : place + 1].tolist() == [wanted]
        return int(table.counts[place]) if held else 0

    def beginning(self, typed: str, most: int, less: Mapping[str, int]) -> list[str]:
        """List words that begin so, the most frequent first and as they are written; some stand in fewer texts."""
        table, begun = self._table, _comparable(typed).encode()
        # A longer one than any would have all of the table copied to its length.
        if not 0 < len(begun) <= LONGEST:
            return []
        low, high = (int(np.searchsorted(table.words, each)) for each in (begun, begun + b"~"))
        order = low + np.argsort(-table.counts[low:high], kind="stable")
        found = []
        for at in order.tolist():
            if table.counts[at] > less.get(table.plain[at], 0):
                found.append(table.shown[at])
            if len(found) == most or not table.counts[at]:
                break
        return found

    def parted(self, typed: str) -> str:
        """Part a word in two that texts have, as lessonplan in lesson and plan; empty where none are."""
        pairs = [(typed[:at], typed[at:]) for at in range(_SHORTEST, len(typed) - _SHORTEST + 1)]
        often = {" ".join(pair): min(map(self.often, pair)) for pair in pairs}
        best = max(often, key=lambda pair: often[pair], default="")
        return best if often.get(best) else ""

    def _near(self, typed: str) -> tuple[str, ...]:
        """List the words that may have been meant, the likeliest first."""
        letters, furthest = _letters(typed), _allowed(typed)
        if not furthest:
            return ()
        table = self._table
        wanted = np.frombuffer(letters.encode(), np.uint8)
        # A letter that is wrong changes at most two of the kinds of letters that a word has.
        likely = np.bitwise_count(table.kinds ^ kinds(wanted[None])[0]) <= 2 * furthest
        some = np.flatnonzero(likely & (np.abs(table.lengths - len(letters)) <= furthest))
        steps = distances(wanted, table.letters[some], table.lengths[some])
        found = []
        for at in np.flatnonzero((steps > 0) & (steps <= furthest)):
            word, plain = table.words[some[at]].decode(), table.plain[some[at]]
            found.append((_strangeness(int(steps[at]), int(table.counts[some[at]]), letters, word), plain))
        return tuple(word for _, word in sorted(found))

    @cached_property
    def _table(self) -> "_Table":
        entries = json.loads(self._written) or {"": (0, "")}
        words = np.array([_letters(word).encode() for word in entries], f"S{LONGEST}")
        counts, shown = zip(*entries.values(), strict=True)
        letters = words.view(np.uint8).reshape(len(words), LONGEST)
        lengths = np.count_nonzero(letters, axis=1)
        return _Table(words, tuple(entries), np.array(counts), shown, letters, lengths, kinds(letters))


class _Table(NamedTuple):
    """What is compared of each word."""

    words: npt.NDArray[np.bytes_]
    """As they are compared, in order."""
    plain: tuple[str, ...]
    counts: npt.NDArray[np.int64]
    shown: tuple[str, ...]
    letters: Letters
    lengths: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.uint32]


def _allowed(typed: str) -> int:
    """Tell how many letters of a word may be wrong; none of a short one, a number or a code."""
    letters = _letters(typed)
    most = _BY_LENGTH[len(letters)] if len(letters) < len(_BY_LENGTH) else FURTHEST
    # Korean words are short: two other keys mostly make another one.
    return most if typed.isascii() else min(most, 1)


def _letters(plain: str) -> str:
    """Give what is compared of a word; empty where it is neither kept nor corrected."""
    letters = _comparable(plain)
    return letters if _SHORTEST <= len(letters) <= LONGEST else ""


def _comparable(plain: str) -> str:
    """Give the letters of a word, or the keys of a Korean one; empty where it is neither."""
    if plain.isascii():
        return plain if plain.isalpha() else ""
    return hangul.keys(plain)


def _counted(things: Collection[Thing], counts: Iterable[Column]) -> list[tuple[Thing, int]]:
    """Give the things of which counts tell, each with their sum; the earlier counts tell of fewer things."""
    whole = np.zeros(len(things), np.int64)
    for each in counts:
        whole[: len(each)] += each
    return [(thing, count) for thing, count in zip(things, whole.tolist(), strict=True) if count]


def _likeness(entry: tuple[tuple[str, str], int]) -> tuple[bool, int, str]:
    """Put the form last in which a word is best shown: the most frequent one, in small letters if it has such."""
    (_, form), count = entry
    return form.islower(), count, form


def _strangeness(distance: int, count: int, typed: str, word: str) -> float:
    """Weigh how many letters differ, which ones, and how seldom the word is: ten times as often is three tenths."""
    differs = (typed[0] != word[0]) + (_bones(typed) != _bones(word))
    return distance + _TENTHS * (differs - math.log10(1 + count))


def _bones(word: str) -> str:
    """Give what is least often spelt wrong: the consonants, each once where it is doubled."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))
