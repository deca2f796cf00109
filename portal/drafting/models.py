"""The draft of the next issue, its lines, its history, and who signed or refused it, as they are stored."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, String, Text, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Codes, Id, Model, db
from portal.guide.content import Advice, Content, Waiver, question
from portal.guide.document import Question
from portal.practices.models import Practice
from portal.register import models as register
from portal.register.models import ToolChange
from portal.staff.models import StaffMember
from portal.staff.roles import Role
from portal.staff.rules import EMAIL_MOST


class Part(StrEnum):
    """The page of the guide a line stands on."""

    WORKS = "works"
    CAUGHT = "caught"


class Draft(Model):
    """The single draft of the next issue: everything but its recommendations."""

    __tablename__ = "guide_draft"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(default=0)
    """Goes up with every change of the draft or its lines, so that nobody overwrites a colleague unseen."""
    audience: Mapped[str] = mapped_column(Text, default="")
    sentence: Mapped[str] = mapped_column(Text, default="")
    tree: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    never_paste: Mapped[Codes] = mapped_column(default=list)
    promise: Mapped[Codes] = mapped_column(default=list)
    made: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(Text, default="")
    change: Mapped[str] = mapped_column(Text, default="")
    review_by: Mapped[str] = mapped_column(String(10), default="")
    waived: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    """Words that look as if they point at a person, and why they may stay."""

    def questions(self) -> tuple[Question, ...]:
        """Give the decision tree."""
        return tuple(map(question, self.tree))


class Recommendation(Model):
    """One line of the draft: a recommendation, or a caution, in staff's words."""

    __tablename__ = "recommendation"

    id: Mapped[Id]
    part: Mapped[Part] = mapped_column(
        db.Enum(Part, native_enum=False, length=20, values_callable=lambda names: [n.value for n in names])
    )
    place: Mapped[int]
    """Where it stands on its page, from 1."""
    task: Mapped[str] = mapped_column(String(40), default="")
    heading: Mapped[str] = mapped_column(String(120))
    when: Mapped[str] = mapped_column(Text)
    do: Mapped[str] = mapped_column(Text)
    check: Mapped[str] = mapped_column(Text)
    practices: Mapped[Codes]
    """Ids of the practices it cites, never their words."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why staff stand behind it; printed with each practice that it makes official."""
    seen_change: Mapped[int] = mapped_column(default=0)
    """Number of the newest tool change when somebody last looked at it."""

    def advice(self) -> Advice:
        """Give the line as it is signed."""
        return Advice(
            heading=self.heading,
            when=self.when,
            do=self.do,
            check=self.check,
            practices=tuple(self.practices),
            task=self.task,
            reason=self.reason,
        )


class Signature(Model):
    """One side's signature under the draft as it stood."""

    __tablename__ = "signature"

    side: Mapped[Role] = mapped_column(
        db.Enum(Role, native_enum=False, length=20, values_callable=lambda names: [n.value for n in names]),
        primary_key=True,
    )
    name: Mapped[str] = mapped_column(String(200))
    on: Mapped[str] = mapped_column(String(10))
    content_hash: Mapped[str] = mapped_column(String(64))
    by: Mapped[str] = mapped_column(String(EMAIL_MOST), default="")
    """The account that signed, by its e-mail."""
    reset_on: Mapped[str] = mapped_column(String(10), default="")
    """The account's `reset_on` when it signed: another one tells that somebody else could have got hold of it since."""


class Refusal(Model):
    """One side said no to the draft as it stood, and why. It is kept for good."""

    __tablename__ = "refusal"

    id: Mapped[Id]
    side: Mapped[Role] = mapped_column(
        db.Enum(Role, native_enum=False, length=20, values_callable=lambda names: [n.value for n in names])
    )
    name: Mapped[str] = mapped_column(String(200))
    on: Mapped[str] = mapped_column(String(10))
    content_hash: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)


class Revision(Model):
    """The whole draft as one change left it."""

    __tablename__ = "draft_revision"

    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(Text)
    """The draft in the way that it would be signed."""
    lines: Mapped[Codes]
    """Keys of its lines, the recommendations and then the cautions, each in their order."""
    by: Mapped[str] = mapped_column(String(254))
    """The e-mail of the account, or "command line"."""
    on: Mapped[str] = mapped_column(String(10))
    """An ISO date."""
    what: Mapped[str] = mapped_column(Text)
    """What was done, in a few words."""


def draft() -> Draft:
    """Give the draft, an empty one at first."""
    found = db.session.get(Draft, 1)
    if found is None:
        found = Draft(id=1, revision=0, tree=[], never_paste=[], promise=[], waived=[])
        found.audience = found.sentence = found.made = found.contact = found.change = found.review_by = ""
        db.session.add(found)
        db.session.flush()
    return found


def lines(part: Part) -> Sequence[Recommendation]:
    """List a page's lines in their order."""
    query = select(Recommendation).where(Recommendation.part == part)
    return db.session.scalars(query.order_by(Recommendation.place, Recommendation.id)).all()


def all_lines() -> list[Recommendation]:
    """List every line in the order of the draft."""
    return [line for part in Part for line in lines(part)]


def line_by_id(line_id: str) -> Recommendation | None:
    """Find a line of the draft by its key."""
    return db.session.get(Recommendation, line_id)


def content() -> Content:
    """Put the draft together as it would be signed."""
    found = draft()
    return Content(
        audience=found.audience,
        sentence=found.sentence,
        tree=found.questions(),
        works=tuple(line.advice() for line in lines(Part.WORKS)),
        caught=tuple(line.advice() for line in lines(Part.CAUGHT)),
        never_paste=tuple(found.never_paste),
        promise=tuple(found.promise),
        made=found.made,
        contact=found.contact,
        change=found.change,
        review_by=found.review_by,
        waived=tuple(Waiver(**waiver) for waiver in found.waived),
    )


def signatures() -> Sequence[Signature]:
    """List the signatures under the draft whose account is still open and was not reset from outside since."""
    stands = (StaffMember.email == Signature.by, StaffMember.reset_on == Signature.reset_on, ~StaffMember.disabled)
    return db.session.scalars(select(Signature).where(exists().where(*stands)).order_by(Signature.side)).all()


def reopened(line: Recommendation) -> Sequence[ToolChange]:
    """List what changed, since somebody last looked at a line, in the tools of its practices; the newest last."""
    cited = db.session.scalars(select(Practice).where(Practice.id.in_(line.practices))).all()
    return register.changes_after(line.seen_change, {tool for practice in cited for tool in practice.tools})


def refusals() -> Sequence[Refusal]:
    """List every refusal, those of the latest day first. The order within a day is not kept."""
    return db.session.scalars(select(Refusal).order_by(Refusal.on.desc(), Refusal.id)).all()
