"""What the reports of a practice add up to, and what is too little to show."""

from collections import Counter
from collections.abc import Collection, Iterable
from statistics import median

from portal.search.card import Reports
from portal.trials.rules import Outcome, Said

SHOWN_FROM = 5
"""Reports that must name a place before we name it, and that must tell minutes before we tell them.

It is the floor of a promise and no setting. Whoever would look for the reports behind a smaller number finds nothing:
the counts shown are the same as if no report had named a place that is not shown.
"""


def add_up(said: Collection[Said]) -> Reports:
    """Add up the counted trials of one practice; their order says nothing."""
    minutes = [each.minutes for each in said if each.minutes is not None]
    told = minutes if len(minutes) >= SHOWN_FROM else []
    return Reports(
        worked=_how_many(said, Outcome.WORKED),
        changes=_how_many(said, Outcome.CHANGES),
        did_not=_how_many(said, Outcome.DID_NOT),
        occasions=len({each.counted for each in said}),
        subjects=_named(each.subject for each in said),
        bands=_named(each.band for each in said),
        minutes=round(median(told)) if told else None,
        spread=(min(told), max(told)) if told else None,
        timed=len(told),
        checks=tuple(sorted(each.checks for each in said if each.checks)),
        notes=tuple(sorted(each.note for each in said if each.note)),
    )


def _named(places: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Give the places that enough reports name, the most reported first.

    They are counted in steps: else two editions side by side would tell where the one new report came from.
    """
    counts = Counter(place for place in places if place)
    found = [(place, count - count % SHOWN_FROM) for place, count in counts.items() if count >= SHOWN_FROM]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def _how_many(said: Iterable[Said], outcome: Outcome) -> int:
    return sum(each.outcome is outcome for each in said)
