"""The pages of people in the room: join with a code, hand in a slip, vote. No cookie, no account, no script."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from portal.showme import models, phone
from portal.showme.planning import NoSuchShowMeError

blueprint = Blueprint("showme_room", __name__)


@blueprint.get("/join/<code>/now")
def now(code: str) -> ResponseReturnValue:
    """Say that nothing is new, at the cost of one look by code; or give the live part of the room's page anew."""
    news = models.news_of(code)
    seen = request.args.get("seen", "")
    if news is not None and phone.has_seen(seen, news):
        return "", 204
    show_me = models.by_code(code)
    if show_me is None:
        raise NoSuchShowMeError
    return render_template("showme/_now.html", now=phone.now(show_me, voted=phone.voted_in(seen)))
