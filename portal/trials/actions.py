"""What people do about trials: a colleague reports one, staff answer its cautions or set the level themselves."""

from dataclasses import dataclass

from sqlalchemy import select

from portal import clock, config, snapshot
from portal.anonymity import labels
from portal.db import commit, db, lock, scrub
from portal.errors import NotFoundError, PortalError
from portal.practices import models as practices
from portal.practices import public
from portal.practices.kinds import KINDS
from portal.practices.models import Practice
from portal.practices.rules import State
from portal.staff import audit
from portal.staff.models import StaffMember
from portal.trials import models
from portal.trials.models import Answer, Ruling, Trial
from portal.trials.rules import MOST, MOST_OF_ONE, RULED, WORDS, Outcome, Reading
from portal.vocabulary import words
from portal.web import limits, tokens


class JudgementError(PortalError):
    """Staff said too little, too much, or something about what is not there."""

    status = 422


@dataclass(frozen=True)
class Report:
    """What a colleague typed. Codes are those of the vocabulary."""

    outcome: Outcome
    subject: str = ""
    grade: str = ""
    minutes: int | None = None
    wrong: tuple[str, ...] = ()
    reach: str = ""
    checks: str = ""
    note: str = ""


def report(practice_id: str, said: Report, *, nonce: str, bits: int = 0) -> None:
    """Keep a colleague's report. The same nonce keeps it once; nothing public moves before a release."""
    key = tokens.key("trial", nonce)
    if models.by_id(key):
        return
    # Looked at twice: what there is no room for must not fill the bucket either, or it would cost nothing to keep full.
    _want_room(practice_id)
    limits.admit(bits)
    lock()
    released = select(Practice.id).where(Practice.id == practice_id, Practice.state == State.RELEASED)
    if not db.session.scalar(released):
        raise NotFoundError
    if models.by_id(key):
        return
    _want_room(practice_id)
    subject, band = _place(said)
    db.session.add(
        Trial(
            id=key,
            practice_id=practice_id,
            outcome=said.outcome,
            subject=subject,
            band=band,
            minutes=said.minutes,
            wrong=sorted(set(said.wrong)),
            reach=said.reach,
            checks=said.checks,
            note=said.note,
            reading=_first_reading(said),
        )
    )
    commit()


def answer(practice_id: str, wrong: str, words: str, *, through: int, by: StaffMember) -> None:
    """Tie a caution to the check that catches it; without words it is the one on the card.

    It answers the reports up to the edition that staff were looking at: one that was counted later asks anew.
    """
    lock()
    practice = _released(practice_id)
    _fits(words)
    if not words and not practice.words.get(KINDS[practice.kind].check):
        raise JudgementError("This practice has no check of its own. Write down the check that catches it.")
    if not any(wrong in each.went_wrong for each in models.said_of(practice_id)):
        raise JudgementError("No report names this any more. Open the page again.")
    seen = min(through, snapshot.standing().edition)
    db.session.merge(Answer(practice_id=practice_id, wrong=wrong, words=words, through=seen))
    _tell(by, "named the check that answers a caution", practice_id)


def take_back_answer(practice_id: str, wrong: str, *, by: StaffMember) -> None:
    """Let a caution ask for a check again."""
    lock()
    _released(practice_id)
    found = db.session.get(Answer, (practice_id, wrong))
    if found is not None:
        db.session.delete(found)
        _tell(by, "took back the check that answered a caution", practice_id)
        scrub()


def rule(practice_id: str, level: str, reason: str, *, by: StaffMember) -> None:
    """Set a practice's level, whatever its reports add up to; the reason is printed beside it."""
    lock()
    _released(practice_id)
    _fits(reason)
    if level not in RULED:
        raise JudgementError("Choose the level. Only a guide that both sides sign can make a practice official.")
    if not reason:
        raise JudgementError("Say why in one line. Readers see it beside the level.")
    db.session.merge(Ruling(practice_id=practice_id, level=level, reason=reason, on=clock.today().isoformat()))
    _tell(by, f"set the level of a practice to {level}", practice_id)


def take_back_ruling(practice_id: str, *, by: StaffMember) -> None:
    """Let reports and guide decide the level again."""
    lock()
    _released(practice_id)
    found = models.ruling(practice_id)
    if found is not None:
        db.session.delete(found)
        _tell(by, "let reports decide the level of a practice again", practice_id)
        scrub()


def _released(practice_id: str) -> Practice:
    practice = practices.by_id(practice_id)
    if practice is None or practice.state is not State.RELEASED:
        raise NotFoundError
    return practice


def _fits(words: str) -> None:
    over = len(words) - WORDS
    if over > 0:
        raise JudgementError(f"Make it shorter by {over:,}: {WORDS} characters is the most.")


def _tell(by: StaffMember, what: str, practice_id: str) -> None:
    """Note what staff did, and want the edition that shows it."""
    audit.record(by, what, about=practice_id)
    snapshot.want_next()
    commit()


def _place(said: Report) -> tuple[str, str]:
    """Give the subject and the band it was tried in, as far as enough teachers stand there: no finer one is kept."""
    bands = words.current().bands
    band = labels.band_of(said.grade, bands) if said.grade else labels.ANY_GRADE
    label = public.label([said.subject] if said.subject else [], [band])
    subject = said.subject if said.subject in label.subjects else ""
    return subject, band if label.place == band and said.grade else ""


def _want_room(practice_id: str) -> None:
    if models.count_uncounted(practice_id) >= MOST_OF_ONE:
        raise limits.TooMuchError(
            "So many colleagues reported on this one that their reports wait to be counted. Yours is still here: "
            "keep this page open and press again in a week, or leave it to them."
        )
    if models.count_uncounted() >= MOST:
        raise limits.TooMuchError


def _first_reading(said: Report) -> Reading:
    if not (said.note or said.checks):
        return Reading.NONE
    return Reading.TRAY if config.current().district.at_once else Reading.WAITING
