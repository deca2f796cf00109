"""What the page of a phone carries unseen from press to press: all that is known of whoever holds it."""

from dataclasses import dataclass

from flask import request

from portal.practices import sealing
from portal.showme.models import ShowMe
from portal.web import tokens


@dataclass(frozen=True)
class Carried:
    """The hidden inputs of a page."""

    token: str
    """Makes the next slip, once; empty beside a receipt, so that the next page makes a new one."""
    ballot: str
    voted: str = ""
    """Number of the vote in which this ballot is in."""
    scribe: bool = False
    """Whether it writes for others."""


def of(show_me: ShowMe) -> Carried:
    """Take what the page carried; what is missing, forged or too old is made anew."""
    ballot = request.form.get("ballot", "")
    try:
        tokens.open_(ballot_of(show_me), ballot)
    except tokens.BadTokenError:
        ballot = tokens.mint(ballot_of(show_me))
    vote = str(show_me.votes)
    return Carried(
        token=sealing.token(slip_of(show_me)),
        ballot=ballot,
        voted=vote if request.form.get("voted") == vote else "",
        scribe=request.form.get("as") == "scribe",
    )


def slip_of(show_me: ShowMe) -> str:
    """Name what the token of a slip is good for."""
    return f"slip {show_me.id}"


def ballot_of(show_me: ShowMe) -> str:
    """Name what a ballot is good for: any vote of this session, once each."""
    return f"ballot {show_me.id}"
