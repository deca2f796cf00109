"""What staff do with what waits in the tray, and what a reader does who found a problem."""

from sqlalchemy import select

from portal import clock, config, snapshot
from portal.db import commit, db, lock, scrub
from portal.errors import NotFoundError, PortalError, RefusedError
from portal.moderation import models
from portal.moderation.models import Problem
from portal.practices import models as practices
from portal.practices.draft import marks, names_a_person
from portal.practices.models import Practice
from portal.practices.rules import Lane, State, WrongStateError, redacted
from portal.staff import audit
from portal.staff.models import StaffMember
from portal.trials import models as trials
from portal.trials.models import Trial
from portal.trials.rules import Reading
from portal.web import limits, tokens

MOST = 1000
"""Longest question, answer or reason, in characters."""

INSTEAD = 200
"""Longest words to put in place of others, in characters."""


class NoWordsError(PortalError):
    """The step needs words that were left out."""

    status = 422


def clear(item_id: str, *, by: StaffMember, words: str = "") -> None:
    """Let a practice into the pool, show a colleague's note, or close a reported problem.

    A practice with what looks like a name needs words that say why it may stay. They are kept with the practice;
    the audit says only that it was cleared with a name in it.
    """
    lock()
    item = _item(item_id)
    if isinstance(item, Practice):
        named = names_a_person(marks(item.draft()))
        _fits(words, MOST)
        if named and not words:
            raise NoWordsError("Say why this name may stay. If it is a student’s or a colleague’s, ask the author.")
        item.move_to(State.POOL)
        item.names_kept = words if named else ""
        audit.record(by, f"cleared a practice {'although a name stands in it' if named else 'for the pool'}")
    elif isinstance(item, Trial):
        item.reading = Reading.SHOWN
        audit.record(by, "cleared a colleague's note")
    else:
        db.session.delete(item)
        audit.record(by, "closed a reported problem")
    commit()
    if isinstance(item, Problem):
        scrub()


def ask(item_id: str, question: str, *, by: StaffMember) -> None:
    """Put a question to the author, who finds it by receipt."""
    lock()
    practice = _practice(item_id)
    _fits(question, MOST)
    if not question:
        raise NoWordsError("Write the question. The author reads it under their receipt.")
    _put(practice, question)
    audit.record(by, "asked an author a question")
    commit()


def redact(item_id: str, words: str, *, instead: str, question: str, by: StaffMember) -> None:
    """Suggest that some words be taken out; the author accepts with one press, or writes something better."""
    lock()
    practice = _practice(item_id)
    _fits(question, MOST)
    _fits(instead, INSTEAD)
    if not words:
        raise NoWordsError("Copy the words that should go, exactly as they stand in the text.")
    if not any(redacted(text, words, "") != text for text in practice.draft().texts().values()):
        raise NoWordsError(f"“{words}” does not stand in this text. Copy the words exactly as they are.")
    _put(practice, question or "These words could point at someone. May we change them?")
    practice.redact, practice.instead = words, instead or "[…]"
    audit.record(by, "suggested a redaction to an author")
    commit()


def decline(item_id: str, reason: str, *, by: StaffMember) -> None:
    """Decline a practice with a reason its author can read, or drop the words of a colleague's note."""
    lock()
    item = _item(item_id)
    _fits(reason, MOST)
    if isinstance(item, Trial):
        item.drop_words()
        audit.record(by, "dropped a colleague's note")
    elif isinstance(item, Practice):
        if not reason:
            raise NoWordsError("Say why, in a line the author can use.")
        _decline(item, reason)
        audit.record(by, "declined a practice")
    else:
        raise RefusedError("A reported problem is closed, or its practice is taken down.")
    commit()
    if isinstance(item, Trial):
        scrub()


