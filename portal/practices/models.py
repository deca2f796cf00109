"""Practices as they are stored, and the questions asked of them."""

from collections.abc import Sequence

from sqlalchemy import JSON, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.anonymity import receipts
from portal.db import Codes, Id, Model, db
from portal.practices.draft import Draft
from portal.practices.rules import UNDECIDED, UNREAD, Lane, State, check_step


class Practice(Model):
    """One AI practice, as its author described it. Nothing here tells who, and nothing is finer than a week."""

    __tablename__ = "practice"

    id: Mapped[Id]
    """Derived from the nonce of the form, or from the words of an imported row."""
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[State] = mapped_column(
        db.Enum(State, native_enum=False, length=20, values_callable=lambda states: [s.value for s in states]),
        default=State.WAITING,
    )
    title: Mapped[str] = mapped_column(String(120))
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    picks: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    subjects: Mapped[Codes]
    grades: Mapped[Codes]
    """What the author chose, until release; from then on the label, which is all that is kept."""
    task: Mapped[str] = mapped_column(String(40), default="")
    tools: Mapped[Codes]
    language: Mapped[str] = mapped_column(String(10), default="en")
    minutes: Mapped[int | None]
    allowed: Mapped[str] = mapped_column(String(10), default="")
    """Whether its author thinks it is allowed today. At release it leaves the row and is only counted."""

    receipt_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Digest of the author's six words: the only thread back. Imported rows have no author to hold one."""
    shared_week: Mapped[str] = mapped_column(String(8))
    """An ISO week, never a moment: the hour of a submission can identify its author."""
    imported: Mapped[bool] = mapped_column(default=False)
    lane: Mapped[Lane] = mapped_column(
        db.Enum(Lane, native_enum=False, length=10, values_callable=lambda lanes: [lane.value for lane in lanes]),
        default=Lane.UPPER,
    )
    """Whether the browser that sent it had done the work that keeps floods out; forgotten once somebody has read it."""
    amnesty: Mapped[int] = mapped_column(default=0)
    """Version of the amnesty statement it was shared under; 0 when none was signed yet."""

    question: Mapped[str] = mapped_column(Text, default="")
    """What a moderator asked the author."""
    answer: Mapped[str] = mapped_column(Text, default="")
    redact: Mapped[str] = mapped_column(Text, default="")
    """Words a moderator would take out, as they stand in the text."""
    instead: Mapped[str] = mapped_column(Text, default="")
    """What would stand there instead."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was declined or taken down, for its author to read."""
    decided_week: Mapped[str] = mapped_column(String(8), default="")
    """ISO week of the question or the decline, from which retention counts."""
    names_kept: Mapped[str] = mapped_column(Text, default="")
    """Why a moderator let words stay that look like a person's name."""

    edition: Mapped[int] = mapped_column(default=0)
    """The edition it was released in; 0 before."""
    leaving: Mapped[bool] = mapped_column(default=False)
    """Whether its author took it back "with the next edition"."""

    def move_to(self, wanted: State) -> None:
        """Take a step, or refuse one that the rules do not have."""
        check_step(self.state, wanted)
        self.state = wanted
        if wanted not in UNREAD:
            self.lane = Lane.UPPER

    def enter(self, *, at_once: bool) -> None:
        """Go to the tray where texts enter at once; elsewhere the next day's turn takes it there."""
        if at_once:
            self.move_to(State.TRAY)

    def draft(self) -> Draft:
        """Give what the author typed."""
        return Draft(
            kind=self.kind,
            title=self.title,
            words=self.words,
            picks=self.picks,
            subjects=self.subjects,
            grades=self.grades,
            task=self.task,
            tools=self.tools,
            language=self.language,
            minutes=self.minutes,
            allowed=self.allowed,
        )

    def rewrite(self, draft: Draft) -> None:
        """Put other words in place of the ones before. Nothing keeps the old ones."""
        self.kind = draft.kind
        self.title = draft.title
        self.words = dict(draft.words)
        self.picks = {name: list(codes) for name, codes in draft.picks.items()}
        self.subjects = sorted(set(draft.subjects))
        self.grades = sorted(set(draft.grades))
        self.task = draft.task
        self.tools = sorted(set(draft.tools))
        self.language = draft.language
        self.minutes = draft.minutes
        self.allowed = draft.allowed
        self.names_kept = ""

    def empty(self) -> None:
        """Delete the words and everything said about them, so that only the state and its reason are left."""
        self.title, self.words, self.picks = "", {}, {}
        self.question = self.answer = self.redact = self.instead = self.names_kept = ""
        self.tools, self.task, self.allowed, self.minutes = [], "", "", None


class Spent(Model):
    """The key of a practice that was taken back: the same form sent again must not bring it back."""

    __tablename__ = "spent"

    id: Mapped[Id]
    week: Mapped[str] = mapped_column(String(8))
    """ISO week after which no form that could bring it back is still good."""


def new(draft: Draft, *, key: str, week: str) -> Practice:
    """Make a practice of a draft, waiting for the tray."""
    practice = Practice(id=key, kind=draft.kind, state=State.WAITING, shared_week=week)
    practice.rewrite(draft)
    return practice


def by_id(practice_id: str) -> Practice | None:
    """Find a practice by its key."""
    return db.session.get(Practice, practice_id)


def by_receipt(typed: str) -> Practice | None:
    """Find the practice whose receipt someone typed; one digest and one look-up, whatever was typed."""
    return db.session.scalar(select(Practice).where(Practice.receipt_digest == receipts.digest(typed)))


def in_state(*states: State) -> Sequence[Practice]:
    """List practices in the order of their keys, which is no order at all."""
    return db.session.scalars(select(Practice).where(Practice.state.in_(states)).order_by(Practice.id)).all()


def count_undecided(lane: Lane) -> int:
    """Count what teachers sent in a lane and nobody has decided on; what staff brought in from a file is no flood."""
    mine = select(db.func.count()).where(Practice.state.in_(UNDECIDED), Practice.lane == lane, ~Practice.imported)
    return db.session.scalar(mine) or 0


def count_spent() -> int:
    """Count the keys of what was taken back."""
    return db.session.scalar(select(db.func.count()).select_from(Spent)) or 0


def is_known(key: str) -> bool:
    """Say whether a form has already made a practice, which may be taken back by now."""
    return any(db.session.get(table, key) for table in (Practice, Spent))


def count(state: State) -> int:
    """Count the practices in a state."""
    return db.session.scalar(select(db.func.count()).where(Practice.state == state)) or 0
