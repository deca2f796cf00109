"""What the reports of a practice add up to: totals, what is too little to show, and its level."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from statistics import median

from portal.search.card import Reports
from portal.trials.models import Trial
from portal.trials.rules import Outcome, Reading

SHOWN_FROM = 5
"""Trials a practice needs before the places it was tried in are named."""


@dataclass(frozen=True)
class Thresholds:
    """How many reports a level takes; a district sets them."""

    tried_trials: int = 3
    tried_occasions: int = 2
    holding_trials: int = 5
    holding_share: int = 60
    """Per cent that worked, or worked with changes."""


def add_up(trials: Collection[Trial]) -> Reports:
    """Add up the counted trials of one practice."""
    enough = len(trials) >= SHOWN_FROM
    minutes = [trial.minutes for trial in trials if trial.minutes is not None]
    return Reports(
        worked=_how_many(trials, Outcome.WORKED),
        changes=_how_many(trials, Outcome.CHANGES),
        did_not=_how_many(trials, Outcome.DID_NOT),
        occasions=len({trial.counted for trial in trials}),
        subjects=tuple(sorted({trial.subject for trial in trials} - {""})) if enough else (),
        bands=tuple(sorted({trial.band for trial in trials} - {""})) if enough else (),
        minutes=round(median(minutes)) if len(minutes) >= SHOWN_FROM else None,
        notes=tuple(trial.note for trial in trials if trial.reading is Reading.SHOWN and trial.note),
    )


def level(trials: Collection[Trial], *, thresholds: Thresholds, serious: Collection[str], cited: bool = False) -> str:
    """Say how far a practice is proven: shared, tried, holding-up, or official when the guide cites it.

    A report that something wrong reached students, or nearly did, holds a practice at `tried`.
    """
    if cited:
        return "official"
    occasions = len({trial.counted for trial in trials})
    if len(trials) < thresholds.tried_trials or occasions < thresholds.tried_occasions:
        return "shared"
    places = max(len({t.subject for t in trials if t.subject}), len({t.band for t in trials if t.band}))
    well = sum(trial.outcome is not Outcome.DID_NOT for trial in trials)
    holding = (
        len(trials) >= thresholds.holding_trials
        and places >= 2  # noqa: PLR2004 - two subjects or two bands, as the promise of the level says
        and well * 100 >= thresholds.holding_share * len(trials)
        and not any(trial.reach in serious for trial in trials)
    )
    return "holding-up" if holding else "tried"


def by_practice(trials: Iterable[Trial]) -> dict[str, list[Trial]]:
    """Sort trials by the practice they are about."""
    found: dict[str, list[Trial]] = {}
    for trial in trials:
        found.setdefault(trial.practice_id, []).append(trial)
    return found


def _how_many(trials: Iterable[Trial], outcome: Outcome) -> int:
    return sum(trial.outcome is outcome for trial in trials)
