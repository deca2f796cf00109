"""Which column of a file is what: the caller's mapping first, then our own names, then a few synonyms.

Everything else is left out, and the report names it: a column such as the author's name must never come in.
"""

from collections.abc import Mapping

from portal.errors import PortalError
from portal.practices.kinds import KINDS
from portal.web.markup import plain

BODY = "body"
"""Stands for the main part of whatever kind the row is."""

PARTS = frozenset(part.name for kind in KINDS.values() for part in kind.parts)
PICKS = frozenset(pick.name for kind in KINDS.values() for pick in kind.picks)
COMMON = frozenset({"kind", "title", "subject", "grade", "task", "tool", "language", "minutes", "allowed"})
NAMES = PARTS | PICKS | COMMON | {BODY}
"""What a column can be: the names that the share form uses, and the stand-in."""

TEXTS = frozenset({BODY} | {kind.body for kind in KINDS.values()})
"""The columns of which a file needs at least one."""

_SYNONYMS = {
    "type": "kind",
    "subjects": "subject",
    "grades": "grade",
    "tasks": "task",
    "tools": "tool",
    "lang": "language",
}

SHOWN = 40
"""How many characters of a header, and how many headers, a report shows at most."""


class UnknownNameError(PortalError):
    """A mapping gives a column a name that no form has."""


class Columns:
    """The columns of one file, and those of them that are left out."""

    def __init__(self, mapping: Mapping[str, str]) -> None:
        """Take the caller's mapping of the file's headers to our names."""
        self._mapped = {_key(header): _ours(name) for header, name in mapping.items()}
        self._as_typed = {_key(header): header for header in mapping}
        self._met: dict[str, str] = {}
        self._left_out: dict[str, None] = {}

    def name_of(self, header: str) -> str:
        """Give our name for a column; empty when it is left out."""
        if header not in self._met:
            key = _key(header)
            known = _SYNONYMS.get(key, key if key in NAMES else "")
            self._met[header] = self._mapped.get(key, known)
        return self._met[header]

    def leave_out(self, header: str) -> None:
        """Note for the report that something does not come in."""
        self._left_out[shown(header) or "a column without a name"] = None

    @property
    def dropped(self) -> tuple[str, ...]:
        """List what was left out, in the order it was met."""
        names = tuple(self._left_out)
        more = len(names) - SHOWN
        return (*names[:SHOWN], f"and {more:,} more") if more > 0 else names

    def check_all_met(self) -> None:
        """Refuse a mapping that speaks of a column the file does not have: it is most likely misspelled."""
        met = {_key(header) for header in self._met}
        for key, header in self._as_typed.items():
            if key not in met:
                raise UnknownNameError(f"The file has no column “{shown(header)}”. Look at its first line again.")


def shown(text: str) -> str:
    """Shorten what stands in a file to one line for a report."""
    line = " ".join(plain(text[: 4 * SHOWN]).split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _key(header: str) -> str:
    return " ".join(plain(header).casefold().split())


def _ours(name: str) -> str:
    key = _SYNONYMS.get(_key(name), _key(name))
    if key not in NAMES:
        raise UnknownNameError(f"“{shown(name)}” is not a name we use. Write one of: {', '.join(sorted(NAMES))}.")
    return key
