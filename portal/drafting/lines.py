"""What editors do with the lines of the draft: promote practices into one, change it, move it, take it out."""

from collections.abc import Sequence
from enum import StrEnum

from portal.db import commit, db, lock, new_key
from portal.drafting import history, models
from portal.drafting.models import Part, Recommendation
from portal.errors import NotFoundError, PortalError, StaleError
from portal.guide.content import Advice
from portal.practices import models as practices
from portal.practices.rules import State
from portal.register import models as register
from portal.staff import audit
from portal.staff.models import StaffMember
from portal.web import merging


class NoLinesError(PortalError):
    """A field of a line was left empty."""

    status = 422


class LineGoneError(NotFoundError):
    """A colleague took the line out."""

    message = "This line is no longer in the draft. A colleague took it out."


class Way(StrEnum):
    """Where a line moves on its page."""

    UP = "up"
    DOWN = "down"


def recommend(part: Part, advice: Advice, *, by: StaffMember, knew: int | None = None) -> Recommendation:
    """Promote practices into a new line of the draft.

    `knew` is the newest tool change that the editor could know of; one that was noted since reopens the line.
    """
    with history.changing(f"wrote the line “{advice.heading}”", by=by):
        _check(advice)
        line = Recommendation(id=new_key(), part=part, place=len(models.lines(part)) + 1, seen_change=0)
        put(line, advice)
        _looked_at(line, knew)
        db.session.add(line)
    return line


def change_line(line_id: str, advice: Advice, *, revision: int, by: StaffMember, knew: int | None = None) -> None:
    """Put other words into a line. `revision` is the one that the editor saw: a colleague's change since stays."""
    with history.changing(f"changed the line “{advice.heading}”", by=by):
        _check(advice)
        line = _line(line_id)
        seen = history.at(revision)
        put(line, merging.settled(seen.line(line_id) if seen else None, advice, line.advice()))
        _looked_at(line, knew)


def move_line(line_id: str, way: Way, *, by: StaffMember) -> None:
    """Let a line change places with the one above or below it, if there is one."""
    with history.changing(f"moved the line “{_line(line_id).heading}” {way}", by=by):
        line = _line(line_id)
        lines = list(models.lines(line.part))
        place = lines.index(line)
        lines.insert(max(0, place - 1 if way is Way.UP else place + 1), lines.pop(place))
        _number(lines)


def remove_line(line_id: str, *, revision: int, by: StaffMember) -> None:
    """Take a line out of the draft as the editor saw it; the history keeps it."""
    with history.changing(f"took the line “{_line(line_id).heading}” out", by=by):
        line = _line(line_id)
        seen = history.at(revision)
        if seen is None or seen.line(line_id) != line.advice():
            raise StaleError("Somebody changed this line while you looked at it. Look at it again, then decide.")
        part = line.part
        db.session.delete(line)
        db.session.flush()
        _number(models.lines(part))


def still_right(line_id: str, *, by: StaffMember, knew: int | None = None) -> None:
    """Keep a line as it is after a tool changed. Its words stay, and so do signatures."""
    lock()
    _looked_at(_line(line_id), knew)
    audit.record(by, "looked at a line of the guide's draft again after a tool changed, and kept it")
    commit()


def put(line: Recommendation, advice: Advice) -> None:
    """Put these words into a line; the caller commits."""
    line.task, line.heading = advice.task, advice.heading
    line.when, line.do, line.check = advice.when, advice.do, advice.check
    line.practices = list(dict.fromkeys(advice.practices))
    line.reason = advice.reason


def _looked_at(line: Recommendation, knew: int | None) -> None:
    newest = register.newest()
    line.seen_change = newest if knew is None else max(line.seen_change, min(knew, newest))


def _number(lines: Sequence[Recommendation]) -> None:
    for place, line in enumerate(lines, start=1):
        line.place = place


def _check(advice: Advice) -> None:
    if not advice.heading or not advice.practices:
        raise NoLinesError("Give the line a heading, and name at least one practice it rests on.")
    unknown = [key for key in advice.practices if not _is_live(key)]
    if unknown:
        raise NoLinesError(f"There is no public practice {unknown[0]}. Copy the id from the practice's address.")


def _is_live(practice_id: str) -> bool:
    practice = practices.by_id(practice_id)
    return practice is not None and practice.state is State.RELEASED


def _line(line_id: str) -> Recommendation:
    line = models.line_by_id(line_id)
    if line is None:
        raise LineGoneError
    return line
