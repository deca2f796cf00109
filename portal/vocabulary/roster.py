"""The roster, read from the district's folder: how many teachers stand under each subject and grade."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from flask import current_app

from portal.anonymity.labels import ANY_GRADE, ANY_SUBJECT, Bands, Roster, Row, lies_in
from portal.district import SettingsError
from portal.vocabulary.words import Vocabulary

NAME = "roster.csv"
"""What the file is called, beside the district's own."""

HEADER = ["subject", "grade", "teachers"]

_Numbered = tuple[int, Row]
"""A row and the line it stands in."""


def current() -> Roster | None:
    """Give the district's roster, if it has told us one."""
    found: Roster | None = current_app.extensions["roster"]
    return found


def read(path: Path, vocabulary: Vocabulary) -> Roster | None:
    """Read a roster, or say in one sentence what is wrong with it; a file that is not there is no roster."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(f"The roster {path} can't be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"The roster {path} is not UTF-8 text. Save it as CSV in UTF-8.") from error
    lines = list(_lines(text))
    if not lines or [cell.casefold() for cell in lines[0][1]] != HEADER:
        raise SettingsError(
            f"{path}, line {lines[0][0] if lines else 1}: the first line names the columns. Write {','.join(HEADER)}."
        )
    rows = [(number, _row(f"{path}, line {number}", cells, vocabulary)) for number, cells in lines[1:]]
    _check_once(path, rows)
    _check_totals(path, rows, vocabulary.bands)
    roster = Roster(tuple(row for _, row in rows))
    if not roster.everybody:
        raise SettingsError(f"The roster {path} counts no teacher. Fill it in, or take the file away.")
    return roster


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give the lines that hold something, with their numbers; one that starts with # is a remark."""
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in next(csv.reader([line]), [])]
        while cells and not cells[-1]:
            cells.pop()
        if cells and not cells[0].startswith("#"):
            yield number, cells


def _row(where: str, cells: Sequence[str], vocabulary: Vocabulary) -> Row:
    if len(cells) != len(HEADER):
        raise SettingsError(f"{where}: write a subject, a grade and a number, such as math,07,15.")
    subjects, grade, teachers = cells
    if not re.fullmatch(r"[0-9]{1,6}", teachers):
        raise SettingsError(f"{where}: {teachers[:20]!r} is no number of teachers. Write a whole number, 0 or more.")
    return Row(
        frozenset(_subject(where, typed.strip(), vocabulary) for typed in subjects.split(";")),
        _place(where, grade, vocabulary),
        int(teachers),
    )


def _subject(where: str, typed: str, vocabulary: Vocabulary) -> str:
    code = vocabulary.understood("subjects", typed) or (ANY_SUBJECT if typed.casefold() == ANY_SUBJECT else "")
    if not code:
        raise SettingsError(
            f"{where}: there is no subject {typed!r}. Write a code or a label of the vocabulary, several joined by ;, "
            "or any."
        )
    return code


def _place(where: str, typed: str, vocabulary: Vocabulary) -> str:
    code = vocabulary.understood("grades", typed) or (ANY_GRADE if typed.casefold() in {"any", "ug"} else "")
    if not code:
        raise SettingsError(
            f"{where}: there is no grade {typed!r}. Write a grade such as 07, a group such as "
            f"{next(iter(vocabulary.bands), '6-8')}, or any. A spreadsheet may have made a date of it."
        )
    return code


def _check_once(path: Path, rows: Iterable[_Numbered]) -> None:
    seen: dict[tuple[frozenset[str], str], int] = {}
    for number, row in rows:
        first = seen.setdefault((row.subjects, row.place), number)
        if first != number:
            raise SettingsError(
                f"{path}, line {number}: this subject and grade stand in line {first} already. Join them."
            )


def _check_totals(path: Path, rows: Sequence[_Numbered], bands: Bands) -> None:
    """Refuse a row that looks like the total of others: its teachers would count twice."""
    for number, row in rows:
        others = [other for _, other in rows if other != row and other.teachers]
        for name, parts in _parts(row, others, bands).items():
            if len(parts) > 1 and sum(part.teachers for part in parts) == row.teachers:
                raise SettingsError(
                    f"{path}, line {number}: {row.teachers} looks like the total of {name} in other lines. "
                    "Count each teacher once: take this line out."
                )


def _parts(row: Row, others: Sequence[Row], bands: Bands) -> dict[str, list[Row]]:
    """Give the rows that somebody may have added up in this one: each subject of a place, each grade of a subject."""
    inside = [other for other in others if lies_in(other.place, row.place, bands)]
    anything = ANY_SUBJECT in row.subjects
    return {
        "the subjects": [other for other in inside if anything and other.place == row.place],
        "the grades": [other for other in inside if other.subjects == row.subjects],
        "everything": inside if anything else [],
    }
