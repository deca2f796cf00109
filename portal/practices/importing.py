"""Bringing in what exists: practices from a CSV or JSONL file, the good rows together, the rest reported.

A row's key is made from its words and the installation's secret. So the same file brings nothing in twice,
and no fingerprint of a text is kept beyond the practice itself: the key goes when the practice goes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from portal import clock, config
from portal.db import commit, db, lock
from portal.practices import models
from portal.practices.draft import Draft, marks, names_a_person
from portal.practices.imported_codes import Codes, UnfitError
from portal.practices.imported_columns import Columns, shown
from portal.practices.imported_file import Record, Refused, records
from portal.practices.imported_row import Desk
from portal.practices.kinds import KINDS
from portal.practices.models import Practice, Spent
from portal.practices.rules import State
from portal.staff import audit
from portal.staff.models import StaffMember
from portal.vocabulary.words import Vocabulary
from portal.web import tokens


@dataclass(frozen=True)
class Row:
    """A row that may come in."""

    number: int
    draft: Draft


@dataclass(frozen=True)
class Rows:
    """What a file holds."""

    good: tuple[Row, ...]
    refused: tuple[Refused, ...]
    dropped: tuple[str, ...]
    """Columns that are left out, by their headers."""


@dataclass(frozen=True)
class Outcome:
    """What became of the good rows, or would become of them."""

    new: int
    known: int
    """Rows that are here already, or came twice in the file."""
    refused: tuple[Refused, ...]
    named: int = 0
    """Rows cleared although something in them looks like a person's name."""


def read(path: Path, words: Vocabulary, columns: Mapping[str, str]) -> Rows:
    """Read a file, storing nothing; `columns` says what its headers mean, as {"My prompt": "prompt"} does."""
    known = Columns(columns)
    desk = Desk(Codes(words), known)
    good: list[Row] = []
    refused: list[Refused] = []
    for record in records(path, known):
        if isinstance(record, Refused):
            refused.append(record)
            continue
        try:
            good.append(Row(record.number, desk.draft(record)))
        except UnfitError as refusal:
            refused.append(Refused(record.number, _title(record, known), refusal.message))
    return Rows(tuple(good), tuple(refused), known.dropped)


def look(rows: Rows) -> Outcome:
    """Say what bringing these rows in would do. Stores nothing."""
    tally = _Tally()
    for row in rows.good:
        tally.add(row)
    return tally.outcome()


def bring_in(rows: Iterable[Row], *, cleared: bool, by: StaffMember | str) -> Outcome:
    """Store the rows that are not here yet, all in one transaction.

    They enter the tray as shared texts do. With `cleared` they go straight into the pool: whoever brings them
    in answers for having read them, and the audit says so.
    """
    week = clock.week()
    lock()
    tally, named = _Tally(), 0
    for row in rows:
        key = tally.add(row)
        if not key:
            continue
        practice = models.new(row.draft, key=key, week=week)
        practice.imported = True
        practice.enter(at_once=cleared or config.current().district.at_once)
        if cleared:
            practice.move_to(State.POOL)
            practice.names_kept = _READ if names_a_person(marks(row.draft)) else ""
            named += bool(practice.names_kept)
        db.session.add(practice)
    outcome = replace(tally.outcome(), named=named)
    if outcome.new:
        how = "as cleared from a file" if cleared else "from a file"
        audit.record(by, f"imported {outcome.new} practices {how}")
    commit()
    return outcome


_READ = "Cleared from a file: whoever brought it in answers for having read it."


class _Tally:
    """Counts rows against what is stored, and against each other."""

    def __init__(self) -> None:
        self._here = set(db.session.scalars(select(Practice.id)))
        self._spent = set(db.session.scalars(select(Spent.id)))
        self._new = self._known = 0
        self._refused: list[Refused] = []

    def add(self, row: Row) -> str:
        """Count a row, and give the key it may be stored under; empty when it is not to be stored."""
        key = _key(row.draft)
        if key in self._spent:
            sentence = "It was taken back not long ago, so it stays out."
            self._refused.append(Refused(row.number, shown(row.draft.title), sentence))
            return ""
        if key in self._here:
            self._known += 1
            return ""
        self._here.add(key)
        self._new += 1
        return key

    def outcome(self) -> Outcome:
        return Outcome(self._new, self._known, tuple(self._refused))


def _key(draft: Draft) -> str:
    return tokens.key("import", "\0".join((draft.kind, draft.title, draft.words[KINDS[draft.kind].body])))


def _title(record: Record, columns: Columns) -> str:
    titles = (value for header, value in record.cells if columns.name_of(header) == "title")
    return next((shown(title) for title in titles if isinstance(title, str)), "")
