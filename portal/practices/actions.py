"""What an author does: share, answer, correct, take back."""

from dataclasses import dataclass

from portal import clock, config, snapshot
from portal.amnesty import models as statements
from portal.anonymity import receipts
from portal.db import commit, db, lock, scrub
from portal.errors import NotFoundError, PortalError, RefusedError
from portal.practices import models, retention
from portal.practices.draft import Draft
from portal.practices.kinds import KINDS, TITLE
from portal.practices.models import Practice, Spent
from portal.practices.rules import CORRECTABLE, MOST_SPENT, Lane, State, has_room, redacted
from portal.web import limits, tokens, wordlist


class TakenBackError(PortalError):
    """The same form once made a practice that its author has taken back."""

    status = 410
    message = "You took this one back. To share it after all, copy your words and start a new form."


class NoSuchReceiptError(NotFoundError):
    """Malformed, unknown and withdrawn receipts are answered alike."""

    message = (
        "We find nothing under these words. Check the spelling of all six. If you took it back, it is gone for good."
    )


class TooLateError(RefusedError):
    """The practice is out, or gone: its words no longer change."""

    message = "It is too late to change the words. You can take the practice back and share it again."


class AmnestyChangedError(PortalError):
    """Another amnesty statement came into force after the author read hers."""

    status = 409
    message = "The amnesty statement has changed. Read it, then press again."


class AnswerError(PortalError):
    """The answer is empty or too long."""

    status = 422


ANSWER = 1000
"""Longest answer to a moderator, in characters."""


@dataclass(frozen=True)
class Shared:
    """What an author gets for a practice: its receipt, and whether these are the words that are kept."""

    receipt: str
    as_sent: bool
    """False when the same form was stored before with other words, which stay as they are."""
    amnesty: int
    """Version of the amnesty statement it is kept under; 0 for none."""


def share(draft: Draft, *, nonce: str, bits: int = 0, amnesty: int = 0) -> Shared:
    """Keep a practice and give its receipt. The same nonce makes the same practice and the same receipt.

    `bits` is the work that came along; a text that is stored already needs none, however much comes in. `amnesty` is
    the version of the statement that its author read, 0 where there was none: no other is put under it. What is
    stored is never touched by a form that comes back: an old tab must not undo a correction.
    """
    words = receipts.words_for(tokens.derive("receipt", nonce), wordlist.words())
    key = tokens.key("practice", nonce)
    known = models.is_known(key)
    if not (known or bits):
        # What there is no room for must not fill the bucket either, or it would cost nothing to keep full.
        _want_room(Lane.LOWER)
    # Before the lock: a flood that is turned away must not hold up those who write.
    worked = known or limits.admit(bits)
    lock()
    if db.session.get(Spent, key):
        raise TakenBackError
    practice = models.by_id(key)
    if practice is not None:
        as_sent = practice.draft() == models.new(draft, key="", week="").draft()
        return Shared(words, as_sent=as_sent, amnesty=practice.amnesty)
    statement = statements.in_force()
    if amnesty != (statement.number if statement else 0):
        raise AmnestyChangedError
    practice = models.new(draft, key=key, week=clock.week())
    practice.lane = Lane.UPPER if worked else Lane.LOWER
    _want_room(practice.lane)
    practice.receipt_digest = receipts.digest(words)
    practice.amnesty = amnesty
    db.session.add(practice)
    _enter(practice)
    commit()
    return Shared(words, as_sent=True, amnesty=amnesty)


def correct(receipt: str, draft: Draft) -> Practice:
    """Put the author's new words in place of the old ones, and have them read again."""
    lock()
    practice = _find(receipt)
    if practice.state not in CORRECTABLE or practice.kind != draft.kind:
        raise TooLateError
    _rewrite(practice, draft)
    return practice


def answer(receipt: str, words: str, *, accepts: bool = False) -> Practice:
    """Keep the author's answer to a moderator's question; `accepts` makes the change that was suggested."""
    lock()
    practice = _find(receipt)
    if practice.state is not State.ASKED:
        raise RefusedError("There is no question waiting for you here. If you just answered it, all is well.")
    accepts = accepts and bool(practice.redact)
    if not words and not accepts:
        raise AnswerError("Write an answer first. One line is enough.")
    if len(words) > ANSWER:
        raise AnswerError(f"Make the answer shorter by {len(words) - ANSWER:,}: {ANSWER:,} characters is the most.")
    if accepts:
        practice.rewrite(_redacted(practice))
    practice.answer = words
    practice.redact = practice.instead = ""
    _read_again(practice)
    commit()
    scrub()
    return practice


def withdraw(receipt: str, *, at_once: bool) -> bool:
    """Take a practice back: at once, or, for a released one, quietly with the next edition.

    Says whether every byte of a practice taken back at once is gone already.
    """
    lock()
    practice = _find(receipt)
    if practice.state is State.RELEASED and not at_once:
        practice.leaving = True
        commit()
        return False
    was_public = practice.state is State.RELEASED
    retention.remove(practice)
    if was_public:
        snapshot.refuse(practice.id)
    commit()
    return scrub()


def _want_room(lane: Lane) -> None:
    upper, lower = models.count_undecided(Lane.UPPER), models.count_undecided(Lane.LOWER)
    room = has_room(lane, upper=upper, lower=lower, most=config.current().district.tray_most)
    if not room or models.count_spent() >= MOST_SPENT:
        raise limits.TooMuchError


def _redacted(practice: Practice) -> Draft:
    texts = {name: redacted(text, practice.redact, practice.instead) for name, text in practice.draft().texts().items()}
    longest = {"title": TITLE} | {part.name: part.limit for part in KINDS[practice.kind].parts}
    if not texts["title"] or any(len(text) > longest[name] for name, text in texts.items()):
        raise RefusedError("This change would not fit. Correct the words yourself instead.")
    return practice.draft().with_texts(texts)


def _find(receipt: str) -> Practice:
    practice = models.by_receipt(receipt)
    if practice is None:
        raise NoSuchReceiptError
    return practice


def _enter(practice: Practice) -> None:
    practice.enter(at_once=config.current().district.at_once)


def _read_again(practice: Practice) -> None:
    if practice.state is not State.WAITING:
        practice.move_to(State.WAITING)
    _enter(practice)


def _rewrite(practice: Practice, draft: Draft) -> None:
    practice.rewrite(draft)
    practice.redact = practice.instead = ""
    _read_again(practice)
    commit()
    scrub()
