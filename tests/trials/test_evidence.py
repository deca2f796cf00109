"""What reports add up to: levels, and what is too little to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.trials.evidence import Thresholds, add_up, level
from portal.trials.models import Trial
from portal.trials.rules import Outcome, Reading

THRESHOLDS = Thresholds()
ORDER = ["shared", "tried", "holding-up", "official"]


def trial(outcome="worked", *, counted=2, subject="math", band="6-8", reach="", minutes=None, note=""):
    return Trial(
        outcome=Outcome(outcome),
        counted=counted,
        subject=subject,
        band=band,
        reach=reach,
        minutes=minutes,
        note=note,
        reading=Reading.SHOWN if note else Reading.NONE,
    )


def judged(trials, *, cited=False):
    return level(trials, thresholds=THRESHOLDS, serious={"nearly", "reached"}, cited=cited)


@pytest.mark.parametrize(
    ("trials", "expected"),
    [
        pytest.param([], "shared", id="nobody tried it"),
        pytest.param([trial()] * 3, "shared", id="three at one release"),
        pytest.param([trial()] * 2 + [trial(counted=3)], "tried", id="three on two occasions"),
        pytest.param([trial()] * 3 + [trial(counted=3)] * 2, "tried", id="five in one place"),
        pytest.param([trial()] * 3 + [trial(counted=3, band="3-5")] * 2, "holding-up", id="five in two bands"),
        pytest.param([trial()] * 3 + [trial(counted=3, subject="science")] * 2, "holding-up", id="in two subjects"),
        pytest.param(
            [trial()] * 2 + [trial("did-not")] * 2 + [trial(counted=3, band="3-5")], "holding-up", id="60 per cent"
        ),
        pytest.param([trial()] * 2 + [trial("did-not", counted=3, band="3-5")] * 3, "tried", id="most of them failed"),
        pytest.param(
            [trial()] * 4 + [trial(counted=3, band="3-5", reach="reached")], "tried", id="something reached students"
        ),
    ],
)
def test_a_level_takes_reports(trials, expected):
    assert judged(trials) == expected


def test_the_guide_makes_it_official():
    assert judged([], cited=True) == "official"


TRIALS = some.lists(
    some.builds(
        trial,
        some.sampled_from([o.value for o in Outcome]),
        counted=some.integers(1, 4),
        band=some.sampled_from(["", "3-5", "6-8"]),
        reach=some.sampled_from(["", "fixed", "reached"]),
        minutes=some.none() | some.integers(-60, 60),
    ),
    max_size=12,
)


@given(TRIALS)
def test_one_more_that_did_not_work_never_lifts_a_practice_past_tried(trials):
    before, after = judged(trials), judged([*trials, trial("did-not", counted=9, reach="reached")])
    assert ORDER.index(after) <= max(ORDER.index("tried"), ORDER.index(before))
    assert after != "holding-up"


@given(TRIALS)
def test_totals_add_up_and_places_stay_hidden_under_five(trials):
    reports = add_up(trials)
    assert reports.total == len(trials)
    if len(trials) < 5:
        assert (reports.subjects, reports.bands, reports.minutes) == ((), (), None)


def test_only_notes_that_were_read_are_shown():
    unread = trial(note="Unread")
    unread.reading = Reading.TRAY
    assert add_up([trial(note="Read"), unread]).notes == ("Read",)
