"""What somebody may ask the records for, however it was pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.records.rules import UnclearError, days_of, key_in, week_in

KEY = st.from_regex(r"[0-9a-f]{20}", fullmatch=True)


@given(
    KEY, st.sampled_from(["", "/practices/", "https://a.example/practices/"]), st.sampled_from(["", "/", "?q=1", " "])
)
def test_a_key_is_found_in_whatever_address_it_ends(key, before, after):
    assert key_in(f" {before}{key}{after}") == key
    assert key_in(f"{before}{key.upper()}{after}") == key


@given(st.text(max_size=60).filter(lambda text: len(text.strip()) < 20))
def test_what_is_too_short_for_a_key_is_refused(typed):
    with pytest.raises(UnclearError):
        key_in(typed)


@given(st.dates())
def test_a_week_has_seven_days_and_each_of_them_names_it(day):
    year, number, _ = day.isocalendar()
    if year < 1 or year > 9998:
        return
    days = days_of(f"{year:04}-W{number:02}")
    assert len(set(days)) == 7
    assert day.isoformat() in days


@pytest.mark.parametrize("typed", ["", "2026", "2026-W00", "2026-W54", "2025-W53", "0000-W01", "2026-W1", "last week"])
def test_what_is_no_week_is_refused(typed):
    with pytest.raises(UnclearError):
        week_in(typed)


def test_a_week_may_be_typed_in_small_letters():
    assert week_in(" 2026-w47 ") == "2026-W47"
