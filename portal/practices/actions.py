"""What an author does: share, answer, correct, take back."""

from portal import config, snapshot
from portal.amnesty import models as statements
from portal.db import commit, lock, scrub
from portal.errors import NotFoundError, PortalError, RefusedError
from portal.practices import arriving, models, retention
from portal.practices.arriving import AmnestyChangedError, Shared
from portal.practices.draft import Draft
from portal.practices.kinds import KINDS, TITLE
from portal.practices.models import Practice
from portal.practices.rules import CORRECTABLE, State, redacted


class NoSuchReceiptError(NotFoundError):
    """Malformed, unknown and withdrawn receipts are answered alike."""

    message = (
        "We find nothing under these words. Check the spelling of all six. If you took it back, it is gone for good."
    )


class TooLateError(RefusedError):
    """The practice is out, or gone: its words no longer change."""

    message = "It is too late to change the words. You can take the practice back and share it again."


class AnswerError(PortalError):
    """The answer is empty or too long."""

    status = 422


ANSWER = 1000
"""Longest answer to a moderator, in characters."""


def share(draft: Draft, *, nonce: str, bits: int = 0, amnesty: int = 0) -> Shared:
    """Keep a practice and give its receipt. The same nonce makes the same practice and the same receipt.

    `bits` is the work that came along. `amnesty` is the version of the statement that its author read, 0 where there
    was none: no other is put under it.
    """
    arrival = arriving.arrive(draft, nonce=nonce, bits=bits)
    lock()
    before = arriving.stored_before(arrival)
    if before:
        return before
    statement = statements.in_force()
    if amnesty != (statement.number if statement else 0):
        raise AmnestyChangedError
    _enter(arriving.store(arrival, amnesty=amnesty))
    commit()
    return Shared(arrival.receipt, as_sent=True, amnesty=amnesty)


def correct(receipt: str, draft: Draft) -> Practice:
    """Put the author's new words in place of the old ones, and have them read again.

    What was jotted down in a room may become another kind of practice once its author has time for it.
    """
    lock()
    practice = _find(receipt)
    check_correctable(practice, draft.kind)
    _rewrite(practice, draft)
    return practice


def check_correctable(practice: Practice, kind: str) -> None:
    """Refuse a change that comes too late: of the words once it is out, of the kind once others may read it."""
    if practice.state not in CORRECTABLE:
        raise TooLateError
    if practice.kind != kind and practice.state is not State.HELD:
        raise TooLateError(
            "Others may be reading it by now, so it stays the kind it is. Take it back and share it anew, or only "
            "correct its words."
        )


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
    if practice.state is State.HELD:
        # Nobody reads it before the room has gone home.
        return
    if practice.state is not State.WAITING:
        practice.move_to(State.WAITING)
    _enter(practice)


def _rewrite(practice: Practice, draft: Draft) -> None:
    practice.rewrite(draft)
    practice.redact = practice.instead = ""
    _read_again(practice)
    commit()
    scrub()
