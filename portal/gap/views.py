"""The gap between policy and practice: for staff, and for everybody once staff let them see it."""

from collections import Counter

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from portal.errors import NotFoundError
from portal.gap import actions, laid, models, picture
from portal.gap.rules import Axis
from portal.search import reading
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.vocabulary import words
from portal.web.addresses import elsewhere
from portal.web.pages import pure

blueprint = Blueprint("gap", __name__)


class NotPublicError(NotFoundError):
    """Staff have not let readers see the page."""

    message = "This page is not public. You can look through the practices and the guide instead."


@blueprint.app_template_global()
def gap_is_public() -> bool:
    """Say whether the edition that readers see has the page."""
    return laid.current().public


@blueprint.get("/gap")
@pure
def gap() -> ResponseReturnValue:
    """Show readers what teachers do beside what the guide covers."""
    if not gap_is_public():
        raise NotPublicError
    return _elsewhere() or render_template("gap/gap.html", axis=_axis(), laid=laid.current(), picture=_drawn())


@blueprint.get("/staff/gap")
@requires(Permission.DRAFT)
def for_staff() -> ResponseReturnValue:
    """Show staff the same, with the way from a cell into the guide's draft."""
    drawn, axis = _drawn(), _axis()
    cards = reading.cards() if drawn.proposals else []
    return _elsewhere() or render_template(
        "gap/staff.html",
        axis=axis,
        laid=laid.current(),
        picture=drawn,
        best={next_up.at: picture.best(axis, next_up.at, cards, words.current()) for next_up in drawn.proposals},
        wanted=models.is_public(),
    )


@blueprint.post("/staff/gap")
@requires(Permission.DRAFT)
def decide() -> ResponseReturnValue:
    """Let all readers see the page, or no longer."""
    change = actions.publish if request.form.get("do") == "publish" else actions.take_off
    change(by=me())
    return redirect(url_for("gap.for_staff"), 303)


def _axis() -> Axis:
    return Axis.SUBJECT if request.args.get("by") == Axis.SUBJECT else Axis.GRADE


def _drawn() -> picture.Picture:
    axis, now = _axis(), laid.current()
    counts = Counter(now.counts.get(axis, {}))
    # What was refused since the edition was built does not count any more.
    counts.subtract(laid.counted(axis, reading.refused_cards()))
    return picture.draw(axis, +counts, now, words.current())


def _elsewhere() -> Response | None:
    return elsewhere("by=subject" if _axis() is Axis.SUBJECT else "")
