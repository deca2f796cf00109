"""How often teachers said that something is allowed, and whether the page is public."""

from collections.abc import Iterable, Iterator

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.anonymity.labels import band_of
from portal.db import Model, db
from portal.gap import rules
from portal.gap.rules import At, Axis, Said
from portal.practices.models import Practice
from portal.vocabulary import words

_YES = "yes"


class AllowedCount(Model):
    """How teachers answered "is this allowed today?" for one job in one place.

    The answer leaves the practice's own row when it is released: no row says of a text that it was not allowed.
    Nor does this one: whether somebody was not sure or said no is not kept at all.
    """

    __tablename__ = "allowed_count"

    axis: Mapped[Axis] = mapped_column(
        db.Enum(Axis, native_enum=False, length=10, values_callable=lambda axes: [axis.value for axis in axes]),
        primary_key=True,
    )
    """The same answers are counted by grade and by subject; the two are never counted together."""
    place: Mapped[str] = mapped_column(String(40), primary_key=True)
    """Code of the subject, or of the grades, never finer than a band; empty for all grades together."""
    task: Mapped[str] = mapped_column(String(40), primary_key=True)
    yes: Mapped[int] = mapped_column(default=0)
    others: Mapped[int] = mapped_column(default=0)
    """Answers that were not a yes."""
    new_yes: Mapped[int] = mapped_column(default=0)
    """Answers that wait until five of them are together."""
    new_others: Mapped[int] = mapped_column(default=0)


class GapPage(Model):
    """A single row: whether staff let all readers see the page."""

    __tablename__ = "gap_page"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    public: Mapped[bool] = mapped_column(default=False)


def count(answers: Iterable[tuple[Practice, str]]) -> None:
    """Count what the authors of practices said that are just released, under their labels; the caller commits."""
    for practice, answer in answers:
        for axis, place in _places(practice) if practice.task and answer else ():
            row = _row(axis, place, practice.task)
            row.new_yes += answer == _YES
            row.new_others += answer != _YES
    for row in db.session.scalars(select(AllowedCount)):
        if row.new_yes + row.new_others >= rules.AT_ONCE:
            row.yes, row.others = row.yes + row.new_yes, row.others + row.new_others
            row.new_yes = row.new_others = 0


def answers(axis: Axis) -> dict[At, Said]:
    """Say what teachers answered in each cell, as far as it may be told."""
    rows = db.session.scalars(select(AllowedCount).where(AllowedCount.axis == axis))
    found = {At(row.place, row.task): rules.said(row.yes, row.others) for row in rows}
    return {at: said for at, said in found.items() if said}


def is_public() -> bool:
    """Say whether staff let all readers see the page."""
    return bool(db.session.scalar(select(GapPage.public)))


def _places(practice: Practice) -> Iterator[tuple[Axis, str]]:
    yield from ((Axis.SUBJECT, subject) for subject in practice.subjects)
    yield from ((Axis.GRADE, band_of(grade, words.current().bands)) for grade in practice.grades)
    yield Axis.GRADE, rules.ALL


def _row(axis: Axis, place: str, task: str) -> AllowedCount:
    row = db.session.get(AllowedCount, (axis, place, task))
    if row is None:
        row = AllowedCount(axis=axis, place=place, task=task, yes=0, others=0, new_yes=0, new_others=0)
        db.session.add(row)
        db.session.flush()
    return row
