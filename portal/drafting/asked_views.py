"""The staff pages that list what rooms asked of the guide, and decide on one thing at a time."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.drafting import actions, models
from portal.drafting.asked import DecidedError, UnansweredError, asked, asked_as
from portal.drafting.lines import LineGoneError
from portal.drafting.models import Part
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.web.markup import plain

blueprint = Blueprint("drafting_asked", __name__, url_prefix="/staff/guide/asked")


@blueprint.get("")
@requires(Permission.DRAFT)
def everything() -> ResponseReturnValue:
    """List what is open, and below it what was decided."""
    found = asked()
    return render_template(
        "drafting/asked.html",
        still_open=[each for each in found if each.open],
        decided=[each for each in found if not each.open],
    )


@blueprint.get("/<ask_id>")
@requires(Permission.DRAFT)
def one(ask_id: str) -> ResponseReturnValue:
    """Show one thing that was asked, to decide on it. Whoever comes from a line finds it chosen."""
    return _page(ask_id, line=request.args.get("line", ""))


@blueprint.post("/<ask_id>")
@requires(Permission.DRAFT)
def decide(ask_id: str) -> ResponseReturnValue:
    """Take it up, leave it with a reason, or put it back on the list."""
    do, line = request.form.get("do", ""), request.form.get("line", "")
    stood = request.form.get("stood", "")
    where, reason = plain(request.form.get("where", "")), plain(request.form.get("reason", ""))
    try:
        match do:
            case "take":
                actions.take_up(ask_id, where, line_id=line, stood=stood, by=me())
            case "leave":
                actions.leave(ask_id, reason, stood=stood, by=me())
            case "put-back":
                actions.put_back(ask_id, by=me())
    except (UnansweredError, LineGoneError) as problem:
        page = _page(ask_id, line=line, where=where, reason=reason, wrong=do, problem=problem.message)
        return page, problem.status
    except DecidedError as problem:
        return _page(ask_id, line=line, where=where, reason=reason, problem=problem.message), problem.status
    return redirect(url_for("drafting_asked.everything"), 303)


def _page(ask_id: str, *, line: str = "", where: str = "", reason: str = "", wrong: str = "", problem: str = "") -> str:
    return render_template(
        "drafting/asked_one.html",
        asked=asked_as(ask_id),
        lines={part.value: models.lines(part) for part in Part},
        line=line,
        where=where,
        reason=reason,
        wrong=wrong,
        problem=problem,
    )
