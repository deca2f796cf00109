"""Lines of the draft that are to be looked at again: a tool of a practice they rest on has changed since."""

from dataclasses import dataclass

from portal.drafting import models as drafts
from portal.drafting.models import Part, Recommendation
from portal.practices import models as practices
from portal.register import models as register
from portal.register.models import ToolChange


@dataclass(frozen=True)
class Reopened:
    """A line, and the newest change that it was not looked at with."""

    line: Recommendation
    change: ToolChange


def lines() -> list[Reopened]:
    """List them in the order of the draft."""
    found = []
    for line in (line for part in Part for line in drafts.lines(part)):
        cited = [practice for key in line.practices if (practice := practices.by_id(key))]
        tools = {code for practice in cited for code in practice.tools}
        changes = register.changes_after(line.seen_change, tools)
        if changes:
            found.append(Reopened(line, changes[-1]))
    return found
