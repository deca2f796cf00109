"""Rule A8: practices are released together, and nothing that others see moves when one person presses a button."""

import math
from dataclasses import replace
from datetime import date
from statistics import mean

import pytest
from conftest import DISTRICT
from flask import Flask
from hypothesis import given
from hypothesis import strategies as some
from people import FIVE, PROMPT, Staff, build, days_later
from privacy.looking import as_stored, change, data_of, database_of, worker
from privacy.stories import clear_everything, key_of, member, mint, share

from bench import candidates as bench
from portal.anonymity import pools
from portal.clock import Clock, week_of
from portal.db import db
from portal.editions import actions as editions
from portal.moderation import actions as moderation
from portal.moderation import models as tray
from portal.practices import actions
from portal.practices.models import Practice, in_state
from portal.practices.rules import State

READERS = (
    "/",
    "/practices",
    "/practices/complete?q=s",
    "/practices?sort=newest",
    "/practices?sort=tried",
    "/practices.md",
    "/practices.csv",
    "/practices/print",
    "/api/practices",
    "/api/openapi.json",
    "/releases.atom",
    "/guide",
    "/guide/issues",
    "/healthz",
)


def pool(app: Flask, number: int, name: str = "Practice") -> list[str]:
    """Let so many teachers share, and clear all of it on the next day; give their receipts."""
    receipts = [share(app, app.test_client(), "prompt", title=f"{name} {each}") for each in range(number)]
    next_day(app)
    clear_everything(app)
    return receipts


def next_day(app: Flask, days: int = 1) -> None:
    days_later(app, days)
    app.test_client().get("/promise")


def release(app: Flask) -> None:
    with app.app_context():
        editions.release(by="test")
    build(app)


def refusal(app: Flask) -> str:
    with app.app_context():
        return editions.refusal_today()


# --- Enough of them, and a new week.


def test_four_are_never_released_and_five_go_out_together(app):
    pool(app, 4)
    with app.app_context(), pytest.raises(editions.CannotReleaseError, match="4 of the 5"):
        editions.release(by="test")
    with app.app_context(), pytest.raises(editions.CannotReleaseError, match="4 of the 5"):
        editions.release(by="test", skip_the_week=True)

    pool(app, 1, "The fifth")
    release(app)

    with app.app_context():
        assert len({practice.edition for practice in in_state(State.RELEASED)}) == 1
        assert len(in_state(State.RELEASED)) == 5


class TestWhereTheDistrictAsksForEight:
    @pytest.fixture
    def district(self):
        return replace(DISTRICT, pool_minimum=8)

    def test_seven_wait(self, app):
        pool(app, 7)
        assert "7 of the 8" in refusal(app)
        pool(app, 1, "The eighth")
        assert refusal(app) == ""


@given(some.integers(0, 50), some.integers(-5, 30))
def test_no_setting_lets_fewer_than_five_out(pooled, smallest):
    assert pools.large_enough(pooled, smallest=smallest) is (pooled >= 5 and pooled >= smallest)


@pytest.mark.parametrize(
    ("last", "today", "may"),
    [
        pytest.param(date(2026, 11, 16), date(2026, 11, 22), False, id="Monday to Sunday of a week"),
        pytest.param(date(2026, 11, 22), date(2026, 11, 23), True, id="Sunday to Monday"),
        pytest.param(date(2026, 12, 28), date(2027, 1, 3), False, id="a week that lies in two years"),
        pytest.param(date(2027, 1, 3), date(2027, 1, 4), True, id="the first Monday of a year"),
        pytest.param(date(2024, 12, 30), date(2025, 1, 5), False, id="a first week that begins in December"),
        pytest.param(date(2024, 12, 29), date(2024, 12, 30), True, id="a new year's week in December"),
        pytest.param(date(2027, 2, 28), date(2027, 3, 1), True, id="from a week of one figure to the next"),
    ],
)
def test_a_release_waits_for_a_monday_across_new_year_too(app, last, today, may):
    assert pools.new_week(last_week=week_of(last), this_week=week_of(today)) is may

    stand_at(app, last)
    pool(app, 5)
    stand_at(app, last)
    release(app)
    stand_at(app, today)
    with app.app_context():
        for practice in in_state(State.RELEASED):
            practice.state = State.POOL
        db.session.commit()

    assert (refusal(app) == "") is may


