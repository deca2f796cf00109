"""What people in the room do, without a name: hand in a slip, and vote."""

from collections.abc import Collection

from portal.db import commit, db, lock
from portal.errors import PortalError
from portal.practices import arriving
from portal.practices.arriving import Shared
from portal.practices.draft import Draft
from portal.practices.rules import Lane, State, has_room
from portal.showme import models, rules
from portal.showme.models import Ballot, ShowMe, Slip
from portal.showme.planning import NoSuchShowMeError
from portal.showme.rules import MOST_BALLOTS, TAKES_SLIPS, About, Stage
from portal.web import limits, tokens


class RoomClosedError(PortalError):
    """The session closed while somebody wrote."""

    status = 410
    message = "This session is closed. Your words are still here: share them as a practice of your own."


class NoVoteError(PortalError):
    """Nobody votes now."""

    status = 409
    message = "The vote is closed. What the room says now counts more than a late vote: speak up."


def hand_in(code: str, draft: Draft, *, nonce: str, bits: int = 0) -> Shared:
    """Keep a slip and give its receipt. The same nonce makes the same slip and the same receipt.

    It is a practice from the start, held for its author alone until the second day after the session.
    """
    arrival = arriving.arrive(draft, nonce=nonce, bits=bits)
    lock()
    before = arriving.stored_before(arrival)
    if before:
        return before
    show_me = _room(code)
    if show_me.stage not in TAKES_SLIPS:
        raise RoomClosedError
    practice = arriving.store(arrival, amnesty=show_me.amnesty)
    upper, lower = models.count_slips(show_me, Lane.UPPER), models.count_slips(show_me, Lane.LOWER)
    if not has_room(practice.lane, upper=upper, lower=lower, most=rules.most_slips(show_me.seats)):
        db.session.rollback()
        raise limits.TooMuchError(
            "More was written for this room than a board can hold. Your words are still here: tell the facilitator."
        )
    practice.state = State.HELD
    db.session.flush()
    db.session.add(Slip(id=practice.id, show_me_id=show_me.id, cautions=[]))
    commit()
    return Shared(arrival.receipt, as_sent=True, amnesty=show_me.amnesty)


def vote(code: str, tries: Collection[int], worries: Collection[int], *, nonce: str) -> None:
    """Cast a ballot on numbers of the board. The same ballot counts once, as it was cast first."""
    lock()
    show_me = _room(code)
    if show_me.stage is not Stage.LIVE or not show_me.voting:
        raise NoVoteError
    key = tokens.key(f"ballot {show_me.id} {show_me.votes}", nonce)
    if db.session.get(Ballot, key):
        db.session.rollback()
        return
    rules.check_ballot(tries, worries, [slip.number for slip in models.board(show_me)])
    if models.count_ballots(show_me, About.VOTE) >= MOST_BALLOTS:
        raise limits.TooMuchError("More ballots came in than any room has people. Vote by raising hands.")
    picks = {"try": sorted(set(tries)), "worry": sorted(set(worries))}
    db.session.add(Ballot(id=key, show_me_id=show_me.id, about=About.VOTE, picks=picks))
    commit()


def _room(code: str) -> ShowMe:
    show_me = models.by_code(code)
    if show_me is None:
        raise NoSuchShowMeError
    return show_me
