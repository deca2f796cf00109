"""The staff pages of the draft's history: what changed when, and the way back."""

from itertools import groupby

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.drafting import actions, choosing, history, models
from portal.guide import compare
from portal.guide.content import from_json
from portal.search import reading
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.vocabulary import words

blueprint = Blueprint("drafting_history", __name__, url_prefix="/staff/guide/history")


@blueprint.get("")
@requires(Permission.DRAFT)
def changes() -> ResponseReturnValue:
    """List every change of the draft by day, the newest first."""
    days = [(on, list(revisions)) for on, revisions in groupby(history.revisions(), key=lambda change: change.on)]
    return render_template("drafting/history.html", days=days)


@blueprint.get("/<int(max=999999999):number>")
@requires(Permission.DRAFT)
def change(number: int) -> ResponseReturnValue:
    """Show what one change altered."""
    made, before = history.change_at(number)
    names = {card.id: card.title for card in reading.cards()} | dict(words.current().choices("tasks"))
    return render_template(
        "drafting/change.html",
        change=made,
        places=compare.changes(before.content, from_json(made.content), names),
        revision=models.draft().revision,
    )


@blueprint.post("/<int(max=999999999):number>")
@requires(Permission.DRAFT)
def bring_back(number: int) -> ResponseReturnValue:
    """Make the draft again what this change left."""
    actions.bring_back(number, revision=choosing.opened_at(), by=me())
    return redirect(url_for("drafting.draft"), 303)
