"""A practice nobody shared, taken through the very code that stores one: what `/promise` shows can't differ from it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.sql.schema import ScalarElementColumnDefault

from portal import clock, snapshot
from portal.amnesty import models as amnesty
from portal.anonymity import receipts
from portal.editions import actions as editions
from portal.practices import models
from portal.practices.draft import Draft
from portal.practices.models import Practice
from portal.practices.rules import State
from portal.records import inventory
from portal.records.sight import as_stored
from portal.web import tokens, wordlist

_NONCE = "the sample of the promise"

_DRAFT = Draft(
    kind="prompt",
    title="Three reading levels from one article",
    words={
        "prompt": "Rewrite {article} for grades {low}, {middle} and {high}. Keep every fact.",
        "when": "When one article has to serve the whole class.",
        "checks": "I compare all three versions with the article. The easy one drops numbers most often.",
    },
    subjects=["science"],
    grades=["07"],
    task="modify",
    tools=["chatgpt"],
    minutes=25,
    allowed="unsure",
)


@dataclass(frozen=True)
class Field:
    """One column of a practice, before its release and after."""

    name: str
    says: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Sample:
    """The record of a practice that was never shared: the same columns as of any other."""

    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def fields(self) -> list[Field]:
        """Lay both records side by side."""
        says = inventory.table(Practice.__tablename__).columns
        return [Field(name, says[name], self.before[name], self.after[name]) for name in self.before]


def sample() -> Sample:
    """Store an invented practice as far as memory goes, and release it; the database never hears of it."""
    words = receipts.words_for(tokens.derive("receipt", _NONCE), wordlist.words())
    statement = amnesty.in_force()
    practice = models.new(_DRAFT, key=tokens.key("practice", _NONCE), week=clock.week())
    practice.receipt_digest = receipts.digest(words)
    practice.amnesty = statement.number if statement else 0
    before = _stored(practice)
    practice.move_to(State.TRAY)
    practice.move_to(State.POOL)
    editions.let_out(practice, snapshot.seen().edition)
    return Sample(before, _stored(practice))


def _stored(practice: Practice) -> dict[str, Any]:
    """Give the row that would be written: a column that nobody set gets its default."""
    columns = Practice.metadata.tables[Practice.__tablename__].columns
    row = {column.name: getattr(practice, column.name) for column in columns}
    return as_stored({name: _default(name) if value is None else value for name, value in row.items()})


def _default(name: str) -> object:
    default = Practice.metadata.tables[Practice.__tablename__].columns[name].default
    return default.arg if isinstance(default, ScalarElementColumnDefault) else None
