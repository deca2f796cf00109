"""What people in the room do, without a name: hand in a slip, and vote."""

from collections.abc import Collection

from portal import config
from portal.db import commit, db, lock
from portal.errors import PortalError
from portal.practices import arriving
from portal.practices import models as practices
from portal.practices.arriving import AmnestyChangedError, Shared
from portal.practices.draft import Draft
from portal.practices.rules import Lane, State, has_room
from portal.showme import ballots, finding, models, rules
from portal.showme.ballots import Ballot
from portal.showme.models import ShowMe, Slip
from portal.showme.rules import MOST_BALLOTS, TAKES_SLIPS, About, Stage
from portal.web import limits, tokens


class RoomClosedError(PortalError):
    """The session closed while somebody wrote."""

    status = 410
    message = "This session is closed. Your words are still here: share them as a practice of your own."


class RoomFullError(limits.TooMuchError):
    """More came in than a board can hold, or than all boards together may."""

    message = "More was written for this room than a board can hold. Your words are still here: tell the facilitator."


class NoVoteError(PortalError):
    """Nobody votes now."""

    status = 409
    message = "The vote is closed. What the room says now counts more than a late vote: speak up."


def hand_in(code: str, draft: Draft, *, nonce: str, bits: int = 0, amnesty: int) -> Shared:
    """Keep a slip and give its receipt. The same nonce makes the same slip and the same receipt.

    It is a practice from the start, held for its author alone until the second day after the session. `amnesty` is
    the version of the statement that its author read: no other is put under it.
    """
    if not practices.is_known(tokens.key("practice", nonce)):
        # What no room takes must not fill the bucket of the whole site, or it would cost nothing to keep it full.
        _want_space(finding.by_code(code), Lane.UPPER if bits else Lane.LOWER)
    arrival = arriving.arrive(draft, nonce=nonce, bits=bits)
    lock()
    before = arriving.stored_before(arrival)
    if before:
        return before
    show_me = finding.by_code(code)
    _want_space(show_me, Lane.UPPER if arrival.worked else Lane.LOWER)
    if amnesty != show_me.amnesty:
        raise AmnestyChangedError
    practice = arriving.store(arrival, amnesty=amnesty)
    practice.state = State.HELD
    db.session.flush()
    db.session.add(Slip(id=practice.id, show_me_id=show_me.id, cautions=[]))
    commit()
    return Shared(arrival.receipt, as_sent=True, amnesty=amnesty)


def vote(code: str, tries: Collection[int], worries: Collection[int], *, number: int, nonce: str) -> None:
    """Cast a ballot on numbers of the board. The same ballot counts once, as it was cast first.

    `number` is that of the vote it was ticked for: what comes late does not count in the next one.
    """
    lock()
    show_me = finding.by_code(code)
    if show_me.stage is not Stage.LIVE or not show_me.voting or number != show_me.votes:
        raise NoVoteError
    key = tokens.key(f"ballot {show_me.id} {show_me.votes}", nonce)
    if db.session.get(Ballot, key):
        db.session.rollback()
        return
    rules.check_ballot(tries, worries, [slip.number for slip in models.board(show_me)])
    if ballots.count(show_me, About.VOTE) >= MOST_BALLOTS:
        raise limits.TooMuchError("More ballots came in than any room has people. Vote by raising hands.")
    picks = {"try": sorted(set(tries)), "worry": sorted(set(worries))}
    db.session.add(Ballot(id=key, show_me_id=show_me.id, about=About.VOTE, picks=picks))
    commit()


def _want_space(show_me: ShowMe, lane: Lane) -> None:
    """Want the room open, and space for one more slip in it and in all rooms: sharing at home has its own half."""
    if show_me.stage not in TAKES_SLIPS:
        raise RoomClosedError
    tray = config.current().district.tray_most
    for slips, most in (
        (models.count_slips(show_me), rules.most_slips(show_me.seats)),
        (models.count_slips(), rules.most_of_all(tray)),
    ):
        if not has_room(lane, upper=slips[Lane.UPPER], lower=slips[Lane.LOWER], most=most):
            raise RoomFullError
