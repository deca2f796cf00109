"""Phones in the room: join by code, write, look it over, vote. No cookie, no account, no script."""

import pytest
from people import days_later
from showme.rooms import TITLES, begin, close, go_to, hand_in, of, plan, slip, vote

from portal.db import db
from portal.practices import models as practices
from portal.practices import sealing
from portal.showme import ballots, models, room, room_forms, running
from portal.showme.ballots import Ballot
from portal.showme.room_forms import SlipForm
from portal.showme.rules import MOST_BALLOTS, About
from portal.showme.runsheet import Screen
from portal.web import tokens
from portal.web.limits import MOST_BITS, TooMuchError

SLIP = {
    "title": "Letters home",
    "steps": "I ask for it in two languages.",
    "checks": "A colleague reads the second one.",
}


@pytest.fixture
def code(app):
    """A session that has begun."""
    code = plan(app)
    begin(app, code)
    return code


def comes_in(teacher, code, press="Come in"):
    return teacher.open(f"/join/{code}").send(press)


def writes(page, **changes):
    """Write a slip and look it over."""
    return page.send("See the preview", **(SLIP | changes))


def slips(app, code):
    with app.app_context():
        return [slip.practice.title for slip in models.slips(of(code))]


def cast(app, code):
    with app.app_context():
        return [ballot.picks for ballot in ballots.waiting(of(code), About.VOTE)]


def now(teacher, code, seen=""):
    return teacher.browser.client.get(f"/join/{code}/now?seen={seen}")


def stop_time(app, code):
    with app.app_context():
        running.stop_time(of(code).id)


def turn_back(app, code):
    with app.app_context():
        running.go_back(of(code).id, of(code).place_in_it)


def test_a_teacher_joins_writes_looks_it_over_and_keeps_six_words(app, teacher):
    code = plan(app)
    cover = teacher.open(f"/join?code= {code[:3].lower()}-{code[3:]} ")
    assert cover.heading == "Show me how you use AI"
    assert "Monday, November 16, 2026, at 3:30 pm. Library." in cover.text
    assert "never used against you" in cover.text

    preview = writes(cover.send("Come in"), title="Letters home with Ms. Alvarez")
    assert preview.found == ["Ms. Alvarez"]
    assert slips(app, code) == []
    receipt = preview.send("Write “a colleague” instead").send("Send it").receipt

    assert slips(app, code) == ["Letters home with a colleague"]
    shown = teacher.shows(receipt)
    assert shown.heading == "Letters home with a colleague"
    assert "nobody changes it but you" in shown.text


def test_a_wrong_code_says_so_and_stays_in_the_field(reader):
    for path in ("/join?code=KTM 7QX", "/join/KTM 7QX"):
        page = reader.open(path)

        assert page.status == 404
        assert "We find no session under this code" in page.problem
        assert page.one("#code")["value"] == "KTM 7QX"


def test_whatever_is_pressed_what_was_typed_comes_back(app, teacher, code):
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.VOTE)
    page = comes_in(teacher, code)

    for press, status in (("Look at the screen", 200), ("Send my vote", 422), ("See the preview", 422)):
        answer = page.send(press, **(SLIP | {"checks": ""}))

        assert answer.status == status
        assert {name: answer.typed(name) for name in SLIP} == SLIP | {"checks": ""}


def test_only_words_that_were_looked_over_come_in_and_sent_twice_they_are_one_slip(app, teacher, code):
    preview = writes(comes_in(teacher, code))
    for change in ({"title": "Something else"}, {"token": "made.up.token"}, {"seal": "é"}):
        page = preview.send("Send it", **change)
        assert page.status == 400
        assert page.heading == "Look it over"
    assert slips(app, code) == []

    once, again = preview.send("Send it"), preview.send("Send it")

    assert once.receipt == again.receipt
    assert slips(app, code) == [SLIP["title"]]


def test_a_session_that_closed_meanwhile_hands_the_words_over(app, teacher, code):
    preview = writes(comes_in(teacher, code))
    close(app, code)

    late = preview.send("Send it")
    assert late.status == 410
    assert "This session is closed" in late.problem
    form = late.send("Carry them over")

    assert form.heading == "Share a workflow"
    assert {name: form.typed(name) for name in SLIP} == SLIP
    assert slips(app, code) == []


def test_nothing_shows_that_somebody_wrote_or_voted(app, teacher, reader, code):
    go_to(app, code, Screen.WRITE)
    stop_time(app, code)
    before = now(reader, code).text
    seen = comes_in(reader, code).one("[data-seen]")["data-seen"]

    hand_in(app, code, *TITLES)
    assert now(reader, code, seen).status_code == 204
    assert now(reader, code).text == before

    go_to(app, code, Screen.VOTE)
    stop_time(app, code)
    before = now(reader, code).text
    comes_in(teacher, code).send("Send my vote", **{"try": [1, 2], "worry": 3})
    assert now(reader, code).text == before


def test_a_ballot_is_in_once_and_the_page_that_sent_it_says_so(app, teacher, code):
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.VOTE)
    page = comes_in(teacher, code)

    voted = page.send("Send my vote", **{"try": [1, 2, 3], "worry": 4})
    page.send("Send my vote", **{"try": [5]})

    assert cast(app, code) == [{"try": [1, 2, 3], "worry": [4]}]
    seen = voted.one("[data-seen]")["data-seen"].partition("-")[2]
    for text in (voted.text, voted.send("Look at the screen").text, now(teacher, code, f"0-{seen}").text):
        assert "Your ballot is in" in text
    go_to(app, code, Screen.VOTE, part=1)
    turn_back(app, code)
    assert "Send my vote" in voted.send("Look at the screen").text


