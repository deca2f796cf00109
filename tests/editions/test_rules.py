"""Whether the pool may go out."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.editions.rules import why_not


@pytest.mark.parametrize(
    ("pooled", "smallest", "last", "weekly", "refused"),
    [
        pytest.param(5, 5, "2026-W46", True, "", id="large enough and a new week"),
        pytest.param(4, 5, "2026-W46", True, "4 of the 5", id="too few to hide in"),
        pytest.param(7, 8, "2026-W46", True, "7 of the 8", id="fewer than this district asks for"),
        pytest.param(5, 5, "2026-W47", True, "release this week", id="too soon after the last"),
        pytest.param(5, 5, "2026-W47", False, "", id="a district for trying out does not wait"),
        pytest.param(5, 5, "", True, "", id="the first of all"),
        pytest.param(5, 5, "2025-W52", True, "", id="a new year"),
    ],
)
def test_a_release_is_refused_with_the_reason(pooled, smallest, last, weekly, refused):
    answer = why_not(
        pooled, pooled, smallest=smallest, last_week=last, this_week="2026-W47", strict=True, weekly=weekly
    )
    assert refused in answer if refused else answer == ""


@given(pooled=some.integers(0, 4), smallest=some.integers(-5, 4), weekly=some.booleans())
def test_no_setting_lets_fewer_than_five_out(pooled, smallest, weekly):
    assert why_not(pooled, 0, smallest=smallest, last_week="", this_week="2026-W47", strict=False, weekly=weekly)


@given(authored=some.integers(0, 20), imported=some.integers(0, 200))
def test_rows_from_a_file_do_not_hide_a_teacher(authored, imported):
    pooled = authored + imported
    refused = why_not(pooled, authored, smallest=5, last_week="", this_week="2026-W47", strict=True, weekly=True)
    assert bool(refused) is (pooled < 5 or 0 < authored < 5)
