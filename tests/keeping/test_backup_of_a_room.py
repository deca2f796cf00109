"""A backup never tells which practices were written in one room, and brings back no ballot and no slip taken back."""

import sqlite3
from contextlib import closing

import pytest
from flask import Flask
from keeping.test_backup import Site, held
from people import days_later
from showme.rooms import TITLES, begin, board, close, go_to, hand_in, key_of, plan, vote

from portal.practices import actions as practices
from portal.practices import models
from portal.showme.runsheet import Screen


@pytest.fixture
def site(app: Flask) -> Site:
    return Site(app)


@pytest.fixture
def code(app: Flask) -> str:
    """A session that votes, with five slips on its board."""
    code = plan(app)
    begin(app, code)
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.VOTE)
    vote(app, code, *[([1, 2], [3])] * 5)
    return code


def state(app: Flask, title: str, code: str) -> str:
    with app.app_context():
        found = models.by_id(key_of(title, code))
        return found.state.value if found else "gone"


def in_backup(file, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize(held(file)["portal.db"])
        return copy.execute(question).fetchall()


def test_a_backup_made_during_a_session_ties_no_practice_to_it_on_any_machine(site, code, tmp_path):
    site.run("backup", tmp_path / "file")

    assert in_backup(tmp_path / "file", "SELECT count(*) FROM slip UNION ALL SELECT count(*) FROM ballot") == [
        (0,),
        (0,),
    ]
    assert in_backup(tmp_path / "file", "SELECT DISTINCT state, count(*) FROM practice") == [("tray", 5)]
    ((session,),) = in_backup(tmp_path / "file", "SELECT id FROM show_me")
    assert session not in repr(in_backup(tmp_path / "file", "SELECT * FROM practice"))

    new = site.copy(tmp_path / "new", empty=True)
    restored = new.run("restore", tmp_path / "file")

    assert restored.exit_code == 0, restored.output
    assert {state(new.app, title, code) for title in TITLES} == {"tray"}, "nothing is held for ever"


def test_restored_during_the_hold_the_board_stands_without_what_was_taken_back_and_no_ballot_comes_again(
    site, code, tmp_path
):
    receipt = hand_in(site.app, code, TITLES[0])[TITLES[0]]
    site.run("backup", tmp_path / "file")
    hand_in(site.app, code, "After the backup")
    go_to(site.app, code, Screen.VOTE, part=1)
    with site.app.app_context():
        practices.withdraw(receipt, at_once=True)
    close(site.app, code)
    shown = board(site.app, code)

    restored = site.run("restore", tmp_path / "file")

    assert restored.exit_code == 0, restored.output
    assert board(site.app, code) == shown
    assert len(shown) == 4
    assert [state(site.app, title, code) for title in (*TITLES[:2], "After the backup")] == ["gone", "held", "gone"]
    assert site.rows()["ballot"] == []
    assert len(site.rows()["slip"]) == 4, "no slip stands without its practice"


def test_restored_after_the_hold_nothing_says_again_where_they_came_from(site, code, tmp_path):
    close(site.app, code)
    site.run("backup", tmp_path / "file")
    for _ in range(2):
        days_later(site.app, 1)
        site.teacher().open("/promise")

    restored = site.run("restore", tmp_path / "file")

    assert restored.exit_code == 0, restored.output
    assert site.rows()["slip"] == []
    assert state(site.app, TITLES[0], code) == "tray"
