"""Rule A11 in a room: a slip taken back is gone while the room looks on, and so is a ballot once it is counted."""

import sqlite3
import threading

import pytest
from flask import Flask
from privacy.looking import as_stored, data_of, database_files, database_of, holders
from privacy.test_a11_withdrawn_means_gone import MOMENT, marker
from showme.rooms import begin, go_to, hand_in, key_of, of, plan, slip

from portal.db import db, scrub, scrub_is_due
from portal.practices import actions as practices
from portal.showme import models, room
from portal.showme.ballots import Ballot
from portal.showme.runsheet import Screen

WORDS = [marker(f"in the room {number}") for number in range(6)]


@pytest.fixture
def code(app: Flask) -> str:
    """A session in which people write."""
    code = plan(app)
    begin(app, code)
    go_to(app, code, Screen.WRITE)
    return code


def reader_of(app: Flask) -> sqlite3.Connection:
    """Somebody who holds on to the database, as a phone that asks for news does for a moment."""
    reader = sqlite3.connect(database_of(app), check_same_thread=False, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM practice").fetchone()
    return reader


def test_a_slip_taken_back_is_gone_from_the_board_the_database_and_its_journal_while_a_phone_looks_on(app, code):
    receipts = list(hand_in(app, code, *WORDS).values())
    go_to(app, code, Screen.VOTE)
    client = app.test_client()
    for page in (client.post(f"/join/{code}"), client.get(f"/join/{code}/now")):
        assert WORDS[1] in page.text
    reader = reader_of(app)
    letting_go = threading.Timer(MOMENT, reader.execute, ["COMMIT"])
    letting_go.start()

    with app.app_context():
        practices.withdraw(receipts[0], at_once=True)
        practices.correct(receipts[1], slip("In better words"))

    assert set(holders(database_files(app), *WORDS)) == set(WORDS[2:])
    letting_go.join()
    reader.close()
    seen = client.post(f"/join/{code}").text + client.get(f"/join/{code}/now").text
    assert [word in seen for word in WORDS[:3]] == [False, False, True]
    with app.app_context():
        key = key_of(WORDS[0], code)
    assert {path for paths in holders([data_of(app)], key).values() for path in paths} <= {"portal.db", "portal.db-wal"}
    assert [table for table in ("practice", "slip", "ballot") if key in repr(as_stored(database_of(app), table))] == []


def test_what_a_ballot_said_is_gone_when_the_vote_closes_and_at_the_latest_when_nobody_reads_any_more(app, code):
    hand_in(app, code, *WORDS)
    go_to(app, code, Screen.VOTE)
    with app.app_context():
        for number in range(7):
            room.vote(code, {1, 2}, {3}, number=of(code).votes, nonce=f"voter {number}")
        keys = list(db.session.scalars(db.select(Ballot.id)))
    told = [*keys, '{"try": [1, 2], "worry": [3]}']
    assert set(holders(database_files(app), *told)) == set(told)
    reader = reader_of(app)

    go_to(app, code, Screen.VOTE, part=1)

    assert as_stored(database_of(app), "ballot") == []
    with app.app_context():
        assert scrub_is_due()
        reader.close()
        assert scrub()
        assert {each.number: each.tries for each in models.board(of(code))} == {1: 7, 2: 7, 3: 0, 4: 0, 5: 0, 6: 0}
    assert holders([data_of(app)], *told) == {}
