"""What is held of a practice or of a week: the rows of every table, and the files of the editions beside them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, DateTime, Integer, Text, func, or_, select, type_coerce

from portal.db import Model, db
from portal.records import editions, inventory
from portal.records.editions import InEdition
from portal.records.entries import Table
from portal.records.rules import days_of
from portal.records.sight import Sight, as_stored, seen

NOTHING = "We hold nothing under this key."

WEEK = (
    "This is all that bears this week or a day of it. Colleagues' reports stand here if a release of this week "
    "counted them. Beyond that, reports and problems hold no time, and neither do the files of an edition: they stand "
    "in the record of their practice."
)


@dataclass(frozen=True)
class Rows:
    """The rows of one table that belong to what was asked for, in the order of their keys."""

    table: str
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Record:
    """The answer to "what do you hold about this?"."""

    about: str
    """The key of a practice, or a week."""
    in_short: str
    tables: tuple[Rows, ...]
    """Those that hold something about it."""
    editions: tuple[InEdition, ...]
    """Where the files hold it, if it is a practice."""

    def rows(self, table: str) -> tuple[dict[str, Any], ...]:
        """Give the rows of one table."""
        return next((found.rows for found in self.tables if found.table == table), ())


def of_practice(key: str, sight: Sight) -> Record:
    """Give all that is held under a practice's key, also when the practice itself is gone."""
    tables = _found(
        _rows(entry, _holds(entry, (entry.practice,), [key]), sight) for entry in inventory.TABLES if entry.practice
    )
    record = Record(key, "", tables, tuple(editions.holding(key)))
    return Record(key, _in_short(record), record.tables, record.editions)


def of_week(week: str, sight: Sight) -> Record:
    """Give all that bears this week: the week itself, a day of it, or the edition of its release."""
    names = [week, *days_of(week)]
    release = _rows(inventory.table("release"), _holds(inventory.table("release"), ("week",), names), sight)
    released = [str(row["edition"]) for row in release.rows]
    tables = _found(
        _rows(entry, or_(_holds(entry, entry.weeks, names), _holds(entry, entry.releases, released)), sight)
        for entry in inventory.TABLES
        if entry.weeks or entry.releases
    )
    return Record(week, WEEK, tables, ())


def _in_short(record: Record) -> str:
    practice, spent = record.rows("practice"), record.rows("spent")
    if practice:
        return f"We hold this practice. Where it stands: {practice[0]['state']}."
    left = "Only the bare key" if not record.editions else "Only the key, and the files of an edition that goes soon"
    if spent:
        return f"{left}, until week {spent[0]['week']}."
    return f"{left}." if record.tables or record.editions else NOTHING


def _found(tables: Iterable[Rows]) -> tuple[Rows, ...]:
    return tuple(found for found in tables if found.rows)


def _rows(entry: Table, wanted: ColumnElement[bool], sight: Sight) -> Rows:
    stored = Model.metadata.tables[entry.name]
    lists = {column.name for column in stored.columns if isinstance(column.type, JSON)}
    columns = [type_coerce(column, Text).label(column.name) if column.name in lists else column for column in stored.c]
    found = db.session.execute(select(*columns).where(wanted).order_by(*stored.primary_key)).mappings()
    rows = (
        as_stored({name: _opened(value) if name in lists else value for name, value in row.items()}) for row in found
    )
    return Rows(
        entry.name, tuple(seen(entry, row, sight) for row in rows if sight is not Sight.PAGE or entry.settled(row))
    )


def _opened(value: str | None) -> object:
    """Open a list or a map; one that is damaged is held all the same, and told as it lies there."""
    try:
        return json.loads(value) if value is not None else None
    except ValueError:
        return value


def _holds(entry: Table, columns: Iterable[str], values: Iterable[str]) -> ColumnElement[bool]:
    """Ask for the rows in which one of these columns holds one of these values."""
    stored = Model.metadata.tables[entry.name]
    return or_(False, *(_says(stored.c[name], value) for name in columns for value in values))


def _says(column: Column[Any], value: str) -> ColumnElement[bool]:
    """Compare whole values where a column holds one alone, and look inside where it holds more."""
    if isinstance(column.type, (JSON, Text, DateTime)):
        return func.instr(column, value) > 0
    return column == (int(value) if isinstance(column.type, Integer) else value)
