"""How far a practice is proven: the level its reports earn, what holds it back, and what the next one takes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from portal.search.card import Caution
from portal.search.criteria import LEVELS
from portal.trials.rules import Said

YEAR = timedelta(weeks=52)
"""How long a last trial is fresh. Releases are kept by week, so a year is one of whole weeks."""

NEARLY_A_YEAR = YEAR - timedelta(weeks=4)
"""How long a last trial is so fresh that nobody need ask for another one yet."""

_PLACES = 2
"""Subjects, or grade bands, that reports must come from to hold up."""


@dataclass(frozen=True)
class Thresholds:
    """How many reports a level takes; a district sets them."""

    tried_trials: int = 3
    tried_occasions: int = 2
    holding_trials: int = 5
    holding_share: int = 60
    """Per cent that worked, or worked with changes."""


def earned(said: Collection[Said], thresholds: Thresholds) -> str:
    """Say which level the reports earn by their number: shared, tried or holding-up."""
    if _missing_to_be_tried(said, thresholds):
        return "shared"
    return "tried" if _missing_to_hold_up(said, thresholds) else "holding-up"


def missing(said: Collection[Said], thresholds: Thresholds) -> tuple[tuple[str, int], ...]:
    """List what the level after the earned one still takes, and how much of it."""
    return _missing_to_be_tried(said, thresholds) or _missing_to_hold_up(said, thresholds)


def doubts(
    said: Collection[Said], cautions: Collection[Caution], *, changed: int, week: str, fresh_from: str
) -> tuple[str, ...]:
    """List what speaks against a practice as it stands today.

    `changed` is the edition that told last of a change in one of its tools, `week` the one in which its last trial
    was counted, `fresh_from` the earliest week that is not yet over a year ago.
    """
    last_good = max((each.counted for each in said if each.good), default=0)
    holds = {
        "serious": any(caution.serious and caution.open for caution in cautions),
        "tool": changed > last_good,
        "old": bool(week) and week < fresh_from,
    }
    return tuple(doubt for doubt, speaks in holds.items() if speaks)


def level(reached: str, found: Collection[str]) -> str:
    """Say where a practice stands that reached this level: one lower while there is any doubt, however many."""
    return LEVELS[min(LEVELS.index(reached) + bool(found), LEVELS.index("shared"))]


def _missing_to_be_tried(said: Collection[Said], thresholds: Thresholds) -> tuple[tuple[str, int], ...]:
    return _above_zero(
        reports=thresholds.tried_trials - len(said),
        occasions=thresholds.tried_occasions - len({each.counted for each in said}),
    )


def _missing_to_hold_up(said: Collection[Said], thresholds: Thresholds) -> tuple[tuple[str, int], ...]:
    places = max(len({each.subject for each in said} - {""}), len({each.band for each in said} - {""}))
    good = sum(each.good for each in said)
    return _above_zero(
        reports=thresholds.holding_trials - len(said),
        place=min(_PLACES - places, 1),
        share=thresholds.holding_share if good * 100 < thresholds.holding_share * len(said) else 0,
    )


def _above_zero(**amounts: int) -> tuple[tuple[str, int], ...]:
    return tuple((what, amount) for what, amount in amounts.items() if amount > 0)
