"""The staff desk: what waits for you, how things stand, and what staff did lately."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from portal.amnesty import models as statements
from portal.editions import actions as releasing
from portal.editions import models as editions
from portal.guide import models as guide
from portal.moderation import models as moderation
from portal.pages import desk, desk_facts
from portal.practices import models as practices
from portal.practices.rules import State
from portal.staff import audit
from portal.staff.access import me, signed_in
from portal.staff.roles import Permission, may

blueprint = Blueprint("desk", __name__)


@blueprint.get("/staff")
@blueprint.get("/staff/")
@signed_in
def show() -> ResponseReturnValue:
    """Say what waits for you."""
    return render_template(
        "pages/desk.html",
        waits=desk.waits(desk_facts.of(me())),
        reads=may(me().role, Permission.MODERATE),
        left=moderation.tray().left,
        pooled=practices.count(State.POOL),
        refusal=releasing.refusal_today(),
        released=practices.count(State.RELEASED),
        latest=editions.latest(),
        issue=guide.latest(),
        standing=statements.in_force(),
        proposed=statements.pending(),
        lines=audit.lines(3),
    )
