"""What staff did, by date: never at what time, and never what teachers did."""

from collections.abc import Sequence

from sqlalchemy import String, Text, select, update
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.db import Id, Model, db
from portal.staff.models import StaffMember


class AuditLine(Model):
    """One thing that was done."""

    __tablename__ = "audit_line"

    id: Mapped[Id]
    on: Mapped[str] = mapped_column(String(10))
    """An ISO date. The order within a day is not kept."""
    by: Mapped[str] = mapped_column(String(254))
    """The e-mail of the account, or "command line"."""
    what: Mapped[str] = mapped_column(Text)
    """A sentence, without the words of a practice: these have to go when it goes."""
    about: Mapped[str | None] = mapped_column(String(20), index=True)
    """The practice, until it is withdrawn."""


def record(by: StaffMember | str, what: str, *, about: str | None = None) -> None:
    """Write a line beside the change it tells of; the caller commits both."""
    name = by if isinstance(by, str) else by.email
    db.session.add(AuditLine(on=clock.today().isoformat(), by=name, what=what, about=about))


def lines(days: int = 100) -> Sequence[AuditLine]:
    """List all lines of the latest days on which anything was done: part of a day would be an arbitrary part."""
    latest = select(AuditLine.on).distinct().order_by(AuditLine.on.desc()).limit(days)
    return db.session.scalars(
        select(AuditLine).where(AuditLine.on.in_(latest)).order_by(AuditLine.on.desc(), AuditLine.id)
    ).all()


def forget(practice_id: str) -> None:
    """Cut the lines about a practice loose from it; the caller commits."""
    db.session.execute(update(AuditLine).where(AuditLine.about == practice_id).values(about=None))
