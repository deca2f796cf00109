"""Counts wrong passwords per account, never per address: a school behind one address is never shut out."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from portal import clock
from portal.db import db
from portal.staff.models import Attempt
from portal.staff.rules import TooManyTriesError, wait_after
from portal.web import tokens

KEPT = timedelta(days=1)
"""After a day without a wrong password the count starts anew."""

MOST = 10_000
"""Rows at most, so that made-up addresses cannot fill the disk."""


def counter(*whose: str) -> str:
    """Name a counter by a keyed digest, the same length for every name that could be typed."""
    return tokens.derive("staff attempt", "\0".join(whose)).hex()


def count(name: str) -> None:
    """Count a try before its password is looked at, or refuse it; the caller commits.

    Counting afterwards would let a hundred tries sent at once all be the first.
    """
    now = clock.now_utc()
    _prune(now)
    attempt = db.session.get(Attempt, name)
    if attempt is None:
        attempt = Attempt(id=name, failures=0, until=now)
        db.session.add(attempt)
    elif attempt.until > now:
        raise TooManyTriesError(attempt.until - now)
    attempt.failures += 1
    wait = wait_after(attempt.failures)
    attempt.until = now + wait if wait else now.replace(hour=0, minute=0, second=0, microsecond=0)


def forget(name: str) -> None:
    """Start a counter anew after the right password; the caller commits."""
    db.session.execute(delete(Attempt).where(Attempt.id == name))


def _prune(now: datetime) -> None:
    db.session.execute(delete(Attempt).where(Attempt.until < now - KEPT))
    surplus = (db.session.scalar(select(func.count()).select_from(Attempt)) or 0) - MOST
    if surplus >= 0:
        # The shortest counts go first, so that a flood of made-up names does not wipe out a real one.
        least = select(Attempt.id).order_by(Attempt.failures, Attempt.until).limit(surplus + 1)
        db.session.execute(delete(Attempt).where(Attempt.id.in_(least)))
