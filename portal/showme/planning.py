"""What staff do before a session: plan it, change the plan, put it off for good."""

import hashlib
from dataclasses import asdict, dataclass, fields

from portal import clock
from portal.amnesty import models as statements
from portal.db import commit, db, lock
from portal.errors import PortalError, RefusedError, StaleError
from portal.showme import finding, models, runsheet, sheet_rules
from portal.showme.models import ShowMe
from portal.showme.rules import CODE_LENGTH, CODE_SIGNS, Stage
from portal.showme.runsheet import Step
from portal.staff import audit
from portal.staff.models import StaffMember
from portal.web import tokens


class PlanError(PortalError):
    """The plan can't stand like this."""

    status = 422


class ChangedMeanwhileError(StaleError):
    """A colleague changed the same plan or run-sheet."""

    message = (
        "A colleague changed this while you wrote. Your words are still below; keep them to put them in its place."
    )


@dataclass(frozen=True)
class Plan:
    """What staff plan. Dates are ISO dates, times of day such as 15:30."""

    title: str
    on: str
    at: str
    place: str
    seats: int
    facilitators: str
    invitation: str = ""
    series: str = ""


def plan(wanted: Plan, *, by: StaffMember) -> ShowMe:
    """Plan a session, with the usual run-sheet and the amnesty statement in force."""
    lock()
    _check_day(wanted)
    statement = statements.in_force()
    show_me = ShowMe(
        **asdict(wanted),
        code=_new_code(),
        amnesty=statement.number if statement else 0,
        run_sheet=runsheet.closed(runsheet.DEFAULT),
    )
    db.session.add(show_me)
    audit.record(by, "planned a show-me session")
    commit()
    return show_me


def plan_of(show_me: ShowMe) -> Plan:
    """Give the plan of a session."""
    return Plan(**{field.name: getattr(show_me, field.name) for field in fields(Plan)})


def mark(what: Plan | tuple[Step, ...] | str) -> str:
    """Name what stands, so that whoever changes it can say what they saw."""
    return hashlib.sha256(repr(what).encode()).hexdigest()[:16]


def change(show_me_id: str, wanted: Plan, *, seen: str, by: StaffMember) -> None:
    """Change the plan that was `seen`. It reads the amnesty statement that is in force now."""
    lock()
    show_me = planned(show_me_id)
    _check_seen(plan_of(show_me), wanted, seen)
    if wanted.on != show_me.on:
        _check_day(wanted)
    for name, value in asdict(wanted).items():
        setattr(show_me, name, value)
    statement = statements.in_force()
    show_me.amnesty = statement.number if statement else 0
    _tell(show_me, "changed the plan of a show-me session", by=by)


def change_run_sheet(show_me_id: str, steps: tuple[Step, ...], *, seen: str, by: StaffMember) -> None:
    """Put another run-sheet in place of the one that was `seen`."""
    lock()
    show_me = planned(show_me_id)
    for fault in sheet_rules.faults(steps):
        raise PlanError(fault.sentence)
    _check_seen(show_me.steps(), steps, seen)
    show_me.run_sheet = runsheet.closed(steps)
    _tell(show_me, "changed the run-sheet of a show-me session", by=by)


def call_off(show_me_id: str, *, by: StaffMember) -> None:
    """Call a session off. What was written for it goes on as after any other."""
    lock()
    show_me = planned(show_me_id)
    show_me.stage = Stage.HELD
    _tell(show_me, "called a show-me session off", by=by)


def planned(show_me_id: str) -> ShowMe:
    """Find a session that has not begun."""
    show_me = finding.by_id(show_me_id)
    if show_me.stage is not Stage.PLANNED:
        raise RefusedError("The session has begun, so its plan stays as it is.")
    return show_me


def _check_day(wanted: Plan) -> None:
    if wanted.on < clock.today().isoformat():
        raise PlanError("Choose a day that is still to come, or today.")


def _check_seen(stands: Plan | tuple[Step, ...], wanted: Plan | tuple[Step, ...], seen: str) -> None:
    if seen != mark(stands) and stands != wanted:
        raise ChangedMeanwhileError


def _new_code() -> str:
    while True:
        code = tokens.short_code(CODE_SIGNS, CODE_LENGTH)
        if models.by_code(code) is None:
            return code


def _tell(show_me: ShowMe, what: str, *, by: StaffMember) -> None:
    show_me.news += 1
    audit.record(by, what)
    commit()
