"""What both sides do with the amnesty statement: propose the next version, and sign it."""

import hashlib

from portal import clock, snapshot
from portal.amnesty import models, rules
from portal.amnesty.models import AmnestySignature, Statement
from portal.db import commit, db, lock
from portal.errors import NotAllowedError, PortalError, RefusedError, StaleError
from portal.staff import audit
from portal.staff.models import StaffMember
from portal.staff.roles import SIDES


class StatementError(PortalError):
    """The text can't stand as a statement."""

    status = 422


def propose(text: str, *, by: StaffMember) -> int:
    """Put a text forward as the next version and give its number.

    It takes the place of a proposal that one side has not signed yet; that one stays as it was, unsigned for good.
    """
    lock()
    _check_side(by)
    standing = {version.text for version in (models.in_force(), models.pending()) if version}
    refusal = rules.why_not_proposed(text, standing)
    if refusal:
        raise StatementError(refusal)
    number = models.newest() + 1
    on = clock.today().isoformat()
    content_hash = hashlib.sha256(text.encode()).hexdigest()
    db.session.add(Statement(version=number, text=text, content_hash=content_hash, proposed_on=on))
    audit.record(by, f"proposed amnesty statement {number}, content {content_hash[:12]}")
    commit()
    return number


def sign(version: int, content_hash: str, *, by: StaffMember) -> None:
    """Sign a version for one's side, as it was read. The second side's signature puts it in force."""
    lock()
    _check_side(by)
    waiting = models.pending()
    if waiting is None:
        raise RefusedError("No amnesty statement waits for a signature. Propose one first.")
    if (waiting.number, waiting.content_hash) != (version, content_hash):
        raise StaleError("Another text took the place of the one you read. Read it, then sign.")
    if by.role in waiting.sides:
        raise RefusedError("Your side has signed this already. It is waiting for the other side.")
    on = clock.today().isoformat()
    db.session.add(AmnestySignature(version=version, side=by.role, name=by.shown_name, on=on))
    audit.record(by, f"signed amnesty statement {version} for the {by.role.value} side, content {content_hash[:12]}")
    if waiting.sides | {by.role} == SIDES:
        snapshot.want_next()
    commit()


def _check_side(by: StaffMember) -> None:
    # Looked at under the lock: the account may have been closed since the page was opened.
    if by.disabled or not rules.may_sign(by.role):
        raise NotAllowedError("Only curriculum staff and union representatives propose and sign the amnesty statement.")
