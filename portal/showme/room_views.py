"""The pages of people in the room: join with a code, hand in a slip, vote. No cookie, no account, no script."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal.amnesty import models as statements
from portal.errors import PortalError
from portal.practices import public, sealing, shown
from portal.practices.arriving import AmnestyChangedError
from portal.practices.draft import marks, with_suggestion
from portal.practices.forms import as_hidden
from portal.showme import carried, finding, models, phone, room, rules, sharing, worked_form
from portal.showme.carried import Carried
from portal.showme.finding import NoSuchShowMeError
from portal.showme.models import ShowMe
from portal.showme.room_forms import SlipForm, draft_of
from portal.showme.rules import MOST_NUMBER, TAKES_SLIPS, BallotError
from portal.showme.wording import when
from portal.web import limits, tokens
from portal.web.fields import whole

blueprint = Blueprint("showme_room", __name__)


@blueprint.get("/join")
def join() -> ResponseReturnValue:
    """Ask for the code of a session."""
    typed = request.args.get("code")
    if typed is None:
        return render_template("showme/join.html", typed="", problem="")
    show_me = models.by_code(rules.code_of(typed))
    return redirect(f"/join/{show_me.code}") if show_me else _no_such_code(typed)


@blueprint.get("/join/<code>")
def cover(code: str) -> ResponseReturnValue:
    """Say what session this is, and let people in; once it is closed, say what happens next."""
    show_me = models.by_code(rules.code_of(code))
    if show_me is None:
        return _no_such_code(code)
    if show_me.stage not in TAKES_SLIPS:
        return _closed(show_me)
    return render_template(
        "showme/cover.html",
        show_me=show_me,
        when=when(show_me.on, show_me.at),
        amnesty=statements.by_version(show_me.amnesty),
    )


@blueprint.get("/join/<code>/now")
def now(code: str) -> ResponseReturnValue:
    """Say that nothing is new, at the cost of one look by code; or give the live part of the room's page anew."""
    news = models.news_of(code)
    if news is None:
        raise NoSuchShowMeError
    seen = request.args.get("seen", "")
    if phone.has_seen(seen, news):
        return "", 204
    voted = phone.voted_in(seen)
    return sharing.shared(code, news, voted, lambda: _part(code, voted))


@blueprint.post("/join/<code>")
def enter(code: str) -> ResponseReturnValue:
    """Answer the one form of the room's page: whatever is pressed, what was typed comes back."""
    show_me = finding.by_code(code)
    form = SlipForm(request.form)
    try:
        match "preview" if "replace" in request.form else request.form.get("do"):
            case "preview":
                return _preview(show_me, form)
            case "send":
                return _send(show_me, form)
            case "vote":
                return _vote(show_me, form)
            case "worked":
                asking, status = worked_form.take(show_me, request.form)
                return _closed(show_me, asking=asking), status
            case _:
                return _page(show_me, form, carried.of(show_me))
    except (room.RoomClosedError, room.NoVoteError, BallotError, tokens.BadTokenError, limits.TooMuchError) as problem:
        return _page(show_me, form, carried.of(show_me), problem=problem), problem.status


def _preview(show_me: ShowMe, form: SlipForm, *, problem: PortalError | None = None) -> ResponseReturnValue:
    """Show a slip as the board will, with the words marked that could point at a person. Nothing is stored."""
    if show_me.stage not in TAKES_SLIPS:
        raise room.RoomClosedError
    hidden = carried.of(show_me)
    if not form.validate():
        return _page(show_me, form, hidden), 422
    draft = draft_of(form)
    if "replace" in request.form:
        draft = with_suggestion(draft, request.form["replace"])
        form = SlipForm(data=draft.texts())
    page = render_template(
        "showme/preview.html",
        show_me=show_me,
        carried=hidden,
        title=draft.title,
        parts=shown.parts(public.preview(draft)),
        found=marks(draft),
        hidden_inputs=as_hidden(form),
        seal=sealing.seal(hidden.token, draft, str(show_me.amnesty)),
        amnesty=statements.by_version(show_me.amnesty),
        problem=problem,
    )
    return page, problem.status if problem else 200


def _send(show_me: ShowMe, form: SlipForm) -> ResponseReturnValue:
    """Keep a slip that was looked over, and show its receipt."""
    if not form.validate():
        return _page(show_me, form, carried.of(show_me)), 422
    draft = draft_of(form)
    try:
        pressed = sealing.pressed(carried.slip_of(show_me), draft, str(show_me.amnesty))
        shared = room.hand_in(show_me.code, draft, nonce=pressed.nonce, bits=pressed.bits, amnesty=show_me.amnesty)
    except (tokens.BadTokenError, AmnestyChangedError, limits.TooMuchError) as problem:
        return _preview(show_me, form, problem=problem)
    return render_template(
        "showme/receipt.html",
        show_me=show_me,
        carried=replace(carried.of(show_me), token=""),
        shared=shared,
        hidden_inputs=as_hidden(form),
        amnesty=statements.by_version(shared.amnesty),
    )


def _vote(show_me: ShowMe, form: SlipForm) -> ResponseReturnValue:
    """Cast the ballot of a page; whoever writes for others gets the next colleague's at once."""
    nonce = tokens.open_(carried.ballot_of(show_me), request.form.get("ballot", ""))
    number = whole(request.form.get("vote", ""), MOST_NUMBER) or 0
    room.vote(show_me.code, _numbers("try"), _numbers("worry"), number=number, nonce=nonce)
    hidden = carried.of(show_me)
    if hidden.scribe:
        hidden = replace(hidden, ballot=tokens.mint(carried.ballot_of(show_me)))
    else:
        hidden = replace(hidden, voted=str(show_me.votes))
    return _page(show_me, form, hidden, voted=True)


def _page(
    show_me: ShowMe, form: SlipForm, hidden: Carried, *, problem: PortalError | None = None, voted: bool = False
) -> str:
    if show_me.stage not in TAKES_SLIPS:
        return _closed(show_me, form, problem=problem)
    return render_template(
        "showme/room.html",
        show_me=show_me,
        when=when(show_me.on, show_me.at),
        carried=hidden,
        now=phone.now(show_me, voted=hidden.voted),
        voted=voted,
        # A ballot that could not be cast comes back as it was ticked.
        tries=() if voted else request.form.getlist("try"),
        worries=() if voted else request.form.getlist("worry"),
        form=form,
        errors=form.errors_in_order(),
        problem=problem,
        amnesty=statements.by_version(show_me.amnesty),
    )


def _closed(
    show_me: ShowMe,
    form: SlipForm | None = None,
    *,
    problem: PortalError | None = None,
    asking: worked_form.Asking | None = None,
) -> str:
    return render_template(
        "showme/closed.html",
        show_me=show_me,
        when=when(show_me.on, show_me.at),
        hidden_inputs=as_hidden(form) if form else [],
        problem=problem,
        asking=asking or worked_form.asking(show_me),
        asks=models.asks(show_me) if show_me.told_on else (),
    )


def _part(code: str, voted: str) -> str:
    return render_template("showme/_now.html", now=phone.now(finding.by_code(code), voted=voted))


def _no_such_code(typed: str) -> ResponseReturnValue:
    problem = NoSuchShowMeError()
    return render_template("showme/join.html", typed=typed, problem=problem.message), problem.status


def _numbers(name: str) -> list[int]:
    """Read the numbers that were ticked; what is no number is none of the board's."""
    return [whole(typed, MOST_NUMBER) or 0 for typed in request.form.getlist(name)]
