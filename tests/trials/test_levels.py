"""How far a practice is proven: what a level takes, and what costs it one."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some
from trials.reported import CHECKS, THRESHOLDS, TRIALS, judged, trial

from portal.search.criteria import LEVELS
from portal.trials import levels
from portal.trials.cautions import Check
from portal.trials.levels import Thresholds
from portal.trials.rules import Outcome

HOLDING = [trial()] * 3 + [trial(counted=3, band="3-5")] * 2
SERIOUS = trial(counted=3, wrong=("fact",), reach="reached")

WHY = some.fixed_dictionaries(
    {
        "thresholds": THRESHOLDS,
        "checks": CHECKS,
        "changed": some.integers(0, 5),
        "week": some.sampled_from(["", "2025-W30", "2026-W40"]),
        "cited": some.booleans(),
    }
)
"""All that bears on a level beside the reports."""

FEWER = settings(max_examples=60)


@pytest.mark.parametrize(
    ("trials", "expected"),
    [
        pytest.param([], "shared", id="nobody tried it"),
        pytest.param([trial()] * 3, "shared", id="three at one release"),
        pytest.param([trial()] * 2 + [trial(counted=3)], "tried", id="three on two occasions"),
        pytest.param([trial()] * 3 + [trial(counted=3)] * 2, "tried", id="five in one place"),
        pytest.param(HOLDING, "holding-up", id="five in two bands"),
        pytest.param([trial()] * 3 + [trial(counted=3, subject="science")] * 2, "holding-up", id="in two subjects"),
        pytest.param(
            [trial()] * 2 + [trial("did-not")] * 2 + [trial(counted=3, band="3-5")], "holding-up", id="60 per cent"
        ),
        pytest.param([trial()] * 2 + [trial("did-not", counted=3, band="3-5")] * 3, "tried", id="most of them failed"),
        pytest.param([*HOLDING, SERIOUS], "tried", id="something reached students"),
        pytest.param([*HOLDING, trial(wrong=("fact",), reach="fixed")], "holding-up", id="something was fixed in time"),
    ],
)
def test_a_level_takes_reports(trials, expected):
    assert judged(trials)[0] == expected


@pytest.mark.parametrize(
    ("why", "doubts"),
    [
        pytest.param({"changed": 3}, (), id="the tool changed before the last that worked"),
        pytest.param({"changed": 4}, ("tool",), id="the tool changed after it"),
        pytest.param({"week": "2025-W47"}, (), id="the last report is a year old"),
        pytest.param({"week": "2025-W46"}, ("old",), id="the last report is over a year old"),
        pytest.param({"changed": 4, "week": "2025-W46"}, ("tool", "old"), id="two doubts at once"),
    ],
)
def test_a_doubt_costs_one_level_and_two_cost_no_more(why, doubts):
    held_back = bool(doubts)
    assert judged(HOLDING, **why) == ("tried" if held_back else "holding-up", doubts)
    assert judged(HOLDING, **why, cited=True) == ("holding-up" if held_back else "official", doubts)


def test_a_check_answers_a_caution_until_a_later_report_names_it_again():
    answered = {"fact": Check("Look up each date.", through=3)}

    assert judged([*HOLDING, SERIOUS], checks=answered) == ("holding-up", ())
    assert judged([*HOLDING, SERIOUS, replace(SERIOUS, counted=4)], checks=answered) == ("tried", ("serious",))


def test_how_far_it_got_is_a_caution_even_where_nobody_said_what_went_wrong():
    unnamed = trial(reach="nearly")

    assert judged([*HOLDING, unnamed]) == ("tried", ("serious",))
    assert judged([*HOLDING, unnamed], checks={"": Check("", through=2)}) == ("holding-up", ())


@FEWER
@given(TRIALS, WHY)
def test_any_number_of_doubts_is_one_step_down(said, why):
    reached = "official" if why["cited"] else levels.earned(said, why["thresholds"])
    level, doubts = judged(said, **why)

    lowered = LEVELS.index(level) - LEVELS.index(reached)
    assert lowered == (1 if doubts and reached != "shared" else 0)


@FEWER
@given(TRIALS, WHY, some.integers(1, 6))
def test_one_more_good_report_never_costs_a_level(said, why, counted):
    latest = max([counted, *(each.counted for each in said)])
    better = [*said, trial(counted=latest, subject="arts", band="9-12")]

    before, after = judged(said, **why), judged(better, **why | {"week": max(why["week"], "2026-W40")})
    assert LEVELS.index(after[0]) <= LEVELS.index(before[0])
    assert set(after[1]) <= set(before[1])


@FEWER
@given(TRIALS, THRESHOLDS)
def test_a_district_gets_the_thresholds_it_sets(said, thresholds):
    earned = levels.earned(said, thresholds)

    if earned != "shared":
        assert len(said) >= thresholds.tried_trials
        assert len({each.counted for each in said}) >= thresholds.tried_occasions
    if earned == "holding-up":
        good = sum(each.outcome is not Outcome.DID_NOT for each in said)
        assert len(said) >= thresholds.holding_trials
        assert good / len(said) >= thresholds.holding_share / 100
        assert max(len({t.subject for t in said} - {""}), len({t.band for t in said} - {""})) >= 2


@FEWER
@given(TRIALS, THRESHOLDS)
def test_what_is_missing_is_what_the_next_level_takes(said, thresholds):
    """Whoever sends just what the page asks for, and only good reports, lifts the practice by a level."""
    earned, missing = levels.earned(said, thresholds), dict(levels.missing(said, thresholds))
    assume("share" not in missing)
    start = max((each.counted for each in said), default=0) + 1

    releases = max(missing.get("occasions", 0), 1)
    sent = [
        trial(counted=start + number % releases, subject=f"new {number}")
        for number in range(max(missing.get("reports", 0), missing.get("place", 0) * 2, missing.get("occasions", 0)))
    ]

    after = levels.earned([*said, *sent], thresholds)
    assert LEVELS.index(after) < LEVELS.index(earned) or earned == after == "holding-up"


@FEWER
@given(TRIALS, some.randoms(use_true_random=False))
def test_the_order_of_reports_says_nothing(said, chance):
    mixed = list(said)
    chance.shuffle(mixed)
    assert judged(mixed) == judged(said)
    assert levels.missing(mixed, Thresholds()) == levels.missing(said, Thresholds())
