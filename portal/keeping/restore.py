"""Restore a backup: checked beside the database, and put in its place with one rename or not at all."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import create_engine, delete, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from portal import clock, config
from portal.db import db
from portal.drafting.models import Signature
from portal.editions import actions as editions
from portal.editions import builder
from portal.errors import PortalError
from portal.keeping import archive, in_use, steps, taken_back
from portal.keeping.backup import put
from portal.practices.models import Practice
from portal.snapshot import Snapshot
from portal.staff.audit import AuditLine

_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database while it is open."""


class OtherDistrictError(PortalError):
    """The backup was made elsewhere: in this place it would seem that everything here had been taken back."""

    def __init__(self, theirs: str, ours: str) -> None:
        """Take the names of both districts."""
        super().__init__(f"This is a backup of {theirs}, and here is {ours}. Name its own file in PORTAL_DISTRICT.")


@dataclass(frozen=True)
class Restored:
    """What a restore did."""

    made: date
    """The day of the backup."""
    edition: int
    left_out: int | None
    """How many of its practices stayed out, since they are gone from the database that was here; None when there was
    none that could tell."""


def restore(path: Path, *, by: str) -> Restored:
    """Put a backup in the place of what is here, and build its edition. What authors took back stays taken back."""
    contents = archive.unpack(_read(path))
    settings = config.current()
    if contents.district != settings.district.name:
        raise OtherDistrictError(contents.district, settings.district.name)
    here = Path(db.engine.url.database or "")
    beside = here.with_name(f"{here.name}.restoring")
    with in_use.alone(settings.data):
        try:
            put(beside, contents.database)
            left_out = _prepare(beside, here, f"restored the backup of {contents.made}", by=by)
            _put_in_place(beside, here, settings.data / "secret", contents.secret)
        except OSError as error:
            raise PortalError(f"{beside} can't be written ({error.strerror}). Nothing was changed.") from error
        finally:
            for name in ("", *_BESIDE):
                beside.with_name(beside.name + name).unlink(missing_ok=True)
        editions.turn_the_day()
        return Restored(contents.made, builder.build(), left_out)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PortalError(f"{path} can't be read ({error.strerror}).") from error


def _prepare(beside: Path, here: Path, what: str, *, by: str) -> int | None:
    """Check the copy and make it fit to take over; say how many practices stayed out."""
    engine = create_engine(f"sqlite:///{beside}", poolclass=NullPool, hide_parameters=True)
    try:
        with engine.connect() as connection:
            if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
                raise archive.DamagedError
            steps.climb(connection)
        known = taken_back.look(here)
        with engine.connect() as connection:
            turned = connection.exec_driver_sql("SELECT turned FROM snapshot").scalar_one_or_none() or ""
            tells = known is not None and known.turned >= turned
            left_out = taken_back.leave_out(connection, here) if tells else None
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise archive.DamagedError from error
    with Session(engine) as session:
        row = session.get(Snapshot, 1) or Snapshot(id=1, wanted=0)
        # No edition on this disk is this database's: nothing is shown until one is built, with a number of its own.
        row.wanted = max(row.wanted, row.current or 0, known.edition if known else 0) + 1
        row.current, row.refused = 0, []
        session.add(row)
        # A signature that was withdrawn since could meet the other side's, and publish.
        session.execute(delete(Signature))
        gone = AuditLine.about.not_in(select(Practice.id))
        session.execute(update(AuditLine).where(gone).values(about=None))
        session.add(AuditLine(on=clock.today().isoformat(), by=by, what=what))
        session.commit()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM")
    return left_out


def _put_in_place(beside: Path, here: Path, secret: Path, words: str) -> None:
    """Take over. The last rename decides: before it nothing has changed but the key of open forms."""
    db.session.remove()
    db.engine.dispose()
    # Whoever closes a database last takes its journal away, and the look was the last here.
    if taken_back.look(here) and here.with_name(f"{here.name}-wal").exists():
        raise taken_back.BusyError
    new_secret = secret.with_name("secret.restoring")
    put(new_secret, words.encode())
    new_secret.replace(secret)
    for name in _BESIDE:
        here.with_name(here.name + name).unlink(missing_ok=True)
    beside.replace(here)
