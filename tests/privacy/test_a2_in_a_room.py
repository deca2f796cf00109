"""Rule A2 in a room: no order of slips or ballots is kept, nor, after the hold, what was written in the room."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from people import days_later
from privacy.looking import as_stored, ask, chance, change, data_of, database_of, district_beside, pages, tables
from privacy.stories import member
from showme.rooms import begin, board, close, go_to, hand_in, of, plan, slip

from portal.db import db
from portal.practices import actions as practices
from portal.showme import boarding, models, room, running
from portal.showme.runsheet import Screen

ROUNDS = [[f"Idea {number} of round {which}" for number in range(9)] for which in (1, 2)]

BALLOTS = [([1, 2, 3], [4]), ([2, 5], []), ([9, 1], [4]), ([7, 8, 6], [1]), ([3], [3]), ([4, 6], [2]), ([2], [4])]

OF_A_ROOM = ("practice", "slip", "theme", "ballot", "show_me")

OF_STAFF = {"show_me", "theme", "audit_line"}
"""Tables that tell that there was a session, and what staff did in it."""


@pytest.fixture
def twins(app: Flask, tmp_path: Path) -> Iterator[tuple[str, Flask, Flask]]:
    """Two districts that planned the same session, with the same theme; its join code comes first."""
    code = plan(app)
    with app.app_context():
        boarding.name_theme(of(code).id, "Reading")
        db.session.remove()
        db.engine.dispose()
    with ExitStack() as both:
        one, other = (both.enter_context(district_beside(app, data_of(app), tmp_path / name)) for name in "ab")
        yield code, one, other


def test_the_same_slips_and_ballots_in_another_order_leave_the_same_bytes_and_the_same_board(twins):
    code, *districts = twins
    evenings = [hold(district, code, chance(seed)) for seed, district in enumerate(districts)]
    one, other = districts
    assert evenings[0] != evenings[1], "the two orders are too much alike to show anything"
    assert board(one, code) == board(other, code)
    assert len(board(one, code)) == 17

    for _ in range(3):
        for table in OF_A_ROOM:
            assert as_stored(database_of(one), table) == as_stored(database_of(other), table), table
            assert pages(database_of(one), table) == pages(database_of(other), table), f"pages of {table} differ"
        for district in districts:
            next_day(district)

    assert ask(database_of(one), "SELECT stage, handed_on, voters FROM show_me") == [("over", 18, 7)]


def hold(app: Flask, code: str, order: random.Random) -> list[tuple[int, bytes]]:
    """Hold a session of two rounds and two votes; gives the pages of its practices before the votes."""
    begin(app, code)
    for titles in ROUNDS:
        back_to(app, code, Screen.WRITE)
        go_to(app, code, Screen.WRITE)
        hand_in(app, code, *order.sample(titles, len(titles)))
        go_to(app, code, Screen.BOARD)
    change(database_of(app), "PRAGMA wal_checkpoint(FULL)")
    evening = pages(database_of(app), "practice")
    with app.app_context():
        (theme,) = models.themes(of(code))
        boarding.group(of(code).id, {1: theme.id, 7: theme.id, 12: theme.id}, was={})
        boarding.hide(of(code).id, 18, by=member("curriculum"))
    for _ in range(2):
        back_to(app, code, Screen.BOARD)
        go_to(app, code, Screen.VOTE)
        with app.app_context():
            for tries, worries in order.sample(BALLOTS, len(BALLOTS)):
                room.vote(code, tries, worries, number=of(code).votes, nonce=f"{tries} {worries}")
        go_to(app, code, Screen.VOTE, part=1)
    close(app, code)
    return evening


def back_to(app: Flask, code: str, screen: Screen) -> None:
    """Press "back" until this screen comes, if it was there before."""
    with app.app_context():
        while of(code).step and of(code).now().screen is not screen:
            running.go_back(of(code).id, of(code).place_in_it)


def next_day(app: Flask) -> None:
    days_later(app, 1)
    app.test_client().get("/healthz")


# --- After the hold nothing says that a practice was written in a room.


def test_after_the_hold_a_district_where_they_wrote_in_a_room_is_the_same_as_one_where_they_shared_at_home(twins):
    code, together, at_home = twins
    titles = ROUNDS[0]
    for district in (together, at_home):
        begin(district, code)
    hand_in(together, code, *titles)
    with at_home.app_context():
        for title in titles:
            practices.share(slip(title), nonce=f"{code} {title}", amnesty=of(code).amnesty)
    go_to(together, code, Screen.BOARD)
    with together.app_context():
        (theme,) = models.themes(of(code))
        boarding.group(of(code).id, dict.fromkeys(range(1, 6), theme.id), was={})
        boarding.tag(of(code).id, 1, ["fact"])
    assert differing(together, at_home) == {"audit_line", "show_me", "practice", "slip"}
    for district in (together, at_home):
        close(district, code)
        next_day(district)
        next_day(district)

    assert differing(together, at_home) <= OF_STAFF
    assert pages(database_of(together), "practice") == pages(database_of(at_home), "practice")
    keys = {key for key, *_ in as_stored(database_of(together), "practice")}
    told = repr(
        [as_stored(database_of(together), table) for table in tables(database_of(together)) if table != "practice"]
    )
    assert len(keys) == len(titles)
    assert [key for key in keys if key in told] == []


def differing(one: Flask, other: Flask) -> set[str]:
    """Name the tables whose rows are not the same in both districts."""
    found = (database_of(one), database_of(other))
    return {table for table in tables(found[0]) if as_stored(found[0], table) != as_stored(found[1], table)}