def test_a_ballot_that_is_not_good_or_one_too_many_comes_back_as_it_was_ticked(app, teacher, code):
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.VOTE)
    page = comes_in(teacher, code)

    for ballot, status, sentence in (
        ({"try": [1, 2, 3, 4]}, 422, "at most 3"),
        ({"try": [1], "worry": [2, 3]}, 422, "at most 3"),
        ({"try": [99, 1]}, 422, "not on the board"),
        ({"try": [1, "x", "9" * 5000]}, 422, "not on the board"),
        ({"worry": "²"}, 422, "not on the board"),
        ({"try": [1], "ballot": ""}, 400, "open too long"),
        ({"try": [1], "ballot": "made.up.ballot"}, 400, "open too long"),
    ):
        answer = page.send("Send my vote", **ballot)

        assert answer.status == status
        assert sentence in answer.problem
        ticked = [int(tag["value"]) for tag in answer.soup.select("[name=try][checked]")]
        assert ticked == [number for number in ballot.get("try", []) if number in range(1, 6)]
    assert cast(app, code) == []

    with app.app_context():
        a_flood = {"show_me_id": of(code).id, "about": About.VOTE, "picks": {"try": [1], "worry": []}}
        db.session.add_all(Ballot(**a_flood) for _ in range(MOST_BALLOTS))
        db.session.commit()
    one_more = page.send("Send my vote", **{"try": 2})
    assert one_more.status == 503
    assert "Vote by raising hands" in one_more.problem


def test_totals_come_up_after_the_close_and_not_under_five(app, teacher, code):
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.VOTE)
    for cast, words in ((4, "Fewer than five voted"), (5, "5 would try it, 0 would worry")):
        vote(app, code, *[([1], [2])] * cast)
        assert "would try it" not in now(teacher, code).text
        go_to(app, code, Screen.VOTE, part=1)

        page = comes_in(teacher, code)

        assert words in page.text
        assert bool(page.soup.select(".now__total")) == (cast == 5)
        turn_back(app, code)


def test_a_scribe_writes_and_votes_for_one_colleague_after_the_other(app, teacher, code):
    page = comes_in(teacher, code, "I write for others")
    assert "Ask first. Read it back. Hand over the six words." in page.text
    first = writes(page).send("Send it")
    empty = first.send("Next colleague")
    assert [empty.typed(name) for name in SLIP] == ["", "", ""]
    second = writes(empty).send("Send it")
    assert first.receipt != second.receipt

    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.VOTE)
    ballot = second.send("Next colleague")
    for number in (1, 2):
        ballot = ballot.send("Send my vote", **{"try": number})
        assert "Below is the next colleague’s" in ballot.text

    assert sorted(picks["try"] for picks in cast(app, code)) == [[1], [2]]


def test_a_slip_is_finished_at_home_as_the_kind_it_is_until_others_may_read_it(app, teacher, code):
    receipt = hand_in(app, code, "A quiz key")["A quiz key"]
    finishing = teacher.shows(receipt).send("A prompt")
    assert finishing.typed("prompt") == "I ask for a quiz key."
    assert finishing.typed("checks") == "I read it twice."
    finishing.send("See the preview", when="On Fridays.", task="assessments").send("Put the new words")
    assert teacher.state(receipt) == "held"
    with app.app_context():
        assert practices.by_receipt(receipt).kind == "prompt"

    again = teacher.shows(receipt).send("An output I caught")
    close(app, code)
    for _ in range(2):
        days_later(app, 1)
        teacher.open("/healthz")
    late = again.send("See the preview", output="It said 8.")

    assert late.status == 409
    assert "it stays the kind it is" in late.problem
    assert "It said 8." in late.text


def test_a_slip_taken_back_is_off_the_board(app, teacher, code):
    receipts = hand_in(app, code, *TITLES)
    go_to(app, code, Screen.BOARD)

    assert teacher.takes_back(receipts[TITLES[0]]).heading == "It is gone"

    page = comes_in(teacher, code)
    assert TITLES[0] not in page.text
    assert TITLES[1] in page.text


def test_thirty_behind_one_address_pass_and_a_prankster_is_held_up_alone(app, teacher, code):
    last = writes(comes_in(teacher, code))
    with app.app_context():
        key, version, draft = of(code).id, str(of(code).amnesty), room_forms.draft_of(SlipForm(data=SLIP))
        sent = [SLIP | {"do": "send", "token": tokens.mint(f"slip {key}")} for _ in range(30)]
        sent = [each | {"seal": sealing.seal(each["token"], draft, version)} for each in sent]
    assert {teacher.browser.client.post(f"/join/{code}", data=each).status_code for each in sent} == {200}
    with pytest.raises(TooMuchError):
        hand_in(app, code, *(f"Flood {number}" for number in range(100)))

    full = last.send("Send it")

    assert full.status == 503
    assert full.heading == "Look it over"
    assert SLIP["steps"] in full.text
    with app.app_context():
        assert room.hand_in(code, slip("With a script"), nonce="with a script", amnesty=1, bits=MOST_BITS).receipt


def test_a_phone_that_has_seen_all_is_answered_with_nothing(app, reader, code):
    seen = comes_in(reader, code).one("[data-seen]")["data-seen"]
    assert now(reader, code, seen).status_code == 204

    go_to(app, code, Screen.WRITE)

    assert "Write, in silence" in now(reader, code, seen).text
    for nonsense in ("", "x", "-", "99999999999999999999", "%00", "²"):
        assert now(reader, code, nonsense).status_code == 200
    assert now(reader, "NOSUCH", "1").status_code == 404
