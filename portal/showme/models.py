"""Show-me sessions, their slips, themes and what they asked of the guide, as they are stored."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, bindparam, select, type_coerce
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Codes, Id, Model, db
from portal.practices.models import Practice
from portal.practices.rules import Lane
from portal.showme import rules, runsheet
from portal.showme.rules import CLOSED, CODE_LENGTH, AskState, Stage
from portal.showme.runsheet import Step

Bare = tuple[tuple[str, ...], ...]


class ShowMe(Model):
    """One show-me session: its plan, and where it stands. All of it is staff's; it says nothing about who came."""

    __tablename__ = "show_me"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(CODE_LENGTH), unique=True)
    """What people type to join; see `rules.CODE_SIGNS`."""
    title: Mapped[str] = mapped_column(String(120))
    series: Mapped[str] = mapped_column(String(80), default="")
    """Sessions with the same words here add up."""
    on: Mapped[str] = mapped_column(String(10))
    """The ISO date it is planned for."""
    at: Mapped[str] = mapped_column(String(5))
    """The time of day it is planned for, such as 15:30."""
    place: Mapped[str] = mapped_column(String(200))
    seats: Mapped[int] = mapped_column(default=30)
    """How many people may come."""
    facilitators: Mapped[str] = mapped_column(String(200), default="")
    """Who leads it, as the invitation says."""
    invitation: Mapped[str] = mapped_column(Text, default="")
    amnesty: Mapped[int] = mapped_column(default=0)
    """Version of the amnesty statement that is read aloud, and that its slips stand under."""
    run_sheet: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    stage: Mapped[Stage] = mapped_column(
        db.Enum(Stage, native_enum=False, length=10, values_callable=lambda stages: [s.value for s in stages]),
        default=Stage.PLANNED,
    )
    step: Mapped[int] = mapped_column(default=0)
    """Place of the step on the screen, from 0."""
    part: Mapped[int] = mapped_column(default=0)
    """Which part of the step, from 0: a page of the amnesty or the board; the totals of a vote."""
    ends: Mapped[int | None]
    """When the step's time is up, in whole ticks of `clock.ticks`: good for how long, useless for when."""
    left: Mapped[int | None]
    """Seconds left while the timer stands still."""
    news: Mapped[int] = mapped_column(default=0)
    """Goes up when there is something new to see. Only staff's presses move it: no slip and no vote shows by it."""
    rounds: Mapped[int] = mapped_column(default=0)
    """How many rounds of slips have come on the board."""
    numbers: Mapped[int] = mapped_column(default=0)
    """How many numbers were given on the board; none is given again when its slip is taken back."""
    voting: Mapped[bool] = mapped_column(default=False)
    votes: Mapped[int] = mapped_column(default=0)
    """Number of the newest vote: a ballot is good once in each."""
    voters: Mapped[int] = mapped_column(default=0)
    """Ballots in the newest vote that had enough of them; 0 before."""
    turns: Mapped[int] = mapped_column(default=0)
    """Daily turns since it was closed, up to the end of the hold."""
    handed_on: Mapped[int] = mapped_column(default=0)
    """How many slips went to the tray when the hold ended; 0 when they were fewer than five."""

    heard: Mapped[str] = mapped_column(Text, default="")
    """How the digest begins, in staff's words."""
    told_on: Mapped[str] = mapped_column(String(10), default="")
    """ISO date on which the digest went to the room; empty before."""

    def steps(self) -> tuple[Step, ...]:
        """Give the run-sheet."""
        return runsheet.opened(self.run_sheet)

    def now(self) -> Step:
        """Give the step on the screen."""
        steps = self.steps()
        return steps[min(self.step, len(steps) - 1)]

    @property
    def place_in_it(self) -> str:
        """Name what is on the screen, so that a press made twice, or by two people, goes on only once."""
        return f"{self.step}.{self.part}"

    @property
    def took_place(self) -> bool:
        """Say whether a room saw more than the first screen. One that was called off, or never begun, has no digest."""
        return bool(self.step or self.part or self.rounds)


