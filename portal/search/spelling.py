"""What a reader may have meant: the words of an edition, and which of them lie close to a strange one."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from portal.search import words

NAME = "spelling.json"

FURTHEST = 2
"""Letters that may be wrong, missing, too many or swapped."""

_SHORTEST = 3
"""Letters below which a word is neither kept nor corrected."""


def write(folder: Path, texts: Iterable[str]) -> None:
    """Write each word of the texts with the number of texts that have it."""
    counts = Counter(word for text in texts for word in set(words.spellings(text)) if _is_word(word))
    (folder / NAME).write_text(json.dumps(dict(sorted(counts.items()))), encoding="utf-8")


def read(folder: Path) -> "Spelling":
    """Read the words back."""
    return Spelling(json.loads((folder / NAME).read_text(encoding="utf-8")))


class Spelling:
    """The words of an edition, by their first letter, which is seldom the wrong one."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Sort the words."""
        self._counts = counts
        self._by_letter: dict[str, list[str]] = {}
        for word in counts:
            self._by_letter.setdefault(word[0], []).append(word)

    def near(self, typed: str) -> list[str]:
        """List the words that may have been meant: the closest first, then the most frequent."""
        if not _is_word(typed):
            return []
        found = []
        for word in self._by_letter.get(typed[0], ()):
            if word != typed and abs(len(word) - len(typed)) <= FURTHEST:
                distance = _distance(typed, word)
                if distance <= FURTHEST:
                    found.append((distance, -self._counts[word], word))
        return [word for *_, word in sorted(found)]


def _is_word(plain: str) -> bool:
    return len(plain) >= _SHORTEST and plain.isascii() and plain.isalpha()


def _distance(one: str, other: str) -> int:
    """Count the letters to change, add, drop or swap; beyond the furthest it only says that it is further."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, wanted in enumerate(other, start=1):
            steps = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == wanted:
                steps = min(steps, before[column - 2] + 1)
            current.append(steps)
        if min(current) > FURTHEST:
            return FURTHEST + 1
        before, last = last, current
    return last[-1]