def stand_at(app: Flask, day: date) -> None:
    clock: Clock = app.extensions["clock"]
    at = clock.now().replace(year=day.year, month=day.month, day=day.day)
    app.extensions["clock"] = Clock(clock.zone, at)


@given(some.dates(date(2020, 1, 1), date(2060, 12, 31)), some.integers(0, 400))
def test_weeks_are_new_exactly_when_a_monday_lies_between(last, days):
    today = date.fromordinal(last.toordinal() + days)
    mondays = (today.toordinal() - 1) // 7 - (last.toordinal() - 1) // 7
    assert pools.new_week(last_week=week_of(last), this_week=week_of(today)) is (mondays > 0)


def test_pages_list_what_came_out_together_by_random_key(app):
    pool(app, 12)
    release(app)

    listed = [card["id"] for card in app.test_client().get("/api/practices?sort=newest").json["results"]]

    assert len(listed) == 12
    assert listed == sorted(listed)


# --- No press of a teacher moves a page of readers.


def test_no_act_of_a_teacher_moves_a_page_until_the_next_release(app, public):
    released = {title: key_of(app, title) for _, title in FIVE}
    paths = [*READERS, *(f"/practices/{key}" for key in released.values())]
    before = pages(app, paths)
    client, key = app.test_client(), released["Three reading levels"]
    last = dict(public)

    waiting = share(app, client, "prompt", title="Waits")
    asked = share(app, client, "prompt", title="Is asked about")
    assert pages(app, paths) == before
    next_day(app)
    with app.app_context():
        moderation.ask(key_of(app, "Is asked about"), "For which grade?", by=member("curriculum"))
        actions.answer(asked, "For all of them.")
        actions.correct(waiting, replace(draft_of(app, "Waits"), title="Waits, in better words"))
    assert pages(app, paths) == before
    for number in range(6):
        token = mint(app, f"tried {key}")
        sent = {"outcome": "did-not", "subject": "math", "grade": "07", "note": f"Note {number}.", "token": token}
        assert client.post(f"/practices/{key}/tried", data=sent).status_code == 200
    sent = {"words": "A name stands in line two.", "token": mint(app, f"report {key}")}
    assert client.post(f"/practices/{key}/report", data=sent).status_code == 200
    with app.app_context():
        actions.withdraw(last["A quote nobody said"], at_once=False)
        actions.withdraw(asked, at_once=True)
    client.post("/receipt", data={"receipt": waiting})
    next_day(app)
    clear_everything(app)
    assert pages(app, paths) == before

    pool(app, 5)
    release(app)

    after = pages(app, paths)
    assert after[f"/practices/{key}"] != before[f"/practices/{key}"], "the reports count now"
    assert client.get(f"/api/practices/{key}").json["practice"]["reports"]["did_not"] == 3, (
        "three of the six at one release"
    )


def pages(app: Flask, paths: list[str]) -> dict[str, bytes]:
    """Let the builder run, as it does beside the server, and give every page as a worker makes it that kept none."""
    build(app)
    with worker(app, data_of(app)) as another:
        client = another.test_client()
        return {path: client.get(path).data for path in paths}


def draft_of(app: Flask, title: str):
    with app.app_context():
        return db.session.scalars(db.select(Practice).where(Practice.title == title)).one().draft()


# --- Staff see the tray once a day, in another order each day.


def test_the_tray_fills_once_a_day(app, curriculum):
    for number in range(3):
        share(app, app.test_client(), "prompt", title=f"Practice {number}")
        assert f"Practice {number}" not in curriculum.open("/staff/tray").text
    next_day(app)
    assert in_tray(app) == {"Practice 0", "Practice 1", "Practice 2"}

    share(app, app.test_client(), "prompt", title="Shared today")
    assert "Shared today" not in in_tray(app)


def test_the_tray_lies_in_another_order_each_day_and_in_the_same_all_day(app):
    for number in range(12):
        share(app, app.test_client(), "prompt", title=f"Practice {number}")
    orders = []
    for _ in range(6):
        next_day(app)
        orders.append(tuple(order_in_tray(app)))
        assert orders[-1] == tuple(order_in_tray(app))

    assert len(set(orders)) == 6
    assert list(range(12)) not in [[int(title.split()[1]) for title in order] for order in orders]


