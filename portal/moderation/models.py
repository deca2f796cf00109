"""Problems that readers report, and the tray in which everything waits together."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.db import Id, Model, db
from portal.practices import models as practices
from portal.practices.models import Practice
from portal.practices.rules import Lane, State
from portal.trials import models as trials
from portal.trials.models import Trial

WORDS = 300
"""Longest report of a problem, in characters."""

MOST_OF_ONE = 60
"""Reports of a problem with one practice that may wait for staff."""

MOST = 300
"""Reports of a problem with any practice that may wait for staff."""

MANY = 20
"""So many in the lower lane may be nonsense from a machine, and can be declined together."""


class Problem(Model):
    """Something a reader found wrong with a released practice. It holds no time at all."""

    __tablename__ = "problem"

    id: Mapped[Id]
    practice_id: Mapped[str] = mapped_column(ForeignKey(Practice.id, ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(Text)
    waiting: Mapped[bool] = mapped_column(default=True)
    """Whether it still waits for the next daily turn."""


@dataclass(frozen=True)
class Tray:
    """Everything that waits to be read, each list in the order of random keys."""

    practices: Sequence[Practice]
    trials: Sequence[Trial]
    problems: Sequence[Problem]

    @property
    def lower(self) -> int:
        """How many practices came without the work a browser does; 0 when they are few enough to read."""
        return _flood(self.practices)

    @property
    def left(self) -> int:
        """How many things wait."""
        return len(self.practices) + len(self.trials) + len(self.problems)


def tray() -> Tray:
    """Give what waits to be read."""
    open_problems = select(Problem).where(~Problem.waiting).order_by(Problem.id)
    return Tray(_shuffled(practices.in_state(State.TRAY)), trials.in_tray(), db.session.scalars(open_problems).all())


def _shuffled(waiting: Sequence[Practice]) -> list[Practice]:
    """Give another order each day, the same all day long; in a flood, what may have come from a machine stands last.

    Otherwise a single text that stands last day after day would tell that its author perhaps runs no scripts.
    """
    day = clock.today().isoformat()
    flood = _flood(waiting) > 0
    return sorted(
        waiting,
        key=lambda practice: (
            flood and practice.lane is Lane.LOWER,
            hashlib.sha256(f"{day} {practice.id}".encode()).digest(),
        ),
    )


def _flood(waiting: Sequence[Practice]) -> int:
    """Count what came without the work a browser does; 0 when they are few enough to read one by one."""
    found = sum(practice.lane is Lane.LOWER for practice in waiting)
    return found if found >= MANY else 0


def problem_by_id(problem_id: str) -> Problem | None:
    """Find a reported problem by its key."""
    return db.session.get(Problem, problem_id)


def problems_about(practice_id: str) -> Sequence[Problem]:
    """List what readers reported about a practice."""
    return db.session.scalars(
        select(Problem).where(Problem.practice_id == practice_id, ~Problem.waiting).order_by(Problem.id)
    ).all()


def count_problems(practice_id: str = "") -> int:
    """Say how many reported problems, with one practice or with any, nobody has closed."""
    query = select(db.func.count()).select_from(Problem)
    return db.session.scalar(query.where(Problem.practice_id == practice_id) if practice_id else query) or 0


def turn() -> None:
    """Move the problems that waited for the new day into the tray; the caller commits."""
    for problem in db.session.scalars(select(Problem).where(Problem.waiting)):
        problem.waiting = False
