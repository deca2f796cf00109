"""The staff page that edits a run-sheet: its buttons move, add and take out; one of them keeps what was typed."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.showme import planning, runsheet, sheet_rules
from portal.showme.models import ShowMe
from portal.showme.sheet_form import SCREENS, Row, pressed, read, rows_of
from portal.showme.sheet_rules import Fault
from portal.staff.access import me, requires
from portal.staff.roles import Permission

blueprint = Blueprint("showme_sheet", __name__, url_prefix="/staff/showme")


@blueprint.get("/<show_me_id>/sheet")
@requires(Permission.SHOW)
def sheet(show_me_id: str) -> ResponseReturnValue:
    """Show the run-sheet, ready to be changed."""
    show_me = planning.planned(show_me_id)
    return _page(show_me, rows_of(show_me.steps()), seen=planning.mark(show_me.steps()))


@blueprint.post("/<show_me_id>/sheet")
@requires(Permission.SHOW)
def change_sheet(show_me_id: str) -> ResponseReturnValue:
    """Do what a button says, and keep all that was typed in the page; the first button keeps it for good."""
    show_me = planning.planned(show_me_id)
    rows, button, seen = read(), request.form.get("do", ""), request.form.get("seen", "")
    if button:
        return _page(show_me, pressed(rows, button), seen=seen, unsaved=True)
    steps = tuple(row.step() for row in rows)
    faults = list(sheet_rules.faults(steps))
    if faults:
        return _page(show_me, rows, seen=seen, unsaved=True, faults=faults), 422
    try:
        planning.change_run_sheet(show_me_id, steps, seen=seen, by=me())
    except planning.ChangedMeanwhileError as problem:
        stands = show_me.steps()
        page = _page(show_me, rows, seen=planning.mark(stands), unsaved=True, problem=problem.message, theirs=stands)
        return page, problem.status
    return redirect(url_for("showme_plan.plan", show_me_id=show_me_id), 303)


def _page(
    show_me: ShowMe,
    rows: tuple[Row, ...],
    *,
    seen: str,
    unsaved: bool = False,
    faults: list[Fault] | None = None,
    problem: str = "",
    theirs: tuple[runsheet.Step, ...] = (),
) -> str:
    steps = tuple(row.step() for row in rows)
    return render_template(
        "showme/sheet.html",
        show_me=show_me,
        rows=rows,
        screens=SCREENS,
        seen=seen,
        unsaved=unsaved,
        faults=faults or [],
        problems=[(f"{fault.what}-{fault.step}", fault.sentence) for fault in faults or []],
        doubts=list(sheet_rules.doubts(steps)),
        longest=sheet_rules.LONGEST,
        most=sheet_rules.MOST_STEPS,
        minutes=sum(max(0, step.minutes) for step in steps),
        usual=runsheet.minutes(runsheet.DEFAULT),
        problem=problem,
        theirs=theirs,
    )
