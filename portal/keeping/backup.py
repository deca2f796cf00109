"""Write a backup: a copy of the database in which nothing deleted is left, and the secret."""

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from portal import clock, config, snapshot
from portal.db import commit, date_to_the_day, db, lock
from portal.errors import PortalError, RefusedError
from portal.keeping import archive
from portal.moderation.models import Problem
from portal.practices.models import Practice
from portal.practices.rules import State
from portal.showme.ballots import Ballot
from portal.showme.models import Slip
from portal.staff import audit
from portal.staff.models import StaffMember
from portal.trials.models import Trial
from portal.trials.rules import Reading

MOMENTARY = ("staff_session", "staff_attempt", Slip.__tablename__, Ballot.__tablename__)
"""Tables of the hour, and not of the district: who is signed in, who mistyped a password; which practices were written
in one room, which a backup would tell for weeks after it is forgotten here; and votes that nobody has counted."""

DAILY = (
    (Practice.__tablename__, "state", State.WAITING, State.TRAY),
    (Practice.__tablename__, "state", State.HELD, State.TRAY),
    (Trial.__tablename__, "reading", Reading.WAITING, Reading.TRAY),
    (Problem.__tablename__, "waiting", True, False),
)
"""Table, column and both values of what moves with the daily turn. Kept in a file that is dated, it would tell the day
on which somebody shared; and what is held was written for the room of that day."""


@dataclass(frozen=True)
class Backup:
    """A backup that was written."""

    size: int
    delete_by: date


def write(path: Path, *, by: StaffMember | str) -> Backup:
    """Write a backup where no file is yet: whole, for this account only, or not at all."""
    if path.exists():
        raise RefusedError(f"{path} is there already. Name a file that is not there yet.")
    settings, today = config.current(), clock.today()
    contents = archive.Contents(
        district=settings.district.name,
        edition=snapshot.standing().edition,
        made=today,
        delete_by=today + timedelta(days=settings.district.backup_days),
        secret=settings.secret,
        database=_copy(),
    )
    data = archive.pack(contents)
    part = path.with_name(f"{path.name}.part")
    try:
        put(part, data)
        lock()
        audit.record(by, "wrote a backup")
        commit()
        part.replace(path)
    except OSError as error:
        raise PortalError(f"{path} can't be written ({error.strerror}). Nothing was kept.") from error
    finally:
        with suppress(OSError):
            part.unlink()
    date_to_the_day(path)
    return Backup(size=len(data), delete_by=contents.delete_by)


def put(path: Path, data: bytes) -> None:
    """Write a file that only this account may read, through to the disk."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _copy() -> bytes:
    """Copy the database as it stands between two transactions. In memory: no disk sees it but as the backup.

    What waits for the next day came in on the day of the backup: in the copy that day has come already.
    """
    with closing(sqlite3.connect(":memory:")) as copy:
        with closing(sqlite3.connect(db.engine.url.database or "")) as present:
            present.backup(copy)
        for table in MOMENTARY:
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        for table, column, waits, read in DAILY:
            copy.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (read, waits))  # noqa: S608 - our own names
        copy.commit()
        copy.execute("VACUUM")
        return copy.serialize()
