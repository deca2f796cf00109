"""Staff's pages before a session: all sessions, and the plan of one with its invitation and its poster."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal import clock
from portal.amnesty import models as statements
from portal.showme import finding, invitation, models, planning, qr, runsheet
from portal.showme.models import ShowMe
from portal.showme.plan_form import PlanForm, typed_as
from portal.showme.rules import Stage
from portal.showme.wording import when
from portal.staff.access import me, requires
from portal.staff.roles import Permission

blueprint = Blueprint("showme_plan", __name__, url_prefix="/staff/showme")


@blueprint.get("")
@requires(Permission.SHOW)
def sessions() -> ResponseReturnValue:
    """List the sessions: what comes next, what rests, what is over."""
    stages = {stage: [each for each in models.all_of_them() if each.stage is stage] for stage in Stage}
    return render_template(
        "showme/sessions.html",
        coming=stages[Stage.LIVE] + stages[Stage.PLANNED][::-1],
        held=stages[Stage.HELD],
        over=stages[Stage.OVER],
        today=clock.today().isoformat(),
        when=when,
        standing=statements.in_force(),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.SHOW)
def new() -> ResponseReturnValue:
    """Plan a session."""
    form = PlanForm()
    if request.method == "GET":
        form.facilitators.data, form.seats.data = me().shown_name, "30"
        return _page(form)
    if not form.validate():
        return _page(form), 422
    try:
        show_me = planning.plan(form.plan(), by=me())
    except planning.PlanError as problem:
        return _page(form, problem=problem.message), problem.status
    return redirect(url_for("showme_plan.plan", show_me_id=show_me.id), 303)


@blueprint.get("/<show_me_id>")
@requires(Permission.SHOW)
def plan(show_me_id: str) -> ResponseReturnValue:
    """Show a plan, ready to be changed until the session begins."""
    show_me = finding.by_id(show_me_id)
    if show_me.stage is not Stage.PLANNED:
        return render_template("showme/planned.html", show_me=show_me, when=when(show_me.on, show_me.at))
    stored, words = planning.plan_of(show_me), _invitation(show_me)
    form = PlanForm(formdata=None, data=typed_as(stored) | {"invitation": words})
    ours = "" if stored.invitation else planning.mark(words)
    return _page(form, show_me, seen=planning.mark(stored), ours=ours)


@blueprint.post("/<show_me_id>")
@requires(Permission.SHOW)
def change(show_me_id: str) -> ResponseReturnValue:
    """Keep a plan as it was typed."""
    show_me = finding.by_id(show_me_id)
    form = PlanForm()
    seen, ours = request.form.get("seen", ""), request.form.get("ours", "")
    if not form.validate():
        return _page(form, show_me, seen=seen, ours=ours), 422
    wanted = form.plan()
    if planning.mark(wanted.invitation) == ours:
        wanted = replace(wanted, invitation="")
    try:
        planning.change(show_me_id, wanted, seen=seen, by=me())
    except planning.PlanError as problem:
        return _page(form, show_me, seen=seen, ours=ours, problem=problem.message), problem.status
    except planning.ChangedMeanwhileError as problem:
        stands = planning.plan_of(show_me)
        theirs = [(form[name].label.text, said) for name, said in typed_as(stands).items() if said != form[name].data]
        page = _page(form, show_me, seen=planning.mark(stands), ours=ours, problem=problem.message, theirs=theirs)
        return page, problem.status
    return redirect(url_for("showme_plan.plan", show_me_id=show_me_id), 303)


@blueprint.post("/<show_me_id>/call-off")
@requires(Permission.SHOW)
def call_off(show_me_id: str) -> ResponseReturnValue:
    """Call a session off."""
    planning.call_off(show_me_id, by=me())
    return redirect(url_for("showme_plan.sessions"), 303)


@blueprint.get("/<show_me_id>/poster")
@requires(Permission.SHOW)
def poster(show_me_id: str) -> ResponseReturnValue:
    """Show the poster, made for one sheet of paper."""
    show_me = finding.by_id(show_me_id)
    return render_template(
        "showme/poster.html",
        show_me=show_me,
        when=when(show_me.on, show_me.at),
        way=qr.way_in(show_me.code),
        statement=statements.by_version(show_me.amnesty),
    )


def _invitation(show_me: ShowMe) -> str:
    """Give the invitation: somebody's own words, or ours of the plan as it stands."""
    stands, way = planning.plan_of(show_me), qr.way_in(show_me.code)
    minutes = runsheet.minutes(show_me.steps())
    return stands.invitation or invitation.written(stands, way, statement=show_me.amnesty, minutes=minutes)


def _page(
    form: PlanForm,
    show_me: ShowMe | None = None,
    *,
    seen: str = "",
    ours: str = "",
    problem: str = "",
    theirs: list[tuple[str, str]] | None = None,
) -> str:
    return render_template(
        "showme/plan.html",
        form=form,
        errors=form.errors_in_order(),
        problem=problem,
        theirs=theirs or [],
        seen=seen,
        ours=ours,
        show_me=show_me,
        when=when(show_me.on, show_me.at) if show_me else "",
        way=qr.way_in(show_me.code) if show_me else None,
        left_out=_left_out(show_me) if show_me else [],
        minutes=runsheet.minutes(show_me.steps()) if show_me else 0,
        today=clock.today().isoformat(),
        series=sorted({each.series for each in models.all_of_them()} - {""}),
        standing=statements.in_force(),
    )


def _left_out(show_me: ShowMe) -> list[str]:
    stands = planning.plan_of(show_me)
    if not stands.invitation:
        return []
    return invitation.leaves_out(stands.invitation, stands, qr.way_in(show_me.code))
