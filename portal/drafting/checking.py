"""The staff pages that answer the gate: why words may stay, and how hard a text is to read while it is typed."""

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField

from portal.drafting import actions, choosing, models
from portal.errors import StaleError
from portal.guide import readability
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.web.fields import AtMost, Filled
from portal.web.markup import plain

blueprint = Blueprint("checking", __name__)

MOST_REASON = 300
MOST_READ = 8000
"""Characters that are read while somebody types: longer than any field."""


class WaiveForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Why words may stay that look as if they point at a person."""

    class Meta:
        """The token is checked for all of /staff at once."""

        csrf = False

    words = HiddenField()
    reason = TextAreaField(
        "These words may stay, because …",
        [Filled("Say why these words may stay. Both signers read it."), AtMost(MOST_REASON)],
        filters=[lambda typed: plain(typed or "")],
        description="Such as: a book’s title, no person here.",
    )


@blueprint.post("/staff/guide/waive")
@requires(Permission.DRAFT)
def waive() -> ResponseReturnValue:
    """Let words stay that look as if they point at a person, or take that back."""
    if request.form.get("do") == "take-back":
        actions.take_back_waiver(request.form.get("words", ""), revision=choosing.opened_at(), by=me())
        return redirect(url_for("drafting.draft"), 303)
    form = WaiveForm()
    if not form.validate():
        return _page(form), 422
    try:
        actions.waive(form.words.data, form.reason.data, revision=choosing.opened_at(), by=me())
    except StaleError as problem:
        return _page(form, problem=problem.message), problem.status
    return redirect(url_for("drafting.draft"), 303)


@blueprint.post("/staff/guide/reading")
@requires(Permission.DRAFT)
def read() -> ResponseReturnValue:
    """Say how a text reads that somebody is typing. Nothing of it is kept."""
    found = readability.read(request.form.get("text", "")[:MOST_READ])
    return jsonify(words=found.words, grade=found.grade, mean=found.mean, hardest=found.hardest)


def _page(form: WaiveForm, problem: str = "") -> str:
    return render_template(
        "drafting/waive.html",
        form=form,
        errors=[(field.id, field.errors[0]) for field in form if field.errors],
        revision=models.draft().revision,
        problem=problem,
    )
