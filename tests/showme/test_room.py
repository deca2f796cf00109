"""A room: slips come together or not at all, votes count from five on, and the next morning but one all is let go."""

import pytest
from people import days_later
from showme.rooms import TITLES, begin, board, close, go_to, hand_in, key_of, of, plan, slip, vote

from portal.practices import models as practices
from portal.practices.arriving import AmnestyChangedError
from portal.showme import ballots, boarding, models, room, running
from portal.showme.rules import Stage
from portal.showme.runsheet import Screen


def test_slips_of_a_round_come_on_the_board_together_and_shuffled(app):
    code = plan(app)
    begin(app, code)
    go_to(app, code, Screen.WRITE)
    hand_in(app, code, *TITLES)
    assert board(app, code) == {}

    go_to(app, code, Screen.BOARD)

    assert sorted(board(app, code)) == [1, 2, 3, 4, 5]
    assert sorted(board(app, code).values()) == sorted(TITLES)
    assert list(board(app, code).values()) != list(TITLES)


def test_fewer_than_five_wait_and_stand_in_for_no_one(app):
    code = plan(app)
    begin(app, code)
    go_to(app, code, Screen.WRITE)
    hand_in(app, code, *TITLES[:4])

    go_to(app, code, Screen.BOARD)

    assert board(app, code) == {}


def test_a_vote_of_five_counts_and_leaves_no_ballot(app):
    code = plan(app)
    begin(app, code)
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.VOTE)
    vote(app, code, *[([1, 2, 3], [4])] * 5)
    go_to(app, code, Screen.VOTE, part=1)

    with app.app_context():
        counted = {each.number: (each.tries, each.worries) for each in models.board(of(code))}
        assert ballots.waiting(of(code), "vote") == []
    assert counted == {1: (5, 0), 2: (5, 0), 3: (5, 0), 4: (0, 5), 5: (0, 0)}


def test_a_vote_of_four_shows_nothing_and_leaves_no_ballot(app):
    code = plan(app)
    begin(app, code)
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.VOTE)
    vote(app, code, *[([1, 2, 3], [4])] * 4)
    go_to(app, code, Screen.VOTE, part=1)

    with app.app_context():
        assert {(each.tries, each.worries) for each in models.board(of(code))} == {(0, 0)}
        assert of(code).voters == 0
        assert ballots.waiting(of(code), "vote") == []


def test_nobody_moderates_a_slip_before_the_second_morning_and_then_nothing_says_where_it_came_from(app):
    code = plan(app)
    begin(app, code)
    receipts = hand_in(app, code, *TITLES)
    go_to(app, code, Screen.BOARD)
    with app.app_context():
        boarding.name_theme(of(code).id, "Reading")
        theme = models.themes(of(code))[0].id
        boarding.group(of(code).id, {1: theme, 2: theme}, was={})
    close(app, code)
    states = []
    for _ in range(3):
        with app.app_context():
            states.append(practices.by_receipt(receipts["A quiz key"]).state.value)
        days_later(app, 1)
        app.test_client().get("/healthz")

    assert states == ["held", "held", "tray"]
    with app.app_context():
        assert models.slips(of(code)) == []
        assert (of(code).stage, of(code).handed_on) == (Stage.OVER, 5)
        assert [(theme.name, theme.slips) for theme in models.themes(of(code))] == [("Reading", 2)]


def test_a_session_left_open_closes_itself_overnight(app):
    code = plan(app)
    begin(app, code)

    days_later(app, 1)
    app.test_client().get("/healthz")

    with app.app_context():
        assert of(code).stage is Stage.HELD
        with pytest.raises(room.RoomClosedError):
            room.hand_in(code, slip("Too late"), nonce="late", amnesty=1)


def test_the_same_form_sent_twice_is_one_slip(app):
    code = plan(app)

    first, again = hand_in(app, code, "A letter home"), hand_in(app, code, "A letter home")

    assert first == again
    with app.app_context():
        assert [each.id for each in models.slips(of(code))] == [key_of("A letter home", code)]


def test_slips_that_came_late_are_a_last_round_at_the_close_if_there_are_enough(app):
    code = plan(app)
    begin(app, code)
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.BOARD)
    hand_in(app, code, *(f"Late {number}" for number in range(5)))
    assert len(board(app, code)) == 5

    close(app, code)

    assert len(board(app, code)) == 10


def test_a_ballot_that_comes_too_late_does_not_count_in_the_next_vote(app):
    code = plan(app)
    begin(app, code)
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.VOTE)
    with app.app_context():
        running.go_on(of(code).id, of(code).place_in_it)
        running.go_back(of(code).id, of(code).place_in_it)

        assert of(code).votes == 2
        with pytest.raises(room.NoVoteError):
            room.vote(code, {1}, set(), number=1, nonce="late")


def test_no_slip_is_put_under_a_statement_that_its_author_did_not_read(app):
    code = plan(app)

    with app.app_context():
        with pytest.raises(AmnestyChangedError):
            room.hand_in(code, slip("A letter home"), nonce="letter", amnesty=2)

        assert models.slips(of(code)) == []