def order_in_tray(app: Flask) -> list[str]:
    with app.app_context():
        return [practice.title for practice in tray.tray().practices]


def in_tray(app: Flask) -> set[str]:
    return set(order_in_tray(app))


# --- Authors see of the pool what stood there this morning.


def test_what_one_author_sees_of_the_pool_does_not_move_when_another_takes_hers_back(app, teacher):
    receipts = pool(app, 4)
    assert "0 of 5 this morning" in teacher.shows(receipts[0]).text
    next_day(app)
    assert "4 of 5 this morning" in teacher.shows(receipts[0]).text

    with app.app_context():
        actions.withdraw(receipts[1], at_once=True)
        actions.correct(receipts[2], replace(draft_of(app, "Practice 2"), title="In better words"))
        moderation.recall(key_of(app, "Practice 3"), by=member("curriculum"))
    assert "4 of 5 this morning" in teacher.shows(receipts[0]).text

    next_day(app)
    assert "1 of 5 this morning" in teacher.shows(receipts[0]).text


def test_an_author_may_wait_or_take_it_back_while_the_pool_fills(app, teacher):
    receipts = pool(app, 4)
    next_day(app)

    page = teacher.shows(receipts[0])
    assert "When there are enough, they all go public together." in page.text
    assert teacher.takes_back(receipts[0]).heading == "It is gone"

    assert len(as_stored(database_of(app), "practice")) == 3


def test_after_a_release_authors_are_told_of_an_empty_pool(app, teacher, curriculum: Staff):
    pool(app, 5)
    next_day(app)
    late = share(app, app.test_client(), "prompt", title="Late")
    curriculum.releases()
    next_day(app)
    clear_everything(app)
    assert "0 of 5 this morning" in teacher.shows(late).text


class TestADistrictForTryingOut:
    @pytest.fixture
    def district(self):
        return replace(DISTRICT, intake="at once")

    def test_its_pool_is_counted_at_once(self, app, teacher):
        receipt = share(app, app.test_client(), "prompt", **PROMPT)
        clear_everything(app)
        page = teacher.shows(receipt)
        assert "1 of 5." in page.text
        assert "this morning" not in page.text


# --- What all of it is worth against somebody who knows every visit.


@pytest.mark.proof
def test_each_defence_leaves_more_candidates_than_without_it(record_property):
    designs = [design for pair in bench.PAIRS for design in pair]
    rows = {name: (middle, enough) for name, middle, _, enough in bench.measure(1, designs)}

    for with_it, without in bench.PAIRS:
        assert bits(with_it) > bits(without), without.name
        record_property(
            f"A8: {without.name}",
            f"median {rows[without.name][0]:.1f} candidates, {rows[without.name][1]:.0%} with ten or more; "
            f"{with_it.name}: {rows[with_it.name][0]:.1f}, {rows[with_it.name][1]:.0%}",
        )


@pytest.mark.parametrize("habits", [bench.Habits(), bench.QUIET, bench.BUSY])
def test_the_design_as_the_invented_district_sets_it_leaves_ten_candidates_to_nearly_all(habits, record_property):
    design = replace(bench.PAGES, name="the design", habits=habits)
    ((_, middle, low, enough),) = bench.measure(1, [design])

    record_property(
        f"A8: practices with ten candidates or more, {habits.visits} visits a week (assumed)",
        f"{enough:.1%}, median {middle:.0f}, 5th percentile {low:.0f} (95 %)",
    )
    assert enough >= 0.95


def bits(design: bench.Design) -> float:
    return mean(math.log2(number) for number in bench.candidates(1, design))


def test_texts_from_a_file_are_no_company_for_a_teachers_own(app, curriculum, teacher):
    for number in range(5):
        teacher.shares("prompt", title=f"Practice {number}")
    days_later(app, 1)
    curriculum.clears_everything()
    change(database_of(app), "UPDATE practice SET receipt_digest = NULL, imported = 1 WHERE title <> 'Practice 0'")

    page = curriculum.open("/staff/release")

    assert "Only 1 of these 5 were shared by teachers here" in page.text
    assert not page.soup.select("form[action='/staff/release']")