def decline_lower_lane(reason: str, *, by: StaffMember) -> None:
    """Decline all in the tray that came without the work a browser does, with one reason for its authors."""
    lock()
    _fits(reason, MOST)
    if not reason:
        raise NoWordsError("Say why, in a line that helps if one of them was meant.")
    lower = [practice for practice in practices.in_state(State.TRAY) if practice.lane is Lane.LOWER]
    for practice in lower:
        _decline(practice, reason)
    audit.record(by, f"declined {len(lower)} practices that came without work")
    commit()


def recall(practice_id: str, *, by: StaffMember) -> None:
    """Take a practice out of the pool again, to be read once more: it must not have to go public first."""
    lock()
    practice = practices.by_id(practice_id)
    if practice is None or practice.state is not State.POOL:
        raise WrongStateError
    practice.move_to(State.TRAY)
    audit.record(by, "took a practice out of the pool to read it again")
    commit()


def take_down(practice_id: str, reason: str, *, by: StaffMember) -> None:
    """Remove a released practice for every reader, at once; the words are deleted, the reason is kept."""
    lock()
    practice = practices.by_id(practice_id)
    if practice is None:
        raise NotFoundError
    _fits(reason, MOST)
    if not reason:
        raise NoWordsError("Say why in one line. The author can read it.")
    practice.move_to(State.TAKEN_DOWN)
    practice.empty()
    practice.reason = reason
    practice.decided_week = clock.week()
    for trial in db.session.scalars(select(Trial).where(Trial.practice_id == practice_id)):
        trial.drop_words()
    trials.forget_judgements(practice_id)
    for problem in db.session.scalars(select(Problem).where(Problem.practice_id == practice_id)):
        db.session.delete(problem)
    snapshot.refuse(practice.id)
    audit.record(by, "took a practice down", about=practice.id)
    commit()
    scrub()


def report_problem(practice_id: str, words: str, *, nonce: str, bits: int = 0) -> None:
    """Keep what a reader found wrong with a practice. The same nonce keeps it once."""
    if not words:
        raise NoWordsError("Say in one line what is wrong.")
    key = tokens.key("problem", nonce)
    if models.problem_by_id(key):
        return
    # Looked at twice: what there is no room for must not fill the bucket either, or it would cost nothing to keep full.
    _want_room(practice_id)
    limits.admit(bits)
    lock()
    practice = practices.by_id(practice_id)
    if practice is None or practice.state is not State.RELEASED:
        raise NotFoundError
    if models.problem_by_id(key):
        return
    _want_room(practice_id)
    db.session.add(
        Problem(
            id=key, practice_id=practice_id, words=words[: models.WORDS], waiting=not config.current().district.at_once
        )
    )
    commit()


def _want_room(practice_id: str) -> None:
    if models.count_problems(practice_id) >= models.MOST_OF_ONE:
        raise limits.TooMuchError("Others told us about this one already, and staff will look at it. Thank you.")
    if models.count_problems() >= models.MOST:
        raise limits.TooMuchError


def _decline(practice: Practice, reason: str) -> None:
    practice.move_to(State.DECLINED)
    practice.reason = reason
    practice.decided_week = clock.week()


def _fits(words: str, limit: int) -> None:
    over = len(words) - limit
    if over > 0:
        raise NoWordsError(f"Make it shorter by {over:,}: {limit:,} characters is the most.")


def _put(practice: Practice, question: str) -> None:
    practice.move_to(State.ASKED)
    practice.question = question
    practice.answer = practice.redact = practice.instead = ""
    practice.decided_week = clock.week()


def _item(item_id: str) -> Practice | Trial | Problem:
    practice = practices.by_id(item_id)
    if practice is not None:
        if practice.state is not State.TRAY:
            raise WrongStateError
        return practice
    trial = trials.by_id(item_id)
    if trial is not None and trial.reading is Reading.TRAY:
        return trial
    problem = models.problem_by_id(item_id)
    if problem is not None and not problem.waiting:
        return problem
    raise WrongStateError


def _practice(item_id: str) -> Practice:
    item = _item(item_id)
    if not isinstance(item, Practice):
        raise RefusedError("Only the author of a practice can be asked.")
    return item
