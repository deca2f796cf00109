"""Weeks after a session: whether its themes worked, said without a name and counted five at a time."""

from collections.abc import Mapping
from datetime import date

from portal import clock
from portal.db import commit, db, lock
from portal.errors import PortalError
from portal.showme import ballots, finding, models, rules
from portal.showme.ballots import Ballot
from portal.showme.models import ShowMe
from portal.showme.rules import ASKED_AFTER_DAYS, ASKED_UNTIL_DAYS, About, Worked
from portal.web import limits, tokens


class NotAskedError(PortalError):
    """It is too early to say whether something worked, or half a year too late."""

    status = 409
    message = "We don’t ask about this session now. To tell how it went, open a practice you tried and report on it."


def is_asked(show_me: ShowMe) -> bool:
    """Say whether the page of a session asks today whether its themes worked."""
    days = (clock.today() - date.fromisoformat(show_me.on)).days
    return bool(show_me.told_on) and ASKED_AFTER_DAYS <= days < ASKED_UNTIL_DAYS and bool(models.themes(show_me))


def mint(show_me: ShowMe) -> str:
    """Make the token of one form. It is good for this day alone: the next one counts it and forgets that it came."""
    return tokens.mint(_purpose(show_me))


def open_(show_me: ShowMe, token: str) -> str:
    """Give the nonce of such a token, or refuse it."""
    return tokens.open_(_purpose(show_me), token)


def answer(code: str, answers: Mapping[str, Worked], *, nonce: str) -> None:
    """Say how themes went, by their keys. The same form counts once, as it was sent first."""
    lock()
    show_me = finding.by_code(code)
    if not is_asked(show_me):
        raise NotAskedError
    key = tokens.key(f"worked {show_me.id}", nonce)
    if db.session.get(Ballot, key):
        db.session.rollback()
        return
    themes = models.themes(show_me)
    rules.check_answers(answers, [theme.id for theme in themes])
    here = max(theme.total for theme in themes) + ballots.count(show_me, About.WORKED)
    if here >= rules.most_answers(show_me.seats):
        raise limits.TooMuchError(
            "More answers came than the room has people, so we take no more. Thank you for yours."
        )
    db.session.add(Ballot(id=key, show_me_id=show_me.id, about=About.WORKED, picks=dict(answers)))
    commit()


def count(show_me: ShowMe) -> None:
    """Count what waits, theme by theme, and let go of it; the caller commits and scrubs.

    A theme that fewer than five speak of waits on, even in a ballot whose other answers are counted: so no figure ever
    moves by less than five people. What waits when nobody is asked any more is never counted.
    """
    waiting = ballots.waiting(show_me, About.WORKED)
    themes = {theme.id: theme for theme in models.themes(show_me)}
    counted = rules.enough_said(ballot.picks for ballot in waiting)
    for key, said in counted.items():
        if theme := themes.get(key):
            theme.worked += said[Worked.WORKED]
            theme.changes += said[Worked.CHANGES]
            theme.did_not += said[Worked.DID_NOT]
    open_themes = themes.keys() - counted.keys() if is_asked(show_me) else set[str]()
    for ballot in waiting:
        ballot.picks = {key: said for key, said in ballot.picks.items() if key in open_themes}
        if not ballot.picks:
            db.session.delete(ballot)


def _purpose(show_me: ShowMe) -> str:
    return f"worked {show_me.id} {clock.today().toordinal()}"
