"""The projector's screen: one thing at a time, driven by one key. All that it knows stands on the server."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.errors import PortalError
from portal.showme import finding, models, phone, pressing, showing
from portal.showme.models import ShowMe, Slip
from portal.showme.qr import way_in
from portal.showme.rules import Stage
from portal.showme.runsheet import Screen
from portal.showme.wording import clock_time
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.web.markup import to_html

blueprint = Blueprint("showme_screen", __name__)

_TRIED = 4
_WORRIED = 2
"""How many slips the totals name: the vote narrows down."""


@blueprint.get("/staff/showme/<show_me_id>/screen")
@requires(Permission.SHOW)
def screen(show_me_id: str) -> ResponseReturnValue:
    """Show what the room sees."""
    return _page(finding.by_id(show_me_id), "showme/screen.html")


@blueprint.get("/staff/showme/<show_me_id>/screen/now")
@requires(Permission.SHOW)
def now(show_me_id: str) -> ResponseReturnValue:
    """Give the screen anew, if there is something new on it."""
    show_me = finding.by_id(show_me_id)
    if phone.has_seen(request.args.get("seen", ""), show_me.news):
        return "", 204
    return _page(show_me, "showme/_screen.html")


@blueprint.post("/staff/showme/<show_me_id>/screen")
@requires(Permission.SHOW)
def press(show_me_id: str) -> ResponseReturnValue:
    """Begin, go on, go back."""
    try:
        pressing.press(show_me_id, request.form, by=me())
    except PortalError as problem:
        return _page(finding.by_id(show_me_id), "showme/screen.html", problem.message), problem.status
    return redirect(url_for("showme_screen.screen", show_me_id=show_me_id), 303)


def _page(show_me: ShowMe, template: str, problem: str = "") -> str:
    step = show_me.now()
    name = _name(show_me)
    parts = showing.parts(show_me, step)
    # Slips that were taken back may have left fewer parts than there were.
    part = min(show_me.part, parts - 1)
    on_board = models.board(show_me)
    return render_template(
        template,
        show_me=show_me,
        name=name,
        step=step,
        part=part,
        parts=parts if name in {"amnesty", "board", "asks"} else 1,
        text=to_html(showing.amnesty(show_me)[part]) if name == "amnesty" else "",
        board=showing.board(show_me)[part] if name == "board" else on_board,
        gist=phone.gist,
        themes={theme.id: theme.name for theme in models.themes(show_me)},
        tried=_most(on_board, lambda slip: slip.tries, _TRIED),
        worried=_most(on_board, lambda slip: slip.worries, _WORRIED),
        asks=showing.asks(show_me)[part] if name == "asks" else [],
        timer=showing.timer(show_me),
        way=way_in(show_me.code),
        begins=clock_time(show_me.at),
        problem=problem,
    )


def _name(show_me: ShowMe) -> str:
    """Name what is on the screen: the stage, or while it is live, the step's screen and what its part makes of it."""
    if show_me.stage is not Stage.LIVE:
        return show_me.stage.value
    step = show_me.now()
    if step.screen is Screen.VOTE and show_me.part:
        return "totals"
    if step.screen is Screen.BOARD and step.words and show_me.part >= len(showing.board(show_me)):
        return "words"
    return step.screen.value


def _most(slips: list[Slip], count: Callable[[Slip], int], most: int) -> tuple[list[Slip], int]:
    """Give the slips with the highest count, and how many more have as many as the last of them."""
    counted = sorted((slip for slip in slips if count(slip)), key=lambda slip: (-count(slip), slip.number))
    shown, rest = counted[:most], counted[most:]
    return shown, sum(count(slip) == count(shown[-1]) for slip in rest)
