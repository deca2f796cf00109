"""All that is held, counted: the rows of each table, and every file with its size."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import column, func, select
from sqlalchemy import table as named

from portal import config
from portal.db import db
from portal.records import inventory
from portal.records.entries import File, Table


@dataclass(frozen=True)
class Counted:
    """A table with the number of its rows."""

    table: Table
    rows: int


@dataclass(frozen=True)
class Lying:
    """A kind of file, with those that lie there now: path and bytes."""

    file: File
    found: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Everything:
    """The whole inventory, as it stands now."""

    tables: tuple[Counted, ...]
    files: tuple[Lying, ...]
    unplaced: tuple[str, ...]
    """Files that the inventory does not know: somebody else put them there."""


def everything() -> Everything:
    """Count all that is held."""
    sizes = dict(_sizes())
    return Everything(
        tables=tuple(Counted(entry, _count(entry.name)) for entry in inventory.TABLES),
        files=tuple(
            Lying(entry, tuple((path, size) for path, size in sizes.items() if entry.matches(path)))
            for entry in inventory.FILES
        ),
        unplaced=tuple(path for path in sizes if inventory.file(path) is None),
    )


def _count(name: str) -> int:
    return db.session.scalar(select(func.count(column("*"))).select_from(named(name))) or 0


def _sizes() -> Iterator[tuple[str, int]]:
    """Give each file by its path in the data folder; a database that lies elsewhere counts as if it lay there."""
    data = config.current().data
    for path in sorted(data.rglob("*")):
        if path.is_file():
            yield path.relative_to(data).as_posix(), path.stat().st_size
    database = Path(db.engine.url.database or "")
    if database.resolve().parent != data.resolve():
        for path in sorted(database.parent.glob(f"{database.name}*")):
            yield path.name.replace(database.name, "portal.db", 1), path.stat().st_size
