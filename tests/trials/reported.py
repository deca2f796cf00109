"""Reports that colleagues might send, one at a time or as hypothesis thinks of them."""

from datetime import date

from hypothesis import strategies as some

from portal.clock import week_of
from portal.trials import levels
from portal.trials.cautions import Check, cautions
from portal.trials.levels import Thresholds
from portal.trials.rules import Outcome, Said

SERIOUS = frozenset({"nearly", "reached"})
TODAY = date(2026, 11, 16)


def trial(outcome="worked", *, counted=2, subject="math", band="6-8", **more):
    return Said(Outcome(outcome), counted, subject, band, **more)


TRIALS = some.lists(
    some.builds(
        Said,
        outcome=some.sampled_from(Outcome),
        counted=some.integers(1, 4),
        subject=some.sampled_from(["", "math", "science"]),
        band=some.sampled_from(["", "3-5", "6-8"]),
        minutes=some.none() | some.integers(-60, 60),
        wrong=some.sampled_from([(), (), ("fact",), ("fact", "key")]),
        reach=some.sampled_from(["", "", "fixed", "reached"]),
        note=some.sampled_from(["", "Short is better."]),
    ),
    max_size=16,
)

CHECKS = some.dictionaries(
    some.sampled_from(["", "fact", "key"]), some.builds(Check, some.just(""), some.integers(0, 5))
)

THRESHOLDS = some.builds(
    Thresholds, some.integers(1, 6), some.integers(1, 4), some.integers(1, 12), some.integers(1, 100)
)


def judged(said, *, thresholds=None, checks=None, changed=0, week="", cited=False):
    """Say where a practice with these reports stands on one day, and what speaks against it."""
    found = cautions(said, checks or {}, serious=SERIOUS)
    fresh_from = week_of(TODAY - levels.YEAR)
    doubts = levels.doubts(said, found, changed=changed, week=week, fresh_from=fresh_from)
    reached = "official" if cited else levels.earned(said, thresholds or Thresholds())
    return levels.level(reached, doubts), doubts
