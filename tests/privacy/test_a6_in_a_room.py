"""Rule A6 in a room: a roomful passes, and a prankster fills what is set aside for rooms, not the district."""

from dataclasses import replace

import pytest
from conftest import DISTRICT
from flask import Flask
from privacy.looking import ask, database_of
from showme.rooms import begin, board, go_to, hand_in, of, plan, slip

from portal.db import db
from portal.practices import actions as practices
from portal.showme import boarding, room
from portal.showme.ballots import Ballot
from portal.showme.finding import NoSuchShowMeError
from portal.showme.room import RoomFullError
from portal.showme.rules import MOST_BALLOTS, About
from portal.showme.runsheet import Screen
from portal.staff.models import by_email
from portal.web.limits import CALM_BITS, TooMuchError

POURED = pytest.mark.parametrize("poured", [60, pytest.param(500, marks=pytest.mark.proof)])


def pour(app: Flask, code: str, poured: int, bits: int) -> int:
    """Send many slips as fast as one person can, and count those that were kept."""
    kept = 0
    with app.app_context():
        for number in range(poured):
            try:
                room.hand_in(code, slip(f"Prank {number}"), nonce=f"prank {bits} {number}", amnesty=1, bits=bits)
                kept += 1
            except TooMuchError:
                pass
    return kept


def lanes(app: Flask) -> dict[str, int]:
    return dict(ask(database_of(app), "SELECT lane, count(*) FROM practice GROUP BY lane"))


def test_forty_people_of_one_room_all_write_within_a_minute_though_no_phone_does_any_work(app):
    code = plan(app)
    begin(app, code)

    hand_in(app, code, *(f"Idea {number}" for number in range(40)))

    go_to(app, code, Screen.BOARD)
    assert len(board(app, code)) == 40


class TestASmallDistrict:
    @pytest.fixture
    def district(self):
        return replace(DISTRICT, tray_most=60)

    @POURED
    def test_a_prankster_fills_the_lower_lane_first_then_the_room_and_never_what_is_for_those_at_home(
        self, app, poured, record_property
    ):
        code = plan(app)
        begin(app, code)

        without = pour(app, code, poured, bits=0)
        assert lanes(app) == {"lower": 10}
        hand_in_with_work(app, code, "A letter home")
        with_work = pour(app, code, poured, bits=CALM_BITS + 4)
        record_property(
            f"A6: kept of {poured} slips of one prankster in a district that reads 60",
            f"{without} without work, {with_work} more with it (30 in all)",
        )

        assert without + 1 + with_work == 30
        for number in range(poured):
            with app.app_context(), pytest.raises(NoSuchShowMeError):
                room.hand_in("NOROOM", slip("Nowhere"), nonce=f"nowhere {number}", amnesty=1)
        assert app.extensions["bucket"].level <= 30, "what no room takes uses up nothing of what the site takes"
        with app.app_context(), pytest.raises(RoomFullError):
            room.hand_in(plan(app), slip("In another room"), nonce="another", amnesty=1)
        with app.app_context():
            assert practices.share(slip("At home"), nonce="home", amnesty=1).receipt, "sharing at home goes on"


def hand_in_with_work(app: Flask, code: str, title: str) -> None:
    with app.app_context():
        room.hand_in(code, slip(title), nonce=f"{code} {title}", amnesty=1, bits=CALM_BITS)


def test_one_press_takes_a_prank_off_the_board_and_the_good_ones_come_back(app):
    code = plan(app)
    begin(app, code)
    hand_in(app, code, "A letter home", *(f"Prank {number}" for number in range(20)))
    go_to(app, code, Screen.BOARD)
    (good,) = [number for number, title in board(app, code).items() if title == "A letter home"]

    with app.app_context():
        boarding.hide_round(of(code).id, 1, by=by_email("curriculum@example.org"))
        boarding.show_again(of(code).id, good)

    assert board(app, code) == {good: "A letter home"}


def test_a_vote_holds_more_ballots_than_any_room_has_people_and_no_more(app):
    code = plan(app)
    begin(app, code)
    hand_in(app, code, *(f"Idea {number}" for number in range(5)))
    go_to(app, code, Screen.VOTE)
    with app.app_context():
        ballot = {"show_me_id": of(code).id, "about": About.VOTE, "picks": {"try": [1]}}
        db.session.execute(db.insert(Ballot), [ballot | {"id": f"{number:020x}"} for number in range(MOST_BALLOTS)])
        db.session.commit()

        with pytest.raises(TooMuchError, match="Vote by raising hands"):
            room.vote(code, {1}, set(), number=of(code).votes, nonce="one more")
