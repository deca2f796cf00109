"""How a text arrives, at home or in a room: the same form makes it once, and only where there is room to read it."""

from dataclasses import dataclass

from portal import clock, config
from portal.anonymity import receipts
from portal.db import db
from portal.errors import PortalError
from portal.practices import models
from portal.practices.draft import Draft
from portal.practices.models import Practice, Spent
from portal.practices.rules import MOST_SPENT, Lane, has_room
from portal.web import limits, tokens, wordlist


class TakenBackError(PortalError):
    """The same form once made a practice that its author has taken back."""

    status = 410
    message = "You took this one back. To share it after all, copy your words and start a new form."


class AmnestyChangedError(PortalError):
    """Another amnesty statement came into force after the author read hers."""

    status = 409
    message = "The amnesty statement has changed. Read it, then press again."


@dataclass(frozen=True)
class Shared:
    """What an author gets for a practice: its receipt, and whether these are the words that are kept."""

    receipt: str
    as_sent: bool
    """False when the same form was stored before with other words, which stay as they are."""
    amnesty: int
    """Version of the amnesty statement it is kept under; 0 for none."""


@dataclass(frozen=True)
class Arrival:
    """A text that a form sends, with what the form's nonce makes of it."""

    draft: Draft
    key: str
    receipt: str
    worked: bool
    """Whether the browser did the work that is asked for now."""


def arrive(draft: Draft, *, nonce: str, bits: int) -> Arrival:
    """Look at a text before the lock is taken: a flood that is turned away must not hold up those who write.

    `bits` is the work that came along; a text that is stored already needs none, however much comes in.
    """
    key = tokens.key("practice", nonce)
    known = models.is_known(key)
    if not (known or bits):
        # What there is no room for must not fill the bucket either, or it would cost nothing to keep full.
        _want_room(Lane.LOWER)
    receipt = receipts.words_for(tokens.derive("receipt", nonce), wordlist.words())
    return Arrival(draft, key, receipt, worked=known or limits.admit(bits))


def stored_before(arrival: Arrival) -> Shared | None:
    """Say what became of the same form when it came before, if it did. What is stored is never touched by it.

    An old tab must not undo a correction.
    """
    if db.session.get(Spent, arrival.key):
        raise TakenBackError
    practice = models.by_id(arrival.key)
    if practice is None:
        return None
    as_sent = practice.draft() == models.new(arrival.draft, key="", week="").draft()
    return Shared(arrival.receipt, as_sent=as_sent, amnesty=practice.amnesty)


def store(arrival: Arrival, *, amnesty: int) -> Practice:
    """Keep a text as a practice in its lane, if there is room; the caller says where it stands, and commits."""
    practice = models.new(arrival.draft, key=arrival.key, week=clock.week())
    practice.lane = Lane.UPPER if arrival.worked else Lane.LOWER
    _want_room(practice.lane)
    practice.receipt_digest = receipts.digest(arrival.receipt)
    practice.amnesty = amnesty
    db.session.add(practice)
    return practice


def _want_room(lane: Lane) -> None:
    upper, lower = models.count_undecided(Lane.UPPER), models.count_undecided(Lane.LOWER)
    room = has_room(lane, upper=upper, lower=lower, most=config.current().district.tray_most)
    if not room or models.count_spent() >= MOST_SPENT:
        raise limits.TooMuchError
