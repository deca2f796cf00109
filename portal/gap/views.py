"""The gap between policy and practice: for staff, and for everybody once staff let them see it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.errors import NotFoundError
from portal.gap import actions, laid, models, picture
from portal.gap.rules import Axis
from portal.search import reading
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.vocabulary import words

blueprint = Blueprint("gap", __name__)


class NotPublicError(NotFoundError):
    """Staff have not let readers see the page."""

    message = "This page is not public. You can look through the practices and the guide instead."


@blueprint.app_template_global()
def gap_is_public() -> bool:
    """Say whether the edition that readers see has the page."""
    return laid.current().public


@blueprint.get("/gap")
def gap() -> ResponseReturnValue:
    """Show readers what teachers do beside what the guide covers."""
    if not gap_is_public():
        raise NotPublicError
    return _page("/gap", "gap/gap.html")


@blueprint.get("/staff/gap")
@requires(Permission.DRAFT)
def for_staff() -> ResponseReturnValue:
    """Show staff the same, with the way from a cell into the guide's draft."""
    return _page("/staff/gap", "gap/staff.html", wanted=models.is_public())


@blueprint.post("/staff/gap")
@requires(Permission.DRAFT)
def decide() -> ResponseReturnValue:
    """Let all readers see the page, or no longer."""
    change = actions.publish if request.form.get("do") == "publish" else actions.take_off
    change(by=me())
    return redirect(url_for("gap.for_staff"), 303)


def _page(path: str, template: str, **more: bool) -> ResponseReturnValue:
    axis = Axis.SUBJECT if request.args.get("by") == Axis.SUBJECT else Axis.GRADE
    address = path if axis is Axis.GRADE else f"{path}?by={axis}"
    if request.full_path.rstrip("?") != address:
        return redirect(address, 302)
    found = laid.current()
    return render_template(
        template,
        path=path,
        axis=axis.value,
        laid=found,
        picture=picture.draw(axis, reading.cards(), found, words.current()),
        **more,
    )
