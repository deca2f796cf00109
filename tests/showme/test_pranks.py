"""What pranksters, hurried hands and two facilitators at once try, and what it leads to."""

from contextlib import suppress

import pytest
from people import days_later
from showme.rooms import TITLES, begin, board, facilitator, go_to, hand_in, key_of, of, plan, slip, told_room, vote

from portal.db import db
from portal.errors import RefusedError
from portal.practices import actions as practices
from portal.showme import asking, boarding, models, phone, room
from portal.showme.models import Ask
from portal.showme.rules import AskState
from portal.showme.runsheet import Screen
from portal.web.limits import MOST_BITS, TooMuchError


@pytest.fixture
def code(app):
    code = plan(app)
    begin(app, code)
    return code


def on_board(app, code):
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.BOARD)


def flood(code, name):
    """Write until the room takes no more, with a script that does the work."""
    with suppress(TooMuchError):
        for number in range(500):
            room.hand_in(code, slip(f"{name} {number}"), nonce=f"{name} {number}", amnesty=1, bits=MOST_BITS)


def test_when_a_flood_is_hidden_the_room_takes_slips_again(app):
    code = plan(app, seats=5)
    begin(app, code)
    with app.app_context():
        flood(code, "Flood")
    go_to(app, code, Screen.BOARD)
    with app.app_context():
        with pytest.raises(room.RoomFullError):
            room.hand_in(code, slip("A letter home"), nonce="honest", amnesty=1)

        boarding.hide_round(of(code).id, 1, by=facilitator())

        assert room.hand_in(code, slip("A letter home"), nonce="honest", amnesty=1).receipt


def test_more_ballots_than_seats_are_pointed_out_to_whoever_leads(app, curriculum):
    code = plan(app, seats=5)
    begin(app, code)
    on_board(app, code)
    go_to(app, code, Screen.VOTE)
    with app.app_context():
        address = f"/staff/showme/{of(code).id}/run"

    vote(app, code, *[([1], [])] * 6)
    assert "6" not in curriculum.open(address).one(".notice").get_text()

    assert "6 ballots came, and you planned for 5" in curriculum.open(address).send("Close the vote").text


def test_cautions_that_two_tick_at_once_are_both_kept(app, code):
    on_board(app, code)
    with app.app_context():
        boarding.tag(of(code).id, 1, ["fact"])
        boarding.tag(of(code).id, 1, ["fact", "bias"], was=["fact"])
        boarding.tag(of(code).id, 1, ["fact", "key"], was=["fact"])
        assert models.slip_numbered(of(code), 1).cautions == ["bias", "fact", "key"]

        boarding.tag(of(code).id, 1, ["key"], was=["fact", "key"])

        assert models.slip_numbered(of(code), 1).cautions == ["bias", "key"]


def test_a_line_that_was_answered_or_told_is_not_struck_out_from_an_old_page(app, code):
    with app.app_context():
        asking.write_down(of(code).id, "Say what to check.", by=facilitator())
        ask = models.asks(of(code))[0]
        ask.state = AskState.TAKEN
        db.session.commit()
        with pytest.raises(RefusedError, match="answered this line already"):
            asking.strike(ask.id, by=facilitator())

    told = told_room(app)

    with app.app_context():
        db.session.add(Ask(show_me_id=of(told).id, words="Say who to ask."))
        db.session.commit()
        with pytest.raises(RefusedError, match="has the digest already"):
            asking.strike(models.asks(of(told))[0].id, by=facilitator())


@pytest.mark.parametrize("words", ["把文章粘贴进去" * 60, "https://example.org/" + "a" * 400, "Read it " * 60])
def test_a_slip_without_spaces_is_on_the_board_all_the_same(app, code, words):
    on_board(app, code)
    with app.app_context():
        practice = models.slip_numbered(of(code), 1).practice
        practice.words = practice.words | {"steps": words}

        gist = phone.gist(practice)

    assert phone.GIST / 2 < len(gist) <= phone.GIST
    assert words.startswith(gist.removesuffix("…"))


def test_whoever_guesses_the_key_of_a_slip_reads_nothing_of_a_room(app, code, teacher, curriculum):
    hand_in(app, code, *TITLES)
    teacher.shares("workflow")
    with app.app_context():
        keys = [key_of(TITLES[0], code), practices.models.in_state(practices.State.WAITING)[0].id]

    held, waiting = (curriculum.open(f"/staff/practices/{key}") for key in keys)

    assert held.status == 200
    assert held.text == waiting.text


def test_of_fewer_than_five_that_were_handed_on_no_number_is_told(app, code, curriculum):
    hand_in(app, code, *TITLES[:3])
    go_to(app, code, Screen.BOARD)
    assert board(app, code) == {}
    with app.app_context():
        address = f"/staff/showme/{of(code).id}/run"

    for _ in range(3):
        days_later(app, 1)
        page = curriculum.open(address)

    assert "They went to the tray" in page.text
