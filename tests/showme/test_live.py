"""Pages that stay fresh: nothing new costs nothing, and only a facilitator's press makes something new."""

import re
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st
from showme.rooms import TITLES, begin, close, go_to, hand_in, plan, slip, vote

from portal.practices import actions as practices
from portal.showme.runsheet import Screen

HEADERS = {
    "Content-Type",
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "Cache-Control",
}
"""What an answer says that says nothing."""


def asks(app, code, seen):
    return app.test_client().get(f"/join/{code}/now", query_string={"seen": seen})


def news(app, code):
    """What a page sends that has seen all."""
    return re.search(r'data-seen="([^"]*)"', asks(app, code, "").text)[1]


def test_nothing_new_is_said_without_a_word(app):
    code = plan(app)
    begin(app, code)

    answer = asks(app, code, news(app, code))

    assert (answer.status_code, answer.data) == (204, b"")
    assert set(answer.headers.keys()) == HEADERS
    assert answer.headers["Cache-Control"] == "no-store"


def test_whoever_has_seen_anything_else_gets_the_part_anew(app):
    code = plan(app)
    begin(app, code)
    all_of_it = news(app, code)

    @settings(max_examples=60)
    @given(st.text(max_size=20) | st.integers().map(str))
    def whatever(seen):
        answer = asks(app, code, seen)
        has_all = seen.partition("-")[0] == all_of_it.partition("-")[0]
        assert answer.status_code == (204 if has_all else 200)
        assert has_all == ("data-live" not in answer.text)

    whatever()


def test_a_press_is_new_to_every_page_and_what_phones_send_is_new_to_none(app):
    code = plan(app)
    begin(app, code)
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.VOTE)
    seen = news(app, code)
    titles = (f"Slip {number}" for number in count())
    receipts = []

    def writes():
        receipts.extend(hand_in(app, code, next(titles)).values())

    def corrects():
        with app.app_context():
            for receipt in receipts[-1:]:
                practices.correct(receipt, slip(next(titles)))

    def takes_back():
        with app.app_context():
            while receipts:
                practices.withdraw(receipts.pop(), at_once=True)

    def votes():
        vote(app, code, *[([1, 2], [3])] * 5)

    def looks():
        app.test_client().post(f"/join/{code}", data={"do": "look"})

    @settings(max_examples=10)
    @given(st.lists(st.sampled_from([writes, corrects, takes_back, votes, looks]), max_size=6))
    def whatever(acts):
        for act in acts:
            act()
        assert asks(app, code, seen).status_code == 204

    whatever()
    go_to(app, code, Screen.VOTE, part=1)
    assert asks(app, code, seen).status_code == 200


def test_a_page_that_is_still_open_hears_of_the_close_and_then_nothing_more(app):
    code = plan(app)
    begin(app, code)
    seen = news(app, code)

    close(app, code)

    assert "closed" in asks(app, code, seen).text
    assert asks(app, code, news(app, code)).status_code == 204
    assert asks(app, "BCDFGH", seen).status_code == 404
