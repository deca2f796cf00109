"""What a colleague does after trying a practice: report it."""

from dataclasses import dataclass

from sqlalchemy import select

from portal import config
from portal.anonymity import labels
from portal.db import commit, db, lock
from portal.errors import NotFoundError
from portal.practices import public
from portal.practices.models import Practice
from portal.practices.rules import State
from portal.trials import models
from portal.trials.models import Trial
from portal.trials.rules import MOST, MOST_OF_ONE, Outcome, Reading
from portal.vocabulary import words
from portal.web import limits, tokens


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
