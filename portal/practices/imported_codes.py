"""What people and form tools write for a subject, a grade or a tool, turned into codes of the vocabulary."""

import re
from functools import lru_cache

from portal.errors import PortalError
from portal.practices.imported_columns import shown
from portal.vocabulary.words import Vocabulary

Cell = str | tuple[str, ...]
"""What stands in a column: a text, or a list of texts."""

_OTHER = "other"
"""The code for what a list does not have."""

_LONGEST_LIST = 1000
"""Characters of a cell that holds a list; more is a text that slipped into the wrong column."""

_MOST_PIECES = 6
"""Pieces that the commas of one label may cut it into, such as "PE, health and safety"."""

_LISTS = {"subject": "subjects", "grade": "grades", "task": "tasks", "tool": "tools", "language": "languages"}
"""The vocabulary's list for a column; the lists of a kind's own choices are called like their columns."""


class UnfitError(PortalError):
    """A row does not come in."""


class Codes:
    """Reads the cells that hold codes, labels or aliases."""

    def __init__(self, words: Vocabulary) -> None:
        """Take the district's vocabulary."""
        self._words = words
        self._understood = lru_cache(maxsize=4096)(words.understood)

    def any_of(self, name: str, cell: Cell) -> list[str]:
        """Find the codes of everything that a cell lists, each once."""
        items = re.split(r"[;\n]", cell) if isinstance(cell, str) else cell
        if sum(len(item) for item in items) > _LONGEST_LIST:
            raise UnfitError(f"“{name}” holds a long text and not a list. Move it, or leave it empty.")
        return list(dict.fromkeys(code for item in items for code in self._split(name, item)))

    def at_most_one(self, name: str, cell: Cell) -> list[str]:
        """Find the code of a cell that may name one thing."""
        codes = self.any_of(name, cell)
        if len(codes) > 1:
            raise UnfitError(f"“{name}” names {len(codes)} things. Keep the one that fits best.")
        return codes

    def language(self, typed: str) -> str:
        """Read a language such as Korean, ko or ko-KR. One that we do not list is another language."""
        names = (typed, re.split("[-_]", typed)[0])
        found = next(filter(None, (self._understood(_LISTS["language"], name) for name in names)), "")
        return found or self._unlisted("language", typed)

    def _split(self, name: str, item: str) -> list[str]:
        """Read values with commas between them; as a value may have its own, the longest is tried first."""
        pieces = item.split(",")
        found = []
        while pieces:
            size, code = self._longest(_LISTS.get(name, name), pieces)
            if not code and pieces[0].strip():
                code = self._unlisted(name, pieces[0])
            if code:
                found.append(code)
            pieces = pieces[size:]
        return found

    def _longest(self, list_name: str, pieces: list[str]) -> tuple[int, str]:
        for size in range(min(len(pieces), _MOST_PIECES), 0, -1):
            if code := self._understood(list_name, ",".join(pieces[:size])):
                return size, code
        return 1, ""

    def _unlisted(self, name: str, typed: str) -> str:
        """Give what stands for any other tool or language; the other lists are complete, so refuse."""
        if name in {"tool", "language"} and _OTHER in self._words.codes(_LISTS[name]):
            return _OTHER
        raise UnfitError(f"“{shown(typed)}” is not on the list for “{name}”. Write a code or a name from it.")
