"""Rule A5 in a room: a phone needs no account, no cookie and no script, and nothing it sends counts twice."""

from dataclasses import replace

import pytest
from browser import Browser, Page
from flask import Flask
from people import Teacher
from privacy.looking import as_stored, content_of, database_of
from privacy.stories import mint
from showme.rooms import TITLES, begin, go_to, hand_in, of, plan

from portal.app import create_app
from portal.showme.runsheet import Screen

SLIP = {"title": "Letters home with Ms. Alvarez", "steps": "I ask for two languages.", "checks": "zqxjvk, with care"}


@pytest.fixture
def code(app: Flask) -> str:
    """A session that votes, with five slips on its board."""
    code = plan(app)
    begin(app, code)
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.VOTE)
    return code


@pytest.fixture
def phone(app: Flask, code: str) -> Page:
    """A phone that has come in; it sends no cookie and runs no script."""
    return Teacher(Browser(app.test_client(use_cookies=False))).open(f"/join/{code}").send("Come in")


def rows(app: Flask, table: str) -> int:
    return len(as_stored(database_of(app), table))


def test_coming_in_looking_and_looking_over_changes_no_byte_of_the_database(app, code, phone):
    before = content_of(app)

    page = phone.send("Look at the screen", **SLIP)
    preview = page.send("See the preview", **SLIP)
    assert preview.found == ["Ms. Alvarez"], "its author sees first what could point at a person"
    preview.send("Change something")
    assert page.send("Send my vote", **SLIP).status == 422
    assert page.send("See the preview", **SLIP | {"checks": ""}).status == 422
    for path in (f"/join/{code}", f"/join/{code}/now", f"/join/{code}/now?seen=0", "/join?code=NOSUCH"):
        phone.browser.client.get(path)

    assert content_of(app) == before


def test_a_slip_and_a_ballot_go_through_without_a_cookie_or_a_script_and_count_once(app, phone):
    preview = phone.send("See the preview", **SLIP)

    assert len({preview.send("Send it").receipt for _ in range(3)}) == 1
    for picks in ([1, 2], [3]):
        assert "Your ballot is in" in phone.send("Send my vote", **{"try": picks}).text

    assert (rows(app, "slip"), rows(app, "ballot")) == (6, 1)
    assert '{"try": [1, 2], "worry": []}' in repr(as_stored(database_of(app), "ballot"))


def test_a_ballot_that_is_not_good_is_refused_and_whatever_was_typed_stays(app, code, phone):
    stranger = create_app(replace(app.extensions["settings"], secret="f" * 64))
    with app.app_context():
        purpose = f"ballot {of(code).id}"
    good = mint(app, purpose)
    nonce, day, signature = good.split(".")
    bad = {
        "none": "",
        "made up": "made.up.token",
        "another nonce": f"{nonce[:-1]}{'A' if nonce[-1] != 'A' else 'B'}.{day}.{signature}",
        "another day": f"{nonce}.{int(day) + 1}.{signature}",
        "a slip's": mint(app, purpose.replace("ballot", "slip")),
        "another session's": mint(app, "ballot " + "0" * 20),
        "another district's": mint(stranger, purpose),
    }
    for what, ballot in bad.items():
        page = phone.send("Send my vote", ballot=ballot, **SLIP, **{"try": 1})
        assert page.status == 400, what
        assert page.typed("checks") == SLIP["checks"], what
    assert rows(app, "ballot") == 0

    assert phone.send("Send my vote", ballot=good, **{"try": 1}).status == 200
    assert rows(app, "ballot") == 1


def test_a_form_from_another_site_neither_writes_nor_votes(app, code, phone):
    preview = phone.send("See the preview", **SLIP)
    sent = {str(tag["name"]): str(tag["value"]) for tag in preview.soup.select("#room input[type=hidden]")}
    ballot = {"do": "vote", "vote": "1", "try": "1", "ballot": str(phone.one("input[name=ballot]")["value"])}
    for data in (sent | {"do": "send"}, ballot):
        for site in ("cross-site", "same-site"):
            answer = phone.browser.client.post(f"/join/{code}", data=data, headers={"Sec-Fetch-Site": site})
            assert answer.status_code == 400
    assert (rows(app, "slip"), rows(app, "ballot")) == (5, 0)

    assert phone.browser.client.post(f"/join/{code}", data=sent | {"do": "send"}).status_code == 200
    assert rows(app, "slip") == 6
