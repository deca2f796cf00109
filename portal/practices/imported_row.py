"""A row of a file made into a draft, or one sentence on what keeps it out."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from portal.anonymity.labels import ANY_GRADE, ANY_SUBJECT
from portal.errors import PortalError
from portal.practices.draft import Draft
from portal.practices.forms import ALLOWED, MOST_MINUTES, TITLE
from portal.practices.imported_columns import BODY, PARTS, PICKS, Columns, shown
from portal.practices.imported_file import Record
from portal.practices.kinds import KINDS, PROMPT, Kind, Part
from portal.vocabulary.words import Vocabulary
from portal.web.markup import plain

Cell = str | tuple[str, ...]

_OTHER = "other"
"""The code for what a list does not have."""

_LONGEST_LIST = 1000
"""Characters of a cell that holds a list; more is a text that slipped into the wrong column."""

_MOST_COMMAS = 6
"""Pieces that a label with commas in it may fall into, such as "PE, health and safety"."""

_ALLOWED = {text.casefold(): code for code, label in ALLOWED for text in (code, label, label.replace("'", "’"))} | {
    "not sure": "unsure"
}

_LISTS = {"subject": "subjects", "grade": "grades", "task": "tasks", "tool": "tools"}
"""The vocabulary's list for a form name; the lists of a kind's own picks are called like them."""


class UnfitError(PortalError):
    """The row does not come in."""


class Desk:
    """Takes the rows of one file, one after the other, with the district's vocabulary at hand."""

    def __init__(self, words: Vocabulary, columns: Columns) -> None:
        """Take the vocabulary and the columns of the file."""
        self._columns = columns
        self._languages = words.codes("languages")
        self._tools = words.codes("tools")
        self._understood = lru_cache(maxsize=4096)(words.understood)

    def draft(self, record: Record) -> Draft:
        """Make a draft of a row, with nothing in it but plain text and codes that we know."""
        cells = self._cells(record)
        kind = _kind(_line(cells, "kind"))
        self._leave_out_of(kind, cells)
        title = _fit("title", " ".join(_tidy(_text(cells, "title"), TITLE).split()), TITLE)
        if not title:
            raise UnfitError("It has no title. Give it one, so that a colleague can find it.")
        words = {part.name: _part(cells, kind, part) for part in kind.parts}
        if not words[kind.body]:
            raise UnfitError(f"It has no text. Fill the column “{BODY}”, or “{kind.body}”.")
        return Draft(
            kind=kind.code,
            title=title,
            words=words,
            picks={
                pick.name: self._codes(cells, pick.name) if pick.many else self._at_most_one(cells, pick.name)
                for pick in kind.picks
            },
            subjects=self._codes(cells, "subject") or [ANY_SUBJECT],
            grades=self._codes(cells, "grade") or [ANY_GRADE],
            task=next(iter(self._at_most_one(cells, "task")), ""),
            tools=self._codes(cells, "tool"),
            language=self._language(_line(cells, "language")),
            minutes=_minutes(_line(cells, "minutes")),
            allowed=_allowed(_line(cells, "allowed")),
        )

    def _cells(self, record: Record) -> dict[str, Cell]:
        """Give what stands in the columns that come in; of two columns with one name, the first that is filled."""
        cells: dict[str, Cell] = {}
        for header, value in record.cells:
            name = self._columns.name_of(header)
            if not name:
                self._columns.leave_out(header)
            elif not cells.get(name):
                cells[name] = _cell(name, value)
        return cells

    def _leave_out_of(self, kind: Kind, cells: Mapping[str, Cell]) -> None:
        """Note what this kind does not ask for, so that nothing is lost without a word."""
        asked = {part.name for part in kind.parts} | {pick.name for pick in kind.picks} | {"checks"}
        for name in (PARTS | PICKS) - asked:
            if cells.get(name):
                self._columns.leave_out(f"{name} of a {kind.code}")

    def _codes(self, cells: Mapping[str, Cell], name: str) -> list[str]:
        """Find the codes of everything a cell lists, each once."""
        cell = cells.get(name, "")
        items = re.split(r"[;\n]", cell) if isinstance(cell, str) else cell
        if sum(len(item) for item in items) > _LONGEST_LIST:
            raise UnfitError(f"The column “{name}” holds a long text and not a list. Move it, or leave it empty.")
        return list(dict.fromkeys(code for item in items for code in self._codes_in(name, item)))

    def _codes_in(self, name: str, item: str) -> list[str]:
        """Read values with commas between them, where a value may have commas of its own: the longest comes first."""
        pieces = item.split(",")
        found = []
        while pieces:
            size, code = self._longest(_LISTS.get(name, name), pieces)
            if not code and pieces[0].strip():
                code = _OTHER if name == "tool" and _OTHER in self._tools else ""
                if not code:
                    raise UnfitError(f"We know no {name} “{shown(pieces[0])}”. Write a code or a name of the list.")
            found += [code] if code else []
            pieces = pieces[size:]
        return found

    def _longest(self, list_name: str, pieces: list[str]) -> tuple[int, str]:
        for size in range(min(len(pieces), _MOST_COMMAS), 0, -1):
            if code := self._understood(list_name, ",".join(pieces[:size])):
                return size, code
        return 1, ""

    def _at_most_one(self, cells: Mapping[str, Cell], name: str) -> list[str]:
        codes = self._codes(cells, name)
        if len(codes) > 1:
            raise UnfitError(f"The column “{name}” names {len(codes)} things. Keep the one that fits best.")
        return codes

    def _language(self, typed: str) -> str:
        """Read a language such as Korean, ko or ko-KR; one we do not list is another language."""
        if not typed:
            return "en"
        code = self._understood("languages", typed) or self._understood("languages", re.split("[-_]", typed)[0])
        if not code and _OTHER not in self._languages:
            raise UnfitError(f"We know no language “{shown(typed)}”. Write a code such as en.")
        return code or _OTHER


