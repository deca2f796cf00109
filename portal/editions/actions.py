"""Release the pool, and turn the day."""

from dataclasses import dataclass
from datetime import date

from flask import current_app

from portal import clock, config, snapshot
from portal.db import commit, db, lock, scrub
from portal.editions import models, rules
from portal.editions.models import Release
from portal.errors import RefusedError
from portal.gap import models as gap
from portal.guide import models as guide
from portal.moderation import models as moderation
from portal.practices import models as practices
from portal.practices import public, retention
from portal.practices.models import Practice
from portal.practices.rules import State
from portal.showme import turning as showme
from portal.staff import audit
from portal.staff.models import StaffMember
from portal.trials import models as trials
from portal.trials.levels import YEAR


class CannotReleaseError(RefusedError):
    """The pool is too small, or the week is too young."""


@dataclass(frozen=True)
class Released:
    """What a release made public."""

    edition: int
    practices: int


def release(*, by: StaffMember | str, skip_the_week: bool = False) -> Released:
    """Publish the whole pool together, or none of it. The builder makes the edition afterwards."""
    lock()
    refusal = refusal_today(skip_the_week=skip_the_week)
    if refusal:
        raise CannotReleaseError(refusal)
    pool = practices.in_state(State.POOL)
    edition = snapshot.want_next()
    answers = [practice.allowed for practice in pool]
    for practice in pool:
        let_out(practice, edition)
    db.session.flush()
    gap.count(zip(pool, answers, strict=True))
    snapshot.row().pooled = 0
    trials.count_waiting(edition)
    guide.count_presses()
    db.session.add(Release(edition=edition, week=clock.week(), practices=len(pool)))
    audit.record(by, f"released {len(pool)} practices" + (" before the week was over" if skip_the_week else ""))
    commit()
    scrub()
    return Released(edition, len(pool))


def refusal_today(*, skip_the_week: bool = False) -> str:
    """Say why the pool may not be released today; empty when it may."""
    district = config.current().district
    pool = practices.in_state(State.POOL)
    return rules.why_not(
        len(pool),
        sum(practice.receipt_digest is not None for practice in pool),
        smallest=district.pool_minimum,
        last_week=models.last_week(),
        this_week=clock.week(),
        strict=not district.at_once,
        weekly=not district.at_once and not skip_the_week,
    )


def turn_the_day() -> None:
    """Do the day's work once, on the first request or command of a new district date."""
    today = clock.today().isoformat()
    if snapshot.standing().turned == today:
        return
    lock()
    row = snapshot.row()
    if row.turned == today:
        db.session.rollback()
        return
    retention.turn()
    showme.turn()
    trials.turn()
    moderation.turn()
    if guide.lapses_between(row.turned, today) or _a_last_trial_grows_old(row.turned):
        snapshot.want_next()
    row.turned = today
    row.pooled = practices.count(State.POOL)
    commit()
    scrub()


def turn_the_day_once() -> None:
    """Do the same before a request: a process that has seen today's turn done does not look again until tomorrow.

    Nothing undoes a turn while the site is served: a restore waits until it is stopped.
    """
    today = clock.today()
    if current_app.extensions.get("turned") != today:
        turn_the_day()
        current_app.extensions["turned"] = today


def let_out(practice: Practice, edition: int) -> None:
    """Release a practice, and let go of what only moderation needed: finer grades, its week, question and answers."""
    practice.move_to(State.RELEASED)
    practice.edition = edition
    label = public.label(practice.subjects, practice.grades)
    practice.subjects, practice.grades = list(label.subjects), [label.place]
    practice.shared_week = clock.week()
    practice.question = practice.answer = practice.decided_week = practice.allowed = ""


def _a_last_trial_grows_old(turned: str) -> bool:
    """Say whether the last trial of any practice came to lie over a year back since the day was turned last."""
    if not turned:
        return False
    before, now = (clock.week_of(day - YEAR) for day in (date.fromisoformat(turned), clock.today()))
    return trials.last_counted_in([edition for edition, week in models.weeks().items() if before <= week < now])
