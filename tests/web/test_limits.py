"""How much comes in, and how much work is asked for: a bucket that fills, drains, and forgets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import DIGITS, work_for, zeros

from portal.web import limits
from portal.web.limits import A_SECOND, CALM_BITS, CAPACITY, CEILING, MOST_BITS, SLACK, Bucket, TooMuchError, weigh

FEW = 3
"""Bits that are found in no time."""

TOKENS = st.from_regex(r"[A-Za-z0-9_-]{22}\.7[0-9]{5}\.[0-9a-f]{64}", fullmatch=True)
COUNTERS = st.lists(st.text(DIGITS, min_size=1, max_size=6), min_size=16, max_size=16)
VISITS = st.lists(
    st.tuples(st.floats(0, 300), st.integers(1, 80), st.sampled_from([0, CALM_BITS, MOST_BITS])), max_size=12
)
"""Seconds that pass, how many come then, and the work each of them did."""


def full(now: float = 0, *, bits: int = 0) -> Bucket:
    """Give the bucket of a process into which a flood has poured."""
    bucket = Bucket()
    for _ in range(10_000):
        let_in(bucket, now, bits=bits)
    return bucket


def let_in(bucket: Bucket, now: float, *, bits: int = 0) -> bool:
    try:
        bucket.admit(bits, now)
    except TooMuchError:
        return False
    return True


# --- What work is worth.


@given(TOKENS, st.integers(1, FEW))
def test_what_a_browser_finds_is_what_the_server_accepts(token, bits):
    work = work_for(token, bits)

    assert weigh(token, work) >= bits


@given(TOKENS, COUNTERS)
def test_it_is_worth_its_worst_puzzle_and_nothing_else_counts(token, counters):
    worst = min(zeros(f"{token}.{number}.{counter}") for number, counter in enumerate(counters))

    assert weigh(token, ".".join(counters)) == worst


@given(TOKENS, TOKENS, COUNTERS)
def test_work_for_one_form_is_worth_nothing_for_another(one, other, counters):
    work = work_for(one, FEW)

    assert one == other or weigh(other, work) < FEW
    assert weigh(one, ".".join(reversed(work.split(".")))) < FEW


@pytest.mark.parametrize(
    "work",
    ["", ".", "0", "0." * 14 + "0", "0." * 16 + "0", "0" * 10_000, "0." * 10_000, "é" * 20, "\ud800" + ".0" * 15],
)
def test_what_is_no_solution_is_worth_nothing(work):
    assert weigh("n.7.s", work) < FEW


# --- How much is asked.


@given(VISITS)
def test_the_work_asked_rises_with_what_comes_and_falls_with_time(visits):
    bucket, now = Bucket(), 0.0
    for passed, many, bits in visits:
        before, now = bucket.asked(now), now + passed
        assert CALM_BITS <= bucket.asked(now) <= before, "time alone never asks for more"
        for _ in range(many):
            before = bucket.asked(now)
            let_in(bucket, now, bits=bits)
            assert before <= bucket.asked(now) <= MOST_BITS, "one more never asks for less"

    assert 0 <= bucket.level <= CEILING
    assert bucket.asked(now + CEILING / A_SECOND) == CALM_BITS


@given(VISITS)
def test_without_work_no_more_than_the_capacity_and_what_drains_comes_in(visits):
    bucket, now, came = Bucket(), 0.0, 0
    for passed, many, _ in visits:
        now += passed
        came += sum(let_in(bucket, now) for _ in range(many))

        assert came <= CAPACITY + now * A_SECOND


@given(VISITS)
def test_who_does_what_a_page_asks_always_comes_in(visits):
    bucket, now = Bucket(), 0.0
    for passed, many, bits in visits:
        now += passed
        for _ in range(many):
            let_in(bucket, now, bits=bits)

        assert bucket.admit(bucket.asked(now), now)


def test_forty_who_do_nothing_come_in_together_and_whoever_did_the_work_before_them_does_too():
    bucket = Bucket()
    before = bucket.asked(0)

    assert all(let_in(bucket, second) for second in range(40))
    assert bucket.admit(before, 40)


def test_a_flood_that_does_nothing_turns_away_nobody_who_began_before_it():
    before = Bucket().asked(0)
    bucket = full()

    assert before < bucket.asked(0) <= before + SLACK
    assert not let_in(bucket, 0)
    assert bucket.admit(before, 0)


def test_a_flood_that_works_has_to_work_harder_and_is_over_soon_after_it_ends():
    bucket = full(bits=MOST_BITS)

    assert bucket.asked(0) == MOST_BITS
    assert not let_in(bucket, 0, bits=CALM_BITS)
    assert let_in(bucket, CEILING / A_SECOND)


def test_an_idle_clock_and_one_that_stands_still_change_nothing():
    bucket = full(now=1000.0)
    level = bucket.level

    assert bucket.asked(1000.0) == bucket.asked(0.0)
    assert bucket.level == level


def test_each_application_has_a_bucket_of_its_own_in_memory(app, blank):
    with app.app_context():
        limits.admit(0)
        assert 0 < limits._bucket().level <= 1
    assert isinstance(app.extensions["bucket"], Bucket)
