"""Staff say why a public practice is not taken up into the guide, and take that back."""

from portal import clock, snapshot
from portal.db import commit, db, lock
from portal.errors import NotFoundError, PortalError, RefusedError
from portal.guide import citing, models
from portal.guide.models import NotTaken
from portal.practices import models as practices
from portal.practices.rules import State
from portal.staff import audit
from portal.staff.models import StaffMember

LONGEST = 300
"""Longest reason, in characters."""


class NoReasonError(PortalError):
    """The reason is missing, or too long."""

    status = 422


def leave_out(practice_id: str, reason: str, *, by: StaffMember) -> None:
    """Say to readers, and so to its author, why a practice is not in the guide. The next edition tells it."""
    if not reason:
        raise NoReasonError("Say why in plain words. Its author and everyone else can read it.")
    over = len(reason) - LONGEST
    if over > 0:
        raise NoReasonError(f"Make it shorter by {over:,}: {LONGEST} characters is the most.")
    lock()
    practice = practices.by_id(practice_id)
    if practice is None or practice.state is not State.RELEASED:
        raise NotFoundError
    if practice_id in citing.in_force():
        raise RefusedError("The issue in force cites this practice. Leave it out of the next one first.")
    found = models.not_taken(practice_id)
    if found is None:
        db.session.add(NotTaken(practice_id=practice_id, reason=reason, on=clock.today().isoformat()))
    else:
        found.reason, found.on = reason, clock.today().isoformat()
    snapshot.want_next()
    audit.record(by, "said why a practice is not in the guide", about=practice_id)
    commit()


def reconsider(practice_id: str, *, by: StaffMember) -> None:
    """Take back that a practice is not in the guide: it is open again."""
    lock()
    found = models.not_taken(practice_id)
    if found is None:
        raise RefusedError("A colleague has taken this back already.")
    db.session.delete(found)
    snapshot.want_next()
    audit.record(by, "took back that a practice is not in the guide", about=practice_id)
    commit()
