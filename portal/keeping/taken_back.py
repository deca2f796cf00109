"""What the database that is here knows better than a backup: what was taken back and signed, and who has an account."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from portal.amnesty.models import AmnestySignature, Statement
from portal.db import Model
from portal.drafting.models import Refusal
from portal.editions.models import Release
from portal.errors import RefusedError
from portal.gap.models import AllowedCount
from portal.guide.models import Issue, NotTaken, Unclear
from portal.keeping import steps
from portal.moderation.models import Problem
from portal.practices.models import Practice, Spent
from portal.practices.rules import State
from portal.register.models import ToolChange
from portal.showme.ballots import Ballot
from portal.showme.models import Ask, ShowMe, Slip, Theme
from portal.staff.audit import AuditLine
from portal.staff.models import StaffMember
from portal.trials.models import Answer, Ruling, Trial

_AS_IT_STANDS = (Practice, Trial, Problem)
"""What teachers wrote. A row comes back only where it still is, and as it stands there: words that were corrected,
taken down or dropped since the backup do not return."""

_ABOUT_ONE: tuple[type[Model], ...] = (Answer, Ruling, NotTaken)
"""What staff said about one practice: it went with the practice, and does not return without it."""

_NEVER_LOST: tuple[type[Model], ...] = (Spent, Release, Issue, Refusal, ToolChange, Statement, AmnestySignature)
"""What is only ever added to: a backup does not take it away. Nor a line of the audit, which may have been cut loose
since."""

_AS_HERE: tuple[type[Model], ...] = (StaffMember, AllowedCount, Unclear, ShowMe, Theme, Ask, Ballot)
"""Accounts are those of here: a closed one does not open again, and a password that was set from outside stays known
as one. Else whoever signed with it could restore the backup of the day before, and no reader would see a trace. What
was counted stays counted, too: at its release an answer left the row that a backup may still have it in."""


class BusyError(RefusedError):
    """The database that is here is open elsewhere."""

    message = "Another command is using the database. Wait until it is done, then restore."


@dataclass(frozen=True)
class Known:
    """How far the database that is here has come."""

    turned: str
    """The last day on which anybody used it."""
    edition: int


def look(here: Path) -> Known | None:
    """Look at the database that is here; None when there is none that can be read, or nothing was ever in it."""
    if not here.exists():
        return None
    try:
        with closing(sqlite3.connect(here)) as database:
            row = database.execute("SELECT turned, max(wanted, current) FROM snapshot").fetchone()
            sound = database.execute("PRAGMA quick_check").fetchone() == ("ok",)
            used = any(
                database.execute(f"SELECT 1 FROM {table.__tablename__} LIMIT 1").fetchone()  # noqa: S608 - our names
                for table in (Practice, Spent, Release, Statement)
            )
            version = database.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise BusyError from error
        return None
    if not (row and sound and used):
        return None
    if version != (steps.newest(),):
        raise RefusedError("The database that is here is of another version. Run `portal upgrade`, then restore.")
    return Known(turned=row[0], edition=row[1])


def leave_out(connection: Connection, here: Path) -> int:
    """Take from a restored database what is gone from the one that is here, and count the practices that went."""
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("ATTACH ? AS here", (str(here),))
    gone = "SELECT count(*) FROM main.practice WHERE id NOT IN (SELECT id FROM here.practice)"
    count = int(connection.exec_driver_sql(gone).scalar_one())
    for table in _AS_IT_STANDS:
        name = table.__tablename__
        still = f"SELECT * FROM here.{name} WHERE id IN (SELECT id FROM main.{name})"  # noqa: S608 - our names
        connection.exec_driver_sql(f"CREATE TEMP TABLE still AS {still}")
        connection.exec_driver_sql(f"DELETE FROM main.{name}")  # noqa: S608 - our names
        _bring(connection, table, "temp.still", "INSERT")
        connection.exec_driver_sql("DROP TABLE temp.still")
    public = f"SELECT id FROM main.practice WHERE state = '{State.RELEASED.value}'"  # noqa: S608 - our own value
    for each in _ABOUT_ONE:
        connection.exec_driver_sql(
            f"DELETE FROM main.{each.__tablename__} WHERE practice_id NOT IN ({public})"  # noqa: S608 - our names
        )
    for each in _AS_HERE:
        connection.exec_driver_sql(f"DELETE FROM main.{each.__tablename__}")  # noqa: S608 - our own names
        _bring(connection, each, f"here.{each.__tablename__}", "INSERT")
    # No backup ties a practice to a room. Here it still may be tied, and then only if the practice comes back, too.
    _bring(connection, Slip, "here.slip WHERE id IN (SELECT id FROM main.practice)", "INSERT")
    _bring(connection, AuditLine, f"here.{AuditLine.__tablename__}", "INSERT OR REPLACE")
    for each in _NEVER_LOST:
        # Only what is missing: the triggers of the amnesty refuse a row that is there, even one that would be ignored.
        _bring(connection, each, f"here.{each.__tablename__} AS one WHERE {_is_missing(each)}", "INSERT")
    connection.commit()
    connection.exec_driver_sql("DETACH here")
    return count


def _is_missing(table: type[Model]) -> str:
    keys = table.metadata.tables[table.__tablename__].primary_key.columns
    same = " AND ".join(f'there."{key.name}" = one."{key.name}"' for key in keys)
    return f"NOT EXISTS (SELECT 1 FROM main.{table.__tablename__} AS there WHERE {same})"  # noqa: S608 - our names


def _bring(connection: Connection, table: type[Model], source: str, verb: str) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.metadata.tables[table.__tablename__].columns)
    connection.exec_driver_sql(f"{verb} INTO main.{table.__tablename__} ({columns}) SELECT {columns} FROM {source}")  # noqa: S608 - our names
