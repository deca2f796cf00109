"""How a draft becomes an issue: each side signs the same words or says why not; the second signature publishes."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal import clock, snapshot
from portal.db import commit, db, lock
from portal.drafting import history, models, sheet
from portal.drafting.models import Refusal, Signature
from portal.errors import PortalError, RefusedError, StaleError
from portal.guide import models as guide
from portal.guide.content import Content, hash_of, to_json
from portal.guide.models import Issue
from portal.register import models as register
from portal.staff import audit
from portal.staff.models import StaffMember
from portal.staff.roles import SIDES, Permission, Role, may
from portal.web.findings import Finding

LONGEST_REASON = 2000
"""Characters."""


class BlockedError(RefusedError):
    """The gate found something that must be mended before anyone signs."""

    def __init__(self, blocks: Sequence[Finding]) -> None:
        """Take what the gate found; the first is said, the page lists all."""
        first, *others = blocks
        more = f" Mend {len(others)} more, too," if others else " Mend it,"
        super().__init__(f"{first.place.name}: {first.sentence} {first.mend}{more} then sign.")


class NoReasonError(PortalError):
    """A side says no and does not say why."""

    status = 422


@dataclass(frozen=True)
class Refusals:
    """What the sides said against the draft."""

    standing: tuple[Refusal, ...]
    """Against the draft as it stands, by a side that has not signed it after all."""
    earlier: tuple[Refusal, ...]


def sign(content_hash: str, *, by: StaffMember) -> Issue | None:
    """Sign the content with this hash for one's side; the second side's signature publishes it.

    Nothing is signed that the signer did not see: a draft that changed meanwhile is refused.
    """
    # What is printed is remembered: the lock is not held while the pages are set.
    sheet.checked()
    lock()
    content = _seen(content_hash, by)
    blocks = sheet.checked().blocks
    if blocks:
        raise BlockedError(blocks)
    present = {signature.side for signature in models.signatures()}
    if by.role in present:
        raise RefusedError("Your side has signed this already. It is waiting for the other side.")
    on = clock.today().isoformat()
    # It may take the place of one that no longer stands.
    db.session.merge(
        Signature(
            side=by.role,
            name=by.shown_name,
            on=on,
            content_hash=content_hash,
            by=by.email,
            reset_on=by.reset_on,
        )
    )
    audit.record(by, f"signed the guide for the {by.role.value} side, content {content_hash[:12]}")
    db.session.flush()
    issue = _publish(content, on, by) if present | {by.role} == SIDES else None
    commit()
    return issue


def refuse(content_hash: str, reason: str, *, by: StaffMember) -> None:
    """Say no to the content with this hash for one's side, and why. It is kept for good.

    Nothing else has to stop the other side: it takes both signatures to publish.
    """
    lock()
    _seen(content_hash, by)
    if not reason:
        raise NoReasonError("Say why not. One line is enough for the other side to work with.")
    if len(reason) > LONGEST_REASON:
        raise NoReasonError(f"Say it in at most {LONGEST_REASON:,} characters.")
    if by.role in {refusal.side for refusal in refusals().standing}:
        raise RefusedError("Your side has said no to this version already. Change the draft, or wait until it changes.")
    on = clock.today().isoformat()
    db.session.add(Refusal(side=by.role, name=by.shown_name, on=on, content_hash=content_hash, reason=reason))
    _take_off(by.role)
    audit.record(by, f"said no to the guide for the {by.role.value} side, content {content_hash[:12]}")
    commit()


def refusals() -> Refusals:
    """List what the sides said against the draft as it stands, and what they said before."""
    every = models.refusals()
    now = hash_of(models.content()) if every else ""
    signed = {signature.side for signature in models.signatures()}
    standing = tuple(refusal for refusal in every if refusal.content_hash == now and refusal.side not in signed)
    return Refusals(standing, tuple(refusal for refusal in every if refusal not in standing))


def void_signature(side: Role, *, by: StaffMember | str) -> None:
    """Take a side's signature off the draft, since somebody else got hold of an account that signs for it."""
    lock()
    if _take_off(side):
        audit.record(by, f"took the {side.value} signature off the guide's draft")
    commit()


def _seen(content_hash: str, by: StaffMember) -> Content:
    """Give the draft as this person read it, who speaks for a side."""
    # Looked at under the lock: the account may have been closed since the page was opened.
    if by.disabled or not may(by.role, Permission.SIGN) or by.role not in SIDES:
        raise RefusedError("Only curriculum staff and union representatives sign the guide.")
    content = models.content()
    if hash_of(content) != content_hash:
        raise StaleError("The draft changed after you opened this page. Read it again, then sign.")
    return content


def _take_off(side: Role) -> bool:
    signature = db.session.get(Signature, side)
    if signature is not None:
        db.session.delete(signature)
    return signature is not None


def _publish(content: Content, on: str, by: StaffMember) -> Issue:
    before = guide.latest()
    issue = Issue(
        number=before.number + 1 if before else 1,
        content=to_json(content),
        content_hash=hash_of(content),
        signatures=[
            {"side": signature.side.value, "name": signature.name, "on": signature.on}
            for signature in models.signatures()
        ],
        published=on,
        review_by=content.review_by,
        changes_seen=register.newest(),
    )
    db.session.add(issue)
    guide.take_up(content.cited())
    draft = history.begin()
    draft.change = draft.review_by = ""
    history.keep(f"published issue {issue.number}", by=by)
    snapshot.want_next()
    return issue
