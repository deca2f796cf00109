"""What facilitators do while a room is there: begin, go on, go back, mind the time, close.

Each press says what was on the screen when it was made, so two facilitators, or one with two fingers, go on once.
"""

import hashlib

from portal import clock
from portal.amnesty import models as statements
from portal.db import commit, db, lock, scrub
from portal.errors import RefusedError
from portal.showme import ballots, finding, models, showing
from portal.showme.models import ShowMe
from portal.showme.planning import planned
from portal.showme.rules import ENOUGH, About, Stage, totals
from portal.showme.runsheet import Screen
from portal.staff import audit
from portal.staff.models import StaffMember


class NotLiveError(RefusedError):
    """The session has not begun, or is closed."""

    message = "This session is not running. Look at its page once more."


def begin(show_me_id: str, *, by: StaffMember) -> None:
    """Begin a session on its first screen."""
    lock()
    show_me = planned(show_me_id)
    statement = statements.in_force()
    if statement is None:
        raise RefusedError("No amnesty statement is signed yet, and a room relies on it. Have both sides sign one.")
    if show_me.amnesty != statement.number:
        raise RefusedError("Another amnesty statement came into force. Open the plan and save it, to read the new one.")
    if show_me.on > clock.today().isoformat():
        raise RefusedError("This session is planned for a later day. Change the day in its plan to begin now.")
    _show(show_me, 0, 0)
    show_me.stage = Stage.LIVE
    audit.record(by, "began a show-me session")
    _tell(show_me)


def go_on(show_me_id: str, at: str) -> None:
    """Show what comes next; leaving the writing closes its round, leaving the open vote counts it."""
    lock()
    show_me = live(show_me_id)
    to = showing.after(show_me)
    if at == show_me.place_in_it and to:
        _go(show_me, *to)


def go_back(show_me_id: str, at: str) -> None:
    """Show what came before, as it was left. Back from the totals into their vote, it is held anew."""
    lock()
    show_me = live(show_me_id)
    to = showing.before(show_me)
    if at == show_me.place_in_it and to:
        _go(show_me, *to)


def add_time(show_me_id: str, minutes: int) -> None:
    """Give the step more minutes, or fewer."""
    lock()
    show_me = live(show_me_id)
    seconds = showing.seconds_left(show_me) + minutes * 60
    _set_timer(show_me, seconds, running=show_me.left is None)
    _tell(show_me)


def stop_time(show_me_id: str) -> None:
    """Let the timer stand still."""
    lock()
    show_me = live(show_me_id)
    _set_timer(show_me, showing.seconds_left(show_me), running=False)
    _tell(show_me)


def run_time(show_me_id: str) -> None:
    """Let the timer run again."""
    lock()
    show_me = live(show_me_id)
    _set_timer(show_me, showing.seconds_left(show_me), running=True)
    _tell(show_me)


def close(show_me_id: str, *, by: StaffMember) -> None:
    """Close a session: nothing more is written for it, and its authors sleep over what they wrote."""
    lock()
    show_me = live(show_me_id)
    audit.record(by, "closed a show-me session")
    end(show_me)
    commit()
    scrub()


def end(show_me: ShowMe) -> None:
    """Close a session, or one that nobody closed; the caller commits and scrubs.

    Whoever wrote late is on the last round: facilitators read it for the digest, if enough did.
    """
    if show_me.stage is Stage.LIVE:
        _close_round(show_me)
    if show_me.voting:
        _count_vote(show_me)
    show_me.stage, show_me.turns = Stage.HELD, 0
    show_me.ends = show_me.left = None
    show_me.news += 1


def live(show_me_id: str) -> ShowMe:
    """Find a session that is running."""
    show_me = finding.by_id(show_me_id)
    if show_me.stage is not Stage.LIVE:
        raise NotLiveError
    return show_me


def _go(show_me: ShowMe, step: int, part: int) -> None:
    if show_me.now().screen is Screen.WRITE:
        _close_round(show_me)
    if show_me.voting:
        _count_vote(show_me)
    _show(show_me, step, part)
    _tell(show_me)


def _show(show_me: ShowMe, step: int, part: int) -> None:
    """Put a part of a step on the screen. A step that is entered has all its time; a vote's first part opens it."""
    entered = step != show_me.step or show_me.stage is Stage.PLANNED
    show_me.step, show_me.part = step, part
    now = show_me.now()
    if entered and now.minutes:
        _set_timer(show_me, now.minutes * 60, running=True)
    elif entered:
        show_me.ends = show_me.left = None
    if now.screen is Screen.VOTE and not part:
        show_me.voting, show_me.voters = True, 0
        show_me.votes += 1


def _close_round(show_me: ShowMe) -> None:
    """Put all slips that wait on the board together, shuffled; too few wait for the next round."""
    waiting = [slip for slip in models.slips(show_me) if not slip.round]
    if len(waiting) < ENOUGH:
        return
    show_me.rounds += 1
    for slip in sorted(waiting, key=lambda slip: hashlib.sha256(f"{show_me.rounds} {slip.id}".encode()).digest()):
        show_me.numbers += 1
        slip.round, slip.number = show_me.rounds, show_me.numbers


def _count_vote(show_me: ShowMe) -> None:
    """Add the ballots up and let go of them; fewer than enough change nothing."""
    show_me.voting = False
    cast = ballots.waiting(show_me, About.VOTE)
    if len(cast) >= ENOUGH:
        counted = totals(ballot.picks for ballot in cast)
        for slip in models.on_table(show_me):
            slip.tries, slip.worries = counted.get(slip.number, (0, 0))
        show_me.voters = len(cast)
    for ballot in cast:
        db.session.delete(ballot)


def _set_timer(show_me: ShowMe, seconds: int, *, running: bool) -> None:
    seconds = min(max(0, seconds), showing.MOST_SECONDS)
    show_me.ends, show_me.left = (int(clock.ticks()) + seconds, None) if running else (None, seconds)


def _tell(show_me: ShowMe) -> None:
    """Let everybody in the room look again."""
    show_me.news += 1
    deleted = bool(db.session.deleted)
    commit()
    if deleted:
        scrub()
