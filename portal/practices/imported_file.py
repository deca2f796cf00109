"""The rows of a CSV or JSONL file as they stand there, or one sentence on why it cannot be read."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from portal.errors import PortalError
from portal.practices.imported_columns import SHOWN, TEXTS, Columns, shown

MOST_BYTES = 64 * 1024 * 1024
"""Largest file that is read: it is held in memory whole, so that it comes in whole or not at all."""

_DELIMITERS = ",;\t"
"""What stands between two cells; in some countries a spreadsheet writes a semicolon."""


class UnreadableError(PortalError):
    """The file cannot be read as a whole, so nothing of it comes in."""


@dataclass(frozen=True)
class Record:
    """One row of a file: its headers and what stands under them. Two columns may share a header."""

    number: int
    """Where to look for it: the row of a CSV as a spreadsheet counts, the line of a JSONL file."""
    cells: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Refused:
    """A row that does not come in, and why. It holds nothing of the row's text."""

    row: int
    title: str
    """The beginning of its title, to find it by; empty when it has none."""
    sentence: str


def records(path: Path, columns: Columns) -> list[Record | Refused]:
    """Read a file's rows; a row that makes no sense by itself is refused alone."""
    readers = {".csv": _csv_records, ".jsonl": _json_records}
    if path.suffix.lower() not in readers:
        raise UnreadableError(f"{path.name} is neither .csv nor .jsonl. Export the rows as one of these.")
    text = _text(path)
    if not text.strip():
        raise UnreadableError(f"{path.name} is empty. Export the rows again.")
    found = list(readers[path.suffix.lower()](text, columns))
    if not found:
        raise UnreadableError(f"{path.name} has a first line and nothing below it. Export the rows again.")
    return found


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"{path} can't be read ({error.strerror}).") from error
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"{path.name} is larger than {MOST_BYTES:,} bytes. Split it in parts.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"Line {line} of {path.name} is not UTF-8 text. Save the file as UTF-8 and try again. "
            "Nothing was brought in."
        ) from error


def _csv_records(text: str, columns: Columns) -> Iterator[Record | Refused]:
    # The module's own limit is lower than some cells: one too long is to be refused alone, and by name.
    csv.field_size_limit(MOST_BYTES)
    rows = enumerate(_rows(text, _delimiter(text, columns)), start=1)
    header = next((row for _, row in rows if any(cell.strip() for cell in row)), [])
    _check_header(header, columns)
    for number, row in rows:
        cells, beyond = row[: len(header)], row[len(header) :]
        if not any(cell.strip() for cell in row):
            continue
        if len(cells) < len(header) or any(cell.strip() for cell in beyond):
            yield Refused(
                number,
                "",
                f"It has {len(row)} cells and the first line has {len(header)}. Check its commas and quotes.",
            )
        else:
            yield Record(number, tuple(zip(header, cells, strict=True)))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """Give the rows of a CSV; where a quote is broken nobody can tell where a row ends, so all is refused."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    starts = 1
    try:
        for row in reader:
            yield row
            starts = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(
            f"The row that starts on line {starts} has a broken quote, so the rest can't be told apart. "
            'Write a quote inside a cell twice (""), and close each cell. Nothing was brought in.'
        ) from error


def _delimiter(text: str, columns: Columns) -> str:
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        header = next((row for row in reader if any(cell.strip() for cell in row)), [])
        if any(columns.name_of(name) == "title" for name in header):
            return delimiter
    return _DELIMITERS[0]


def _check_header(header: list[str], columns: Columns) -> None:
    names = {columns.name_of(cell) for cell in header}
    columns.check_all_met()
    says = ", ".join(shown(cell) for cell in header[:SHOWN])
    for wanted, good in (("title", {"title"}), ("body", TEXTS)):
        if not names & good:
            raise UnreadableError(
                f"The first line names no column “{wanted}”. It says: {says}. "
                f"Say which column it is, such as --map 'Your column={wanted}'."
            )


def _json_records(text: str, columns: Columns) -> Iterator[Record | Refused]:
    # Only at line ends: a JSON text may hold other characters that break lines.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line, parse_constant=_refuse_constant, object_pairs_hook=_Object)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, _Object):
            yield Refused(number, "", "It is not a JSON object on one line. Write it again, or take it out.")
            continue
        for header, _ in found:
            columns.name_of(header)
        yield Record(number, tuple(found))
    columns.check_all_met()


class _Object(list[tuple[str, Any]]):
    """The pairs of a JSON object; a plain list in a file stays another type."""


def _refuse_constant(_name: str) -> NoReturn:
    """Refuse NaN and Infinity, which JSON does not have."""
    raise ValueError
