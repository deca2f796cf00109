"""The staff page of tool changes: note one, see what it reopens, and the ones before."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.drafting import models as drafts
from portal.guide import published
from portal.register import actions, models, rules
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.vocabulary import words
from portal.web.markup import plain

blueprint = Blueprint("tools", __name__)


@blueprint.get("/staff/tools")
@requires(Permission.DRAFT)
def tools() -> ResponseReturnValue:
    """Show what changed, and what rests on it."""
    return _page("")


@blueprint.post("/staff/tools")
@requires(Permission.DRAFT)
def note() -> ResponseReturnValue:
    """Note a change."""
    try:
        actions.note(request.form.get("tool", ""), plain(request.form.get("what", "")), by=me())
    except actions.NothingSaidError as problem:
        return _page(problem.message), problem.status
    return redirect(url_for("tools.tools"), 303)


def _page(problem: str) -> str:
    issue = published.maybe()
    return render_template(
        "pages/tools.html",
        choices=words.current().choices("tools"),
        tool=request.form.get("tool", ""),
        what=request.form.get("what", ""),
        longest=rules.LONGEST,
        problem=problem,
        changes=models.changes(),
        reopened=[(line, changes[-1]) for line in drafts.all_lines() if (changes := drafts.reopened(line))],
        told=issue.doubted if issue else (),
    )
