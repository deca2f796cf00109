"""The guide's published issues, what readers found unclear in them, and what was not taken up."""

from collections.abc import Iterable, Sequence

from sqlalchemy import JSON, ForeignKey, String, Text, delete, exists, select, update
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.db import Model, db
from portal.practices.models import Practice
from portal.practices.rules import State


class Issue(Model):
    """A published issue. It never changes."""

    __tablename__ = "issue"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(Text)
    """The signed content, in the one way its hash is taken of."""
    content_hash: Mapped[str] = mapped_column(String(64))
    signatures: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    """Side, name and ISO date of each signature."""
    published: Mapped[str] = mapped_column(String(10))
    review_by: Mapped[str] = mapped_column(String(10))
    changes_seen: Mapped[int] = mapped_column(default=0)
    """Number of the newest tool change that it was signed after."""

    @property
    def lapsed(self) -> bool:
        """Say whether its review-by date has passed."""
        return self.review_by < clock.today().isoformat()


class Unclear(Model):
    """How many readers pressed "Still unclear?" under one section of one issue. It holds no time at all."""

    __tablename__ = "unclear"

    issue: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    section: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """The section's place in the issue, from 1."""
    waiting: Mapped[int] = mapped_column(default=0)
    """Presses that wait for a release, which counts them."""
    counted: Mapped[int] = mapped_column(default=0)


class NotTaken(Model):
    """Why staff did not take a public practice up into the guide. Readers see it with the next edition."""

    __tablename__ = "not_taken"

    practice_id: Mapped[str] = mapped_column(ForeignKey(Practice.id, ondelete="CASCADE"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    on: Mapped[str] = mapped_column(String(10))
    """The ISO date of the decision."""


def latest() -> Issue | None:
    """Give the issue in force."""
    return db.session.scalar(select(Issue).order_by(Issue.number.desc()).limit(1))


def issues() -> Sequence[Issue]:
    """List every issue, the newest first."""
    return db.session.scalars(select(Issue).order_by(Issue.number.desc())).all()


def not_taken(practice_id: str) -> NotTaken | None:
    """Find why a practice was not taken up."""
    return db.session.get(NotTaken, practice_id)


def reasons_not_taken() -> dict[str, str]:
    """Give why each practice that was not taken up was not, by its key."""
    return {row.practice_id: row.reason for row in db.session.scalars(select(NotTaken))}


def take_up(practices: Iterable[str]) -> None:
    """Forget why these were not taken up, now that an issue cites them; the caller commits."""
    db.session.execute(delete(NotTaken).where(NotTaken.practice_id.in_(sorted(practices))))


def forget_gone() -> None:
    """Forget why practices were not taken up that are public no more; the caller commits and scrubs."""
    public = select(Practice.id).where(Practice.state == State.RELEASED)
    db.session.execute(delete(NotTaken).where(NotTaken.practice_id.not_in(public)))


def lapses_between(before: str, today: str) -> bool:
    """Say whether any issue passed its review-by date after one ISO date and by another."""
    return bool(db.session.scalar(select(exists().where(Issue.review_by >= before, Issue.review_by < today))))


def waiting_presses(issue: int, section: int) -> int:
    """Say how many presses for a section wait for the next release."""
    found = db.session.get(Unclear, (issue, section))
    return found.waiting if found else 0


def count_presses() -> None:
    """Count what waits; the caller commits."""
    db.session.execute(update(Unclear).values(counted=Unclear.counted + Unclear.waiting, waiting=0))


def presses(issue: int) -> dict[int, int]:
    """Give how many presses were counted for each section of an issue that had any."""
    query = select(Unclear.section, Unclear.counted).where(Unclear.issue == issue, Unclear.counted > 0)
    return {row.section: row.counted for row in db.session.execute(query.order_by(Unclear.section))}
