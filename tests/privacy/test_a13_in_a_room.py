"""Rule A13 in a room: the record of a slip says that it is one while that is so, and not a day longer."""

import json

from flask import Flask
from people import days_later
from privacy.holding import rows_with
from showme.rooms import TITLES, begin, close, go_to, hand_in, key_of, of, plan, vote

from portal.records import record, written
from portal.records.sight import Sight
from portal.showme.runsheet import Screen


def told(app: Flask, of_what: str, sight: Sight = Sight.RECORD) -> dict[str, dict[str, list[dict[str, object]]]]:
    """Give the tables of a record as it would be written."""
    with app.app_context():
        found = record.of_week(of_what, sight) if "-W" in of_what else record.of_practice(of_what, sight)
        return dict(json.loads(written.record(found))["tables"])


def test_the_record_of_a_slip_names_its_session_until_the_hold_ends_and_nothing_of_it_afterwards(app):
    code = plan(app)
    begin(app, code)
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.VOTE)
    vote(app, code, *[([1, 2], [3])] * 5)
    close(app, code)
    with app.app_context():
        key, session = key_of("A quiz key", code), of(code).id

    held = told(app, key)
    assert held.keys() == {"practice", "slip"} == rows_with(app, key).keys()
    assert held["practice"]["rows"][0]["title"] == "withheld: 10 characters, not public yet"
    assert held["slip"]["rows"][0]["show_me_id"] == session

    for _ in range(2):
        days_later(app, 1)
        app.test_client().get("/promise")

    after = told(app, key, Sight.ALL)
    assert after.keys() == {"practice"} == rows_with(app, key).keys()
    assert session not in json.dumps(after)
    week = told(app, "2026-W47")
    assert [row["id"] for row in week["show_me"]["rows"]] == [session]
    assert {row["title"] for row in week["practice"]["rows"]} == {
        f"withheld: {len(title)} characters, not public yet" for title in TITLES
    }
    assert session not in json.dumps(week["practice"])
