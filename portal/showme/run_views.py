"""The facilitator's page while a room is there: what is on, what comes next, the time, the board, what is asked."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from portal.db import db
from portal.errors import PortalError
from portal.moderation import marked
from portal.moderation.marked import Marked
from portal.practices.draft import marks
from portal.showme import asking, board_form, earlier, finding, models, phone, pressing, showing
from portal.showme.models import ShowMe, Slip
from portal.showme.qr import way_in
from portal.showme.rules import Stage
from portal.showme.runsheet import Screen
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.vocabulary import words
from portal.web.markup import plain

blueprint = Blueprint("showme_run", __name__)


@blueprint.get("/staff/showme/<show_me_id>/run")
@requires(Permission.SHOW)
def run(show_me_id: str) -> ResponseReturnValue:
    """Lead a session, from a phone or beside the projector."""
    return _page(finding.by_id(show_me_id), "showme/run.html")


@blueprint.post("/staff/showme/<show_me_id>/run")
@requires(Permission.SHOW)
def press(show_me_id: str) -> ResponseReturnValue:
    """Begin, go on, go back, mind the time, close."""
    return _done(show_me_id, lambda: pressing.press(show_me_id, request.form, by=me()))


@blueprint.post("/staff/showme/<show_me_id>/run/board")
@requires(Permission.SHOW)
def lay_out(show_me_id: str) -> ResponseReturnValue:
    """Keep what was changed on the board, and show the place at which something was pressed."""
    return _done(show_me_id, lambda: board_form.press(show_me_id, request.form, by=me()))


@blueprint.post("/staff/showme/<show_me_id>/run/asks")
@requires(Permission.SHOW)
def ask(show_me_id: str) -> ResponseReturnValue:
    """Write down what the room asks of the guide, or strike a line out."""
    strike = request.form.get("strike", "")
    if strike:
        return _done(show_me_id, lambda: asking.strike(strike, by=me()), "asks")
    typed = plain(request.form.get("words", ""))
    return _done(show_me_id, lambda: asking.write_down(show_me_id, typed, by=me()), "asks")


@blueprint.get("/staff/showme/<show_me_id>/run/now")
@requires(Permission.SHOW)
def now(show_me_id: str) -> ResponseReturnValue:
    """Give what is on the screen anew, if there is something new."""
    return _fresh(finding.by_id(show_me_id), "showme/_run_now.html")


@blueprint.get("/staff/showme/<show_me_id>/run/board/now")
@requires(Permission.SHOW)
def board(show_me_id: str) -> ResponseReturnValue:
    """Give the board anew, if there is something new."""
    return _fresh(finding.by_id(show_me_id), "showme/_run_board.html")


def _done(show_me_id: str, do: Callable[[], str | None], place: str = "") -> ResponseReturnValue:
    """Do it and show the page at its place; or show the page with why not, and with what was typed."""
    finding.by_id(show_me_id)
    try:
        place = do() or place
    except PortalError as problem:
        # What was begun is not kept, and must not stand on the page.
        db.session.rollback()
        return _page(finding.by_id(show_me_id), "showme/run.html", problem.message, request.form), problem.status
    return redirect(url_for("showme_run.run", show_me_id=show_me_id, _anchor=place or None), 303)


def _fresh(show_me: ShowMe, template: str) -> ResponseReturnValue:
    if phone.has_seen(request.args.get("seen", ""), show_me.news):
        return "", 204
    return _page(show_me, template)


def _page(show_me: ShowMe, template: str, problem: str = "", typed: MultiDict[str, str] | None = None) -> str:
    """Show the page, or a part of it; after a refusal, with what was typed."""
    steps = show_me.steps()
    after = showing.after(show_me)
    # When the slips have gone on, nothing says which ones they were.
    slips = [] if show_me.stage is Stage.OVER else models.on_table(show_me)
    return render_template(
        template,
        show_me=show_me,
        steps=steps,
        step=show_me.now(),
        part=show_me.part,
        parts=showing.parts(show_me, show_me.now()),
        following=steps[after[0]] if after else None,
        same_step=after is not None and after[0] == show_me.step,
        first=showing.before(show_me) is None,
        timer=showing.timer(show_me),
        slips=slips,
        texts=_texts,
        brought=sum(slip.round == show_me.rounds for slip in slips),
        awaited=sum(step.screen is Screen.WRITE for step in steps[: show_me.step]),
        themes=models.themes(show_me),
        asks=models.asks(show_me),
        earlier_names=earlier.earlier_names(show_me),
        earlier_asks=earlier.earlier_asks(show_me),
        cautions=words.current().choices("wrong"),
        way=way_in(show_me.code),
        problem=problem,
        typed=typed or MultiDict(),
    )


def _texts(slip: Slip) -> list[Marked]:
    """Give the texts of a slip, with the words marked that could point at a person: those are what gets it hidden."""
    return marked.texts(slip.practice, marks(slip.practice.draft()))