class Theme(Model):
    """What several slips have in common, in staff's words."""

    __tablename__ = "theme"

    id: Mapped[Id]
    show_me_id: Mapped[str] = mapped_column(ForeignKey(ShowMe.id, ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    words: Mapped[str] = mapped_column(Text, default="")
    """What the room said about it."""
    cautions: Mapped[Codes] = mapped_column(default=list)
    """Codes of what can go wrong with it."""
    slips: Mapped[int] = mapped_column(default=0)
    """How many slips it had when the hold ended."""
    tries: Mapped[int] = mapped_column(default=0)
    """How often its slips were "I'd try this", when the hold ended."""
    worries: Mapped[int] = mapped_column(default=0)
    worked: Mapped[int] = mapped_column(default=0)
    """Answers weeks later, counted five at a time."""
    changes: Mapped[int] = mapped_column(default=0)
    did_not: Mapped[int] = mapped_column(default=0)

    @property
    def total(self) -> int:
        """How many have said weeks later how it went: none, or five and more."""
        return self.worked + self.changes + self.did_not


class Slip(Model):
    """That a practice was written for a session, and where it stands on the board. It goes when the hold ends."""

    __tablename__ = "slip"

    id: Mapped[str] = mapped_column(
        String(20), ForeignKey(Practice.id, ondelete="CASCADE", name="fk_slip_id"), primary_key=True
    )
    """The key of the practice."""
    show_me_id: Mapped[str] = mapped_column(ForeignKey(ShowMe.id, ondelete="CASCADE"), index=True)
    round: Mapped[int] = mapped_column(default=0)
    """The round with which it came on the board; 0 while it waits."""
    number: Mapped[int] = mapped_column(default=0)
    """What the room calls it: given when it comes on the board, in no order."""
    hidden: Mapped[bool] = mapped_column(default=False)
    theme_id: Mapped[str | None] = mapped_column(ForeignKey(Theme.id, ondelete="SET NULL"))
    cautions: Mapped[Codes] = mapped_column(default=list)
    """Codes of what the room says can go wrong with it."""
    tries: Mapped[int] = mapped_column(default=0)
    """Of the newest vote that had enough ballots."""
    worries: Mapped[int] = mapped_column(default=0)

    practice: Mapped[Practice] = relationship(viewonly=True, lazy="joined")


class Ask(Model):
    """One thing a room asked of the guide, in staff's words."""

    __tablename__ = "ask"

    id: Mapped[Id]
    show_me_id: Mapped[str] = mapped_column(ForeignKey(ShowMe.id, ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(String(300))
    state: Mapped[AskState] = mapped_column(
        db.Enum(AskState, native_enum=False, length=10, values_callable=lambda states: [s.value for s in states]),
        default=AskState.OPEN,
    )
    answer: Mapped[str] = mapped_column(Text, default="")
    """Where the guide takes it up, or why it does not."""

    @property
    def became(self) -> str:
        """What became of it, as a sentence."""
        return rules.became(self.state, self.answer)


_NEWS = select(ShowMe.news).where(ShowMe.code == bindparam("code"))
"""Laid out once and asked past the session: a room of phones asks it a hundred times a second."""


def by_code(code: str) -> ShowMe | None:
    """Find a session by its join code, read by `rules.code_of`."""
    return db.session.scalar(select(ShowMe).where(ShowMe.code == code))


def news_of(code: str) -> int | None:
    """Read how often there was something new in the session of a code: all that most requests of a phone ask."""
    found: int | None = db.session.connection().execute(_NEWS, {"code": code}).scalar()
    return found


def all_of_them() -> Sequence[ShowMe]:
    """List every session, the newest first."""
    return db.session.scalars(select(ShowMe).order_by(ShowMe.on.desc(), ShowMe.at.desc(), ShowMe.id)).all()


def in_stage(*stages: Stage) -> Sequence[ShowMe]:
    """List the sessions that stand there, by key."""
    return db.session.scalars(select(ShowMe).where(ShowMe.stage.in_(stages)).order_by(ShowMe.id)).all()


def slips(show_me: ShowMe) -> Sequence[Slip]:
    """List all slips of a session by key, which is no order at all."""
    return db.session.scalars(select(Slip).where(Slip.show_me_id == show_me.id).order_by(Slip.id)).all()


def board(show_me: ShowMe) -> list[Slip]:
    """List what is on the board, by number; not what is hidden, nor what waits for its round."""
    return [slip for slip in on_table(show_me) if not slip.hidden]


def on_table(show_me: ShowMe) -> Sequence[Slip]:
    """List what facilitators see of the closed rounds, by number, what they hid too."""
    query = select(Slip).where(Slip.show_me_id == show_me.id, Slip.round > 0).order_by(Slip.number)
    return db.session.scalars(query).all()


def bare_words(code: str) -> Bare:
    """Give the words on a board as they are stored: they change when an author does something, and no news tells it."""
    query = select(Slip.id, Practice.title, type_coerce(Practice.words, Text)).join(Practice, Practice.id == Slip.id)
    on_table = query.join(ShowMe, ShowMe.id == Slip.show_me_id).where(ShowMe.code == code, Slip.round > 0)
    return tuple(tuple(row) for row in db.session.execute(on_table.order_by(Slip.id)))


def slip_numbered(show_me: ShowMe, number: int) -> Slip | None:
    """Find a slip of a closed round by the number the room calls it by."""
    query = select(Slip).where(Slip.show_me_id == show_me.id, Slip.round > 0, Slip.number == number)
    return db.session.scalar(query)


def count_slips(show_me: ShowMe | None = None) -> Counter[Lane]:
    """Count the slips that take up room in a session, or all slips that are not over, by lane.

    What facilitators hid takes up none: else a flood would keep the room full after the press that hides it.
    """
    query = select(Practice.lane).join(Slip, Practice.id == Slip.id)
    if show_me:
        query = query.where(Slip.show_me_id == show_me.id, ~Slip.hidden)
    return Counter(db.session.scalars(query))


def themes(show_me: ShowMe) -> Sequence[Theme]:
    """List the themes of a session by name."""
    return db.session.scalars(select(Theme).where(Theme.show_me_id == show_me.id).order_by(Theme.name, Theme.id)).all()


def asks(show_me: ShowMe) -> Sequence[Ask]:
    """List what a room asked of the guide, by its words."""
    return db.session.scalars(select(Ask).where(Ask.show_me_id == show_me.id).order_by(Ask.words, Ask.id)).all()


def all_asks() -> Sequence[tuple[ShowMe, Ask]]:
    """List what every closed session asked of the guide, the newest session first."""
    query = select(ShowMe, Ask).join(Ask, Ask.show_me_id == ShowMe.id).where(ShowMe.stage.in_(CLOSED))
    found = db.session.execute(query.order_by(ShowMe.on.desc(), ShowMe.at.desc(), ShowMe.id, Ask.words, Ask.id))
    return [(row.ShowMe, row.Ask) for row in found]
