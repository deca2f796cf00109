"""What is deleted, and when: steps that an action or the builder takes inside its own transaction.

Whoever calls them commits, then scrubs the file.
"""

from sqlalchemy import delete, select

from portal import clock
from portal.db import db
from portal.practices import models
from portal.practices.models import Practice, Spent
from portal.practices.rules import State, is_over
from portal.staff import audit
from portal.web import tokens


def remove(practice: Practice) -> None:
    """Delete a practice and all that hangs on it; its bare key stays until no open form can bring it back."""
    audit.forget(practice.id)
    db.session.add(Spent(id=practice.id, week=clock.week_of(tokens.expires(clock.today()))))
    db.session.delete(practice)


def remove_leaving() -> None:
    """Delete what its authors took back "with the next edition"."""
    for practice in db.session.scalars(select(Practice).where(Practice.leaving)):
        remove(practice)


def turn() -> None:
    """Do a new day's work: fill the tray, and forget what was kept long enough."""
    this_week = clock.week()
    for practice in models.in_state(State.WAITING):
        practice.move_to(State.TRAY)
    for practice in models.in_state(State.DECLINED, State.ASKED):
        if is_over(practice.decided_week, this_week=this_week):
            remove(practice)
    db.session.execute(delete(Spent).where(Spent.week < this_week))
