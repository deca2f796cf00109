"""The staff page that releases the pool."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.editions import actions, models
from portal.practices import models as practices
from portal.practices.rules import State
from portal.staff.access import me, requires
from portal.staff.roles import Permission

blueprint = Blueprint("editions", __name__)


@blueprint.get("/staff/release")
@requires(Permission.RELEASE)
def release() -> ResponseReturnValue:
    """Show how full the pool is, and whether it may go out today."""
    return render_template(
        "editions/release.html",
        pool=practices.in_state(State.POOL),
        refusal=actions.refusal_today(),
        latest=models.latest(),
    )


@blueprint.post("/staff/release")
@requires(Permission.RELEASE)
def publish() -> ResponseReturnValue:
    """Release the pool; the builder lays out the new edition within seconds."""
    actions.release(by=me())
    return redirect(url_for("editions.release"), 303)
