"""The database: keys that tell nothing, names for constraints, and everything that is SQLite's own."""

import os
import secrets
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from flask import current_app, has_app_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, MetaData, String, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column

from portal import clock
from portal.errors import CannotWriteError

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

_DAY = 24 * 60 * 60

_WAIT = 5000
_SHORT_WAIT = 2000
"""Milliseconds to wait for whoever holds the database."""


def new_key() -> str:
    """Make a random key of 80 bits: it says nothing of order or time."""
    return secrets.token_hex(10)


Id = Annotated[str, mapped_column(String(20), primary_key=True, default=new_key)]
Codes = Annotated[list[str], mapped_column(JSON)]


class Model(DeclarativeBase):
    """A table. WITHOUT ROWID: no hidden serial number can tell who came first."""

    metadata = MetaData(naming_convention=NAMES)
    __table_args__: Any = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy reads it as it is


db = SQLAlchemy(model_class=Model, disable_autonaming=True)


def forever(table: str, *key: str) -> tuple[str, ...]:
    """Give the statements after which rows of a table can be added, but never changed, deleted or replaced.

    Where a new row replaces an old one, SQLite deletes without asking the trigger: so its key is looked for first.
    """
    same = " AND ".join(f'"{name}" = NEW."{name}"' for name in key)
    moments = {
        "update": "BEFORE UPDATE ON {0}",
        "delete": "BEFORE DELETE ON {0}",
        "replace": "BEFORE INSERT ON {0} WHEN EXISTS (SELECT 1 FROM {0} WHERE {1})",
    }
    return tuple(
        f"CREATE TRIGGER {table}_no_{verb} {moment.format(table, same)} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
        for verb, moment in moments.items()
    )


def is_there() -> bool:
    """Say whether there is a database file; looking into a missing one would make it."""
    name = db.engine.url.database
    return not name or Path(name).exists()


def lock() -> None:
    """Take the write lock before looking, so that what an action decides on is still so when it commits."""
    try:
        db.session.rollback()
        db.session.execute(text("BEGIN IMMEDIATE"))
    except OperationalError as error:
        raise CannotWriteError from error
    db.session.expire_all()


def commit() -> None:
    """Keep what the action did, or say plainly that nothing could be kept."""
    try:
        db.session.commit()
    except OperationalError as error:
        db.session.rollback()
        raise CannotWriteError from error


def scrub() -> bool:
    """Rewrite the file so that neither it nor its journal holds a byte of what was deleted; say whether it could.

    `secure_delete` alone leaves copies in pages that were split, and a checkpoint answers "busy" without an
    error while someone reads. What could not be done now is due, and the builder tries until it is done.
    """
    clean = _rewrite()
    if clean:
        _due().unlink(missing_ok=True)
    else:
        _due().touch(mode=0o600)
    blur()
    return clean


def scrub_is_due() -> bool:
    """Say whether deleted words are still in the file because someone was reading or writing it."""
    return _due().exists()


class Look:
    """Reads one row past every session: for what is asked on each request, before the application is.

    Between two looks it holds no transaction: one would keep deleted words in the journal. It lets go of the file
    together with the engine.
    """

    def __init__(self, engine: Engine) -> None:
        """Take the engine whose database it is; the file is opened at the first look, and never made."""
        self._file = f"file:{quote(engine.url.database or '')}?mode=rw"
        self._lock = threading.Lock()
        self._opened: sqlite3.Connection | None = None
        event.listen(engine, "engine_disposed", lambda _: self._close())

    def at(self, question: str) -> tuple[Any, ...] | None:
        """Give the row; nothing where there is none, or none can be read."""
        try:
            with self._lock:
                # All rows, although there is one: a question that waits for its next row goes on reading.
                rows = (self._opened or self._open()).execute(question).fetchall()
        except sqlite3.Error:
            return None
        return rows[0] if rows else None

    def _open(self) -> sqlite3.Connection:
        self._opened = sqlite3.connect(self._file, uri=True, isolation_level=None, check_same_thread=False)
        return self._opened

    def _close(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._opened.close()
            self._opened = None


def _rewrite() -> bool:
    with db.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        # A waiting checkpoint keeps everybody else from writing: it must not wait long.
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {_SHORT_WAIT}")
        try:
            connection.exec_driver_sql("VACUUM")
            busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        except OperationalError:
            return False
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {_WAIT}")
    return not busy


def _due() -> Path:
    return Path(db.engine.url.database or "").with_name("scrub-due")


def blur() -> None:
    """Set the file times of the database to the day, so that they do not show when somebody last shared.

    The time of reading is set to the day's end: most systems move it only when it lies before the last change.
    """
    name = db.engine.url.database
    if not name:
        return
    path = Path(name)
    beside = (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"), _due())
    for file in (path, *beside, path.parent):
        date_to_the_day(file)


def date_to_the_day(path: Path) -> None:
    """Set the times of a file or folder to the district's day, if they say more than that."""
    start = clock.start_of_day()
    with suppress(OSError):
        found = path.stat()
        # Left alone when they say nothing: setting them would move the time of change, which can't be set.
        if (found.st_atime, found.st_mtime) != (start + _DAY, start):
            os.utime(path, (start + _DAY, start))


@event.listens_for(Session, "after_commit")
def _blur_after_commit(_session: Session) -> None:
    if has_app_context() and "sqlalchemy" in current_app.extensions:
        blur()


@event.listens_for(Engine, "connect")
def _set_pragmas(connection: object, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    for pragma in (
        f"busy_timeout = {_WAIT}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
