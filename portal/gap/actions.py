"""Let all readers see the gap, or staff alone."""

from portal import snapshot
from portal.db import commit, db, lock
from portal.errors import RefusedError
from portal.gap.models import GapPage
from portal.staff import audit
from portal.staff.models import StaffMember


def publish(*, by: StaffMember) -> None:
    """Let all readers see the page, from the next edition on."""
    _set(public=True, by=by, what="let all readers see the gap between policy and practice")


def take_off(*, by: StaffMember) -> None:
    """Show the page to staff alone, from the next edition on."""
    _set(public=False, by=by, what="took the gap between policy and practice off the public site")


def _set(*, public: bool, by: StaffMember, what: str) -> None:
    lock()
    row = db.session.get(GapPage, 1)
    if row is None:
        row = GapPage(id=1, public=False)
        db.session.add(row)
    if row.public == public:
        raise RefusedError("A colleague was faster: it is so already. Open the page again to see how it stands.")
    row.public = public
    audit.record(by, what)
    snapshot.want_next()
    commit()
