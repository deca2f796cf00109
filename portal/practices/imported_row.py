"""A row of a file made into a draft, or one sentence on what keeps it out."""

import re
from collections.abc import Mapping
from typing import Any

from portal.anonymity.labels import ANY_GRADE, ANY_SUBJECT
from portal.practices.draft import Draft
from portal.practices.forms import ALLOWED, MOST_MINUTES
from portal.practices.imported_codes import Cell, Codes, UnfitError
from portal.practices.imported_columns import BODY, COMMON, Columns, shown
from portal.practices.imported_file import Record
from portal.practices.kinds import KINDS, PROMPT, TITLE, Kind
from portal.web.markup import plain

_ALLOWED = {"not sure": "unsure"} | {
    text.casefold(): code for code, label in ALLOWED for text in (code, label, label.replace("'", "’"))
}


class Desk:
    """Takes the rows of one file, one after the other."""

    def __init__(self, codes: Codes, columns: Columns) -> None:
        """Take what reads the codes, and the columns of the file."""
        self._codes = codes
        self._columns = columns

    def draft(self, record: Record) -> Draft:
        """Make a draft of a row: plain text within its limits, and codes of the vocabulary."""
        cells = self._cells(record)
        kind = _kind(_line(cells, "kind"))
        self._settle(kind, cells)
        title = " ".join(_within(TITLE, "title", _text(cells, "title")).split())
        if not title:
            raise UnfitError("It has no title. Give it one, so that a colleague can find it.")
        words = {part.name: _within(part.limit, part.name, _text(cells, part.name)) for part in kind.parts}
        if not words[kind.body]:
            raise UnfitError(f"It has no text. Fill “{BODY}”, or “{kind.body}”.")
        return Draft(
            kind=kind.code,
            title=title,
            words=words,
            picks={pick.name: self._picked(cells, pick.name, many=pick.many) for pick in kind.picks},
            subjects=self._picked(cells, "subject", many=True) or [ANY_SUBJECT],
            grades=self._picked(cells, "grade", many=True) or [ANY_GRADE],
            task="".join(self._picked(cells, "task", many=False)),
            tools=self._picked(cells, "tool", many=True),
            language=self._codes.language(_line(cells, "language") or "en"),
            minutes=_minutes(_line(cells, "minutes")),
            allowed=_allowed(_line(cells, "allowed")),
        )

    def _cells(self, record: Record) -> dict[str, Cell]:
        """Give what stands in the columns that come in; of two with one name, the first that is filled."""
        cells: dict[str, Cell] = {}
        for header, value in record.cells:
            name = self._columns.name_of(header)
            if not name:
                self._columns.leave_out(header)
            elif not cells.get(name):
                cells[name] = _cell(name, value)
        return cells

    def _settle(self, kind: Kind, cells: dict[str, Cell]) -> None:
        """Put what stands for the main part or the check of any kind in its place.

        What the kind has no place for is noted, so that nothing is lost without a word.
        """
        for stand_in, name in ((BODY, kind.body), ("checks", kind.check)):
            if not cells.get(name):
                cells[name] = cells.pop(stand_in, "")
        asked = COMMON | {part.name for part in kind.parts} | {pick.name for pick in kind.picks}
        for name in sorted(set(cells) - asked):
            if cells[name]:
                self._columns.leave_out(f"{name} of a {kind.code}")

    def _picked(self, cells: Mapping[str, Cell], name: str, *, many: bool) -> list[str]:
        read = self._codes.any_of if many else self._codes.at_most_one
        return read(name, cells.get(name, ""))


def _cell(name: str, value: Any) -> Cell:  # noqa: ANN401 - JSON holds anything
    """Take a text, a number or a list of these; nothing deeper."""
    if value is None:
        return ""
    if isinstance(value, list) and all(type(item) in {str, int} for item in value):
        return tuple(str(item) for item in value) or ""
    if type(value) in {str, int}:
        return str(value) if str(value).strip() else ""
    if isinstance(value, float):
        return f"{value:g}"
    raise UnfitError(f"“{name}” holds something that is no text. Write a text there.")


def _text(cells: Mapping[str, Cell], name: str) -> str:
    cell = cells.get(name, "")
    if not isinstance(cell, str):
        raise UnfitError(f"“{name}” holds a list. Write one text there.")
    return cell


def _line(cells: Mapping[str, Cell], name: str) -> str:
    return _text(cells, name).strip()


def _kind(typed: str) -> Kind:
    wanted = typed.casefold()
    for kind in KINDS.values():
        if wanted in {kind.code, kind.name.casefold()}:
            return kind
    if wanted:
        raise UnfitError(f"“{shown(typed)}” is not a kind we know. Write one of: {', '.join(KINDS)}.")
    return PROMPT


def _within(limit: int, name: str, text: str) -> str:
    """Give a text as plain text within its limit."""
    # What is far too long stays as it is: tidying it could take minutes, and it is refused anyway.
    text = plain(text) if len(text) <= 10 * limit else text
    over = len(text) - limit
    if over > 0:
        raise UnfitError(f"“{name}” has {len(text):,} characters, {over:,} too many.")
    return text


def _minutes(typed: str) -> int | None:
    if not typed:
        return None
    number = re.fullmatch(r"([+−-]?\d{1,4})(\.0*)?", typed)
    minutes = int(number[1].replace("−", "-")) if number else MOST_MINUTES + 1
    if abs(minutes) > MOST_MINUTES:
        raise UnfitError(f"“{shown(typed)}” are no minutes. Write a whole number up to {MOST_MINUTES}, or nothing.")
    return minutes


def _allowed(typed: str) -> str:
    if typed and typed.casefold() not in _ALLOWED:
        raise UnfitError(f"“{shown(typed)}” does not say if it is allowed. Write yes, no or unsure.")
    return _ALLOWED.get(typed.casefold(), "")
