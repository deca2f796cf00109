"""Staff note that a tool changed: what rests on it is looked at again."""

from portal import clock, snapshot
from portal.db import commit, db, lock
from portal.errors import PortalError
from portal.register import models, rules
from portal.register.models import ToolChange
from portal.staff import audit
from portal.staff.models import StaffMember
from portal.vocabulary import words


class NothingSaidError(PortalError):
    """The tool or the line about it is missing, or the line is too long."""

    status = 422


def note(tool: str, what: str, *, by: StaffMember) -> ToolChange:
    """Note that a tool changed, for good. The next edition tells readers of each line that rests on it."""
    what = " ".join(what.split())
    problem = rules.why_not(tool, what, tools=words.current().codes("tools"))
    if problem:
        raise NothingSaidError(problem)
    lock()
    change = ToolChange(
        number=models.newest() + 1, tool=tool, on=clock.today().isoformat(), what=what, edition=snapshot.want_next()
    )
    db.session.add(change)
    audit.record(by, f"noted that a tool changed: {words.current().label('tools', tool)}")
    commit()
    return change
