"""The staff page on which both sides propose and sign the amnesty statement."""

import re

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.amnesty import actions, models
from portal.amnesty.forms import StatementForm
from portal.staff.access import me, requires
from portal.staff.roles import Permission

blueprint = Blueprint("amnesty", __name__)


@blueprint.get("/staff/amnesty")
@requires(Permission.AMNESTY)
def statement() -> ResponseReturnValue:
    """Show the statement in force, what waits for a signature, and a form for the next one."""
    present = models.pending() or models.in_force()
    return _page(StatementForm(formdata=None, data={"text": present.text if present else ""}))


@blueprint.post("/staff/amnesty")
@requires(Permission.AMNESTY)
def propose() -> ResponseReturnValue:
    """Propose the next version."""
    form = StatementForm()
    if not form.validate():
        return _page(form, typed=True), 422
    try:
        actions.propose(form.text.data, by=me())
    except actions.StatementError as problem:
        return _page(form, problem.message, typed=True), problem.status
    return redirect(url_for("amnesty.statement"), 303)


@blueprint.post("/staff/amnesty/sign")
@requires(Permission.AMNESTY)
def sign() -> ResponseReturnValue:
    """Sign the version that was read, for one's side."""
    typed = request.form.get("version", "")
    version = int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0
    actions.sign(version, request.form.get("content_hash", ""), by=me())
    return redirect(url_for("amnesty.statement"), 303)


def _page(form: StatementForm, problem: str = "", *, typed: bool = False) -> str:
    errors = [(form.text.id, problem)] if problem else form.errors_in_order()
    return render_template(
        "amnesty/statement.html",
        form=form,
        errors=errors,
        typed=typed,
        standing=models.in_force(),
        waiting=models.pending(),
    )