def _cell(name: str, value: Any) -> Cell:  # noqa: ANN401 - JSON holds anything
    """Take a text, a number or a list of these; nothing deeper."""
    if isinstance(value, list) and all(type(item) in {str, int} for item in value):
        return tuple(str(item) for item in value)
    if value is None:
        return ""
    if type(value) in {str, int}:
        return str(value)
    if isinstance(value, float):
        return f"{value:g}"
    raise UnfitError(f"The column “{name}” holds something that is no text. Write a text.")


def _text(cells: Mapping[str, Cell], name: str) -> str:
    cell = cells.get(name, "")
    if not isinstance(cell, str):
        raise UnfitError(f"The column “{name}” holds a list. Write one text.")
    return cell


def _line(cells: Mapping[str, Cell], name: str) -> str:
    return _text(cells, name).strip()


def _kind(typed: str) -> Kind:
    wanted = typed.casefold()
    for kind in KINDS.values():
        if wanted in {kind.code, kind.name.casefold()}:
            return kind
    if wanted:
        raise UnfitError(f"We know no kind “{shown(typed)}”. Write one of: {', '.join(KINDS)}.")
    return PROMPT


def _part(cells: Mapping[str, Cell], kind: Kind, part: Part) -> str:
    """Give the text of a part: under its own name, or what stands for the main part or the check of any kind."""
    name = part.name
    if part is kind.main and not cells.get(name):
        name = BODY
    elif part.name == kind.check and not cells.get(name):
        name = "checks"
    return _fit(name, _tidy(_text(cells, name), part.limit), part.limit)


def _tidy(text: str, limit: int) -> str:
    # What is far too long is refused anyway: tidying it first could take minutes.
    return plain(text) if len(text) <= 10 * limit else text


def _fit(name: str, text: str, limit: int) -> str:
    over = len(text) - limit
    if over > 0:
        raise UnfitError(f"The column “{name}” is {over:,} characters too long: {limit:,} is the most there.")
    return text


def _minutes(typed: str) -> int | None:
    if not typed:
        return None
    number = re.fullmatch(r"([+−-]?\d{1,4})(\.0*)?", typed)
    if not number:
        raise UnfitError(f"“{shown(typed)}” are no minutes. Write a whole number, such as 20, or nothing.")
    minutes = int(number[1].replace("−", "-"))
    if abs(minutes) > MOST_MINUTES:
        raise UnfitError(f"It saves {minutes:,} minutes a week. Write at most {MOST_MINUTES}.")
    return minutes


def _allowed(typed: str) -> str:
    if typed and typed.casefold() not in _ALLOWED:
        raise UnfitError(f"“{shown(typed)}” does not say if it is allowed. Write yes, no or unsure.")
    return _ALLOWED.get(typed.casefold(), "")
