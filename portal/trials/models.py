"""Trials as they are stored. A trial is a report, not a teacher: nothing counts who sent how many."""

from collections.abc import Collection, Sequence

from sqlalchemy import ForeignKey, String, Text, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Codes, Id, Model, db
from portal.practices.models import Practice
from portal.practices.rules import State
from portal.trials.cautions import Check
from portal.trials.rules import AT_ONCE, Outcome, Reading, Said


class Trial(Model):
    """One colleague's report on one practice. It holds no time at all."""

    __tablename__ = "trial"

    id: Mapped[Id]
    practice_id: Mapped[str] = mapped_column(ForeignKey(Practice.id, ondelete="CASCADE"), index=True)
    outcome: Mapped[Outcome] = mapped_column(
        db.Enum(Outcome, native_enum=False, length=20, values_callable=lambda names: [n.value for n in names])
    )
    subject: Mapped[str] = mapped_column(String(40), default="")
    band: Mapped[str] = mapped_column(String(20), default="")
    """Where it was tried, never finer than a band."""
    minutes: Mapped[int | None]
    wrong: Mapped[Codes]
    reach: Mapped[str] = mapped_column(String(20), default="")
    checks: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    reading: Mapped[Reading] = mapped_column(
        db.Enum(Reading, native_enum=False, length=20, values_callable=lambda names: [n.value for n in names])
    )
    counted: Mapped[int] = mapped_column(default=0)
    """The edition at whose release it was counted; 0 before."""

    def said(self) -> Said:
        """Give what it says; its words only once somebody has read them."""
        shown = self.reading is Reading.SHOWN
        return Said(
            outcome=self.outcome,
            counted=self.counted,
            subject=self.subject,
            band=self.band,
            minutes=self.minutes,
            wrong=tuple(self.wrong),
            reach=self.reach,
            checks=self.checks if shown else "",
            note=self.note if shown else "",
        )

    def drop_words(self) -> None:
        """Delete what it says in words and keep how it went."""
        self.note = self.checks = ""
        self.reading = Reading.DROPPED


class Answer(Model):
    """The check that answers a caution: what went wrong with a practice, and what catches it."""

    __tablename__ = "caution_answer"

    practice_id: Mapped[str] = mapped_column(ForeignKey(Practice.id, ondelete="CASCADE"), primary_key=True)
    wrong: Mapped[str] = mapped_column(String(40), primary_key=True)
    """Code of what went wrong; empty where reports did not say."""
    words: Mapped[str] = mapped_column(Text, default="")
    """The check in staff's words; empty where the practice's own check answers it."""
    through: Mapped[int]
    """The edition up to which reports are answered: one that is counted later asks anew."""


class Ruling(Model):
    """A level that staff set against what the reports add up to, with the reason that is printed beside it."""

    __tablename__ = "ruling"

    practice_id: Mapped[str] = mapped_column(ForeignKey(Practice.id, ondelete="CASCADE"), primary_key=True)
    level: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    on: Mapped[str] = mapped_column(String(10))
    """The ISO date on which it was set."""


def by_id(trial_id: str) -> Trial | None:
    """Find a trial by its key."""
    return db.session.get(Trial, trial_id)


def in_tray() -> Sequence[Trial]:
    """List the trials whose words wait to be read, in the order of their keys."""
    return db.session.scalars(select(Trial).where(Trial.reading == Reading.TRAY).order_by(Trial.id)).all()


def said() -> dict[str, list[Said]]:
    """Give what every trial says that counts, by the practice it is about, of those that are released."""
    query = select(Trial).join(Practice).where(Trial.counted > 0, Practice.state == State.RELEASED)
    found: dict[str, list[Said]] = {}
    for trial in db.session.scalars(query):
        found.setdefault(trial.practice_id, []).append(trial.said())
    return found


def said_of(practice_id: str) -> list[Said]:
    """Give what every trial of one practice says that counts."""
    query = select(Trial).where(Trial.counted > 0, Trial.practice_id == practice_id)
    return [trial.said() for trial in db.session.scalars(query)]


def last_counted_in(editions: Collection[int]) -> bool:
    """Say whether one of these editions counted the last trial of any released practice."""
    last = (
        select(func.max(Trial.counted).label("edition"))
        .join(Practice)
        .where(Practice.state == State.RELEASED)
        .group_by(Trial.practice_id)
        .subquery()
    )
    return bool(editions) and db.session.scalar(select(last).where(last.c.edition.in_(editions)).limit(1)) is not None


def checks() -> dict[str, dict[str, Check]]:
    """Give the checks that staff tied to cautions: by practice, then by what went wrong."""
    found: dict[str, dict[str, Check]] = {}
    for each in db.session.scalars(select(Answer)):
        found.setdefault(each.practice_id, {})[each.wrong] = Check(each.words, each.through)
    return found


def checks_of(practice_id: str) -> dict[str, Check]:
    """Give the checks that staff tied to the cautions of one practice, by what went wrong."""
    answers = db.session.scalars(select(Answer).where(Answer.practice_id == practice_id))
    return {each.wrong: Check(each.words, each.through) for each in answers}


def ruling(practice_id: str) -> Ruling | None:
    """Find what staff ruled about one practice."""
    return db.session.get(Ruling, practice_id)


def rulings() -> dict[str, Ruling]:
    """Give every level that staff set, by practice."""
    return {each.practice_id: each for each in db.session.scalars(select(Ruling))}


def forget_judgements(practice_id: str) -> None:
    """Delete what staff said of a practice beside its reports; the caller commits and scrubs."""
    for table in (Answer, Ruling):
        db.session.execute(delete(table).where(table.practice_id == practice_id))


def count_uncounted(practice_id: str = "") -> int:
    """Say how many trials, of one practice or of all, wait for a release that counts them."""
    query = select(db.func.count()).where(Trial.counted == 0)
    return db.session.scalar(query.where(Trial.practice_id == practice_id) if practice_id else query) or 0


def count_waiting(edition: int) -> None:
    """Count, at a release, up to three new trials of each practice that was public before; the caller commits."""
    query = (
        select(Trial)
        .join(Practice)
        .where(Trial.counted == 0, Practice.state == State.RELEASED, Practice.edition < edition)
        .order_by(Trial.practice_id, Trial.id)
    )
    taken: dict[str, int] = {}
    for trial in db.session.scalars(query):
        if taken.setdefault(trial.practice_id, 0) < AT_ONCE:
            trial.counted = edition
            taken[trial.practice_id] += 1


def turn() -> None:
    """Move the words that waited for the new day into the tray; the caller commits."""
    for trial in db.session.scalars(select(Trial).where(Trial.reading == Reading.WAITING)):
        trial.reading = Reading.TRAY
