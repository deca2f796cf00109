"""Rule A9: nothing that is born of a teacher's act is kept with a finer time than an ISO week."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from people import PROMPT, days_later
from privacy.looking import as_stored, ask, database_of
from privacy.stories import clear_everything, key_of, let_all_out, live_room, member, mint, publish_guide, share
from showme import rooms
from sqlalchemy import JSON, Boolean, Date, DateTime, Enum, Integer, Interval, String, Text, Time

from portal import clock
from portal.db import Model
from portal.moderation import actions as moderation
from portal.practices import actions

COLUMNS = {
    "practice": {
        "id": "key",
        "kind": "code",
        "state": "code",
        "title": "words",
        "words": "words",
        "picks": "codes",
        "subjects": "codes",
        "grades": "codes",
        "task": "code",
        "tools": "codes",
        "language": "code",
        "minutes": "small number",
        "allowed": "code",
        "receipt_digest": "digest",
        "shared_week": "week",
        "imported": "yes or no",
        "lane": "code",
        "amnesty": "small number",
        "question": "words",
        "answer": "words",
        "redact": "words",
        "instead": "words",
        "reason": "words",
        "decided_week": "week",
        "names_kept": "words",
        "edition": "small number",
        "leaving": "yes or no",
    },
    "trial": {
        "id": "key",
        "practice_id": "key",
        "outcome": "code",
        "subject": "code",
        "band": "code",
        "minutes": "small number",
        "wrong": "codes",
        "reach": "code",
        "checks": "words",
        "note": "words",
        "reading": "code",
        "counted": "small number",
    },
    "problem": {"id": "key", "practice_id": "key", "words": "words", "waiting": "yes or no"},
    "spent": {"id": "key", "week": "week"},
    "unclear": {
        "issue": "small number",
        "section": "small number",
        "waiting": "small number",
        "counted": "small number",
    },
    "allowed_count": {
        "axis": "code",
        "place": "code",
        "task": "code",
        "yes": "small number",
        "others": "small number",
        "new_yes": "small number",
        "new_others": "small number",
    },
    "slip": {
        "id": "key",
        "show_me_id": "key",
        "round": "small number",
        "number": "small number",
        "hidden": "yes or no",
        "theme_id": "key",
        "cautions": "codes",
        "tries": "small number",
        "worries": "small number",
    },
    "ballot": {"id": "key", "show_me_id": "key", "about": "code", "picks": "codes"},
}
"""What each column born of teachers holds. A new column fails until someone has said what it can tell."""

OF_STAFF = {
    "staff_member",
    "staff_session",
    "staff_attempt",
    "amnesty_statement",
    "amnesty_signature",
    "audit_line",
    "guide_draft",
    "draft_revision",
    "refusal",
    "tool_change",
    "not_taken",
    "caution_answer",
    "ruling",
    "gap_page",
    "recommendation",
    "signature",
    "issue",
    "release",
    "snapshot",
    "show_me",
    "theme",
    "ask",
}
"""Tables that no act of a teacher writes a row into."""

TYPES = {
    "key": (String, 20),
    "code": (String, 40),
    "digest": (String, 64),
    "week": (String, 8),
    "words": (Text, String, JSON),
    "codes": (JSON,),
    "small number": (Integer,),
    "yes or no": (Boolean,),
}

SHAPES = {
    "key": r"[0-9a-f]{20}",
    "code": r"[A-Za-z0-9 -]{0,20}",
    "codes": r'[\[\]{}"A-Za-z0-9:, -]*',
    "digest": r"[0-9a-f]{64}",
    "week": r"(\d{4}-W\d\d)?",
    "small number": r"-?\d{1,3}|None",
    "yes or no": r"[01]",
}

MOMENT = re.compile(r"\d{4}-\d\d-\d\d|\d\d?:\d\d|\b1[6-9]\d{8,}|\b73\d{4}\b")
"""A date, a time of day, seconds since 1970, a day's number."""

FULL = PROMPT | {"title": "Told in full", "minutes": "35"}


@pytest.mark.parametrize("table", COLUMNS)
def test_no_column_born_of_teachers_can_hold_more_than_a_week(app, table):
    columns = Model.metadata.tables[table].columns
    in_file = ask(database_of(app), "SELECT name FROM pragma_table_info(?)", table)

    assert {column.name for column in columns} == set(COLUMNS[table]), "say in COLUMNS what the new column holds"
    assert {name for (name,) in in_file} == set(COLUMNS[table])
    for column in columns:
        wanted = TYPES[COLUMNS[table][column.name]]
        assert not isinstance(column.type, (DateTime, Date, Time, Interval)), column
        assert isinstance(column.type, tuple(kind for kind in wanted if isinstance(kind, type))), column
        longest = [most for most in wanted if isinstance(most, int)]
        if longest and not isinstance(column.type, Enum):
            assert column.type.length <= longest[0], column
        assert column.server_default is None, column


def test_every_other_table_is_of_staff(app):
    assert set(Model.metadata.tables) - set(COLUMNS) == OF_STAFF
    triggers = ask(database_of(app), "SELECT tbl_name FROM sqlite_master WHERE type IN ('trigger', 'view')")
    assert {table for (table,) in triggers} == {
        "amnesty_statement",
        "amnesty_signature",
        "issue",
        "refusal",
        "tool_change",
    }


def test_after_a_full_story_no_value_is_finer_than_a_week(app, public, record_property):
    live(app)
    looked = 0

    for table, columns in COLUMNS.items():
        rows = as_stored(database_of(app), table)
        assert rows, f"the story leaves nothing in {table}"
        names = [name for (name,) in ask(database_of(app), "SELECT name FROM pragma_table_info(?)", table)]
        for row in rows:
            for name, value in zip(names, row, strict=True):
                looked += 1
                shape = SHAPES.get(columns[name])
                if value is None:
                    assert name in {"minutes", "receipt_digest", "theme_id"}
                elif shape:
                    assert re.fullmatch(shape, str(value)), f"{table}.{name} holds {value!r}"
                else:
                    assert not MOMENT.search(str(value)), f"{table}.{name} holds {value!r}"
    record_property("A9: stored values finer than a week after a full story", f"0 of {looked} (0)")


def test_the_pattern_of_moments_finds_moments():
    now = datetime.fromisoformat("2026-11-16T09:30:12+00:00")
    for value in (now.isoformat(), now.date().isoformat(), f"{now:%H:%M}", now.timestamp(), now.toordinal()):
        assert MOMENT.search(str(value)), value
    assert not MOMENT.search("2026-W47")


def live(app: Flask) -> None:
    """Let everything happen that a teacher can do: in each state something stays behind."""
    client = app.test_client()
    receipts = {
        title: share(app, client, "prompt", **FULL | {"title": title})
        for title in ("One asked about", "One turned away", "One mended")
    }
    days_later(app, 1)
    client.get("/promise")
    with app.app_context():
        by = member("curriculum")
        moderation.ask(key_in_file(app, "One asked about"), "For which grade?", by=by)
        moderation.decline(key_in_file(app, "One turned away"), "It names a student.", by=by)
        moderation.ask(key_in_file(app, "One mended"), "For which grade?", by=by)
        actions.answer(receipts["One mended"], "For all of them.")
    share(app, client, "caught", title="left waiting")
    share(app, client, "workflow", title="left waiting too")
    released = key_of(app, "Three reading levels")
    for number in range(2):
        said = {"outcome": "worked", "grade": "07", "subject": "math", "minutes": "20", "note": f"Note {number}."}
        send(app, f"/practices/{released}/tried", f"tried {released}", said)
    send(app, f"/practices/{released}/report", f"report {released}", {"words": "A name stands in line two."})
    gone = share(app, client, "prompt", title="taken back")
    with app.app_context():
        actions.withdraw(gone, at_once=True)
    publish_guide(app, [released])
    assert client.post("/guide/unclear", data={"issue": "1", "section": "2"}).status_code == 200
    live_room(app)


def send(app: Flask, path: str, purpose: str, fields: dict[str, Any]) -> None:
    answer = app.test_client().post(path, data=fields | {"token": mint(app, purpose)})
    assert answer.status_code == 200


def key_in_file(app: Flask, title: str) -> str:
    return str(ask(database_of(app), "SELECT id FROM practice WHERE title = ?", title)[0][0])


# --- Nothing else keeps the day either.


def test_the_daily_turn_takes_waiting_texts_along_without_keeping_their_day(app, public):
    client = app.test_client()
    share(app, client, "prompt", nonce="on the first day", title="On the first day")
    days_later(app, 1)
    client.get("/promise")
    share(app, client, "prompt", nonce="on the second day", title="On the second day")
    before = rows_by_title(app)
    days_later(app, 1)
    client.get("/promise")
    after = rows_by_title(app)

    changed = {
        name
        for name in after["On the second day"]
        if before["On the second day"][name] != after["On the second day"][name]
    }
    assert changed == {"state"}
    assert before["On the first day"] == after["On the first day"]
    differ = {
        name
        for name in after["On the first day"]
        if after["On the first day"][name] != after["On the second day"][name]
    }
    assert differ == {"id", "title", "receipt_digest"}


def test_the_timer_of_a_room_knows_no_time_of_day_and_leaves_nothing_behind(app):
    code = live_room(app)
    ((ends,),) = ask(database_of(app), "SELECT ends FROM show_me")
    with app.app_context():
        # Counted from a moment nobody knows: not from 1970, nor from any midnight.
        assert 0 <= ends - clock.ticks() <= 90 * 60
        assert not clock.start_of_day() - 86_400 < ends < clock.start_of_day() + 2 * 86_400
    rooms.close(app, code)

    ((ends, left, on, turns),) = ask(database_of(app), 'SELECT ends, "left", "on", turns FROM show_me')
    assert (ends, left, turns) == (None, None, 0)
    assert on == "2026-11-16", "the day it was planned for"
    days_later(app, 40)
    app.test_client().get("/promise")
    assert ask(database_of(app), "SELECT turns FROM show_me") != [(40,)], "days are not counted on"


def rows_by_title(app: Flask) -> dict[str, dict[str, Any]]:
    names = [name for (name,) in ask(database_of(app), "SELECT name FROM pragma_table_info('practice')")]
    rows = [dict(zip(names, row, strict=True)) for row in as_stored(database_of(app), "practice")]
    return {row["title"]: row for row in rows}


def test_a_release_puts_its_own_week_in_place_of_the_authors(app):
    client = app.test_client()
    for number in range(3):
        share(app, client, "prompt", title=f"First week {number}")
    days_later(app, 7)
    for number in range(3):
        share(app, client, "prompt", title=f"Second week {number}")
    assert len({row["shared_week"] for row in rows_by_title(app).values()}) == 2

    let_all_out(app)

    rows = rows_by_title(app).values()
    assert {row["state"] for row in rows} == {"released"}
    assert {row["shared_week"] for row in rows} == {"2026-W48"}
    assert {row["decided_week"] for row in rows} == {""}


def test_what_staff_did_is_kept_by_date_and_clearing_names_no_practice(app, public):
    live(app)
    days_later(app, 1)
    app.test_client().get("/promise")
    clear_everything(app)
    taken_down = key_of(app, "A quote nobody said")
    with app.app_context():
        moderation.take_down(taken_down, "It named a student.", by=member("curriculum"))

    lines = ask(database_of(app), 'SELECT "on", "by", what, about FROM audit_line')
    keys = {key for table in ("practice", "trial", "problem") for (key, *_) in as_stored(database_of(app), table)}
    titles = {row["title"] for row in rows_by_title(app).values() if row["title"]}
    assert {date.fromisoformat(on).isoformat() for on, *_ in lines} == {on for on, *_ in lines}
    assert any("cleared" in what for _, _, what, _ in lines)
    for on, by, what, about in lines:
        assert not MOMENT.search(what)
        assert about is None or ("took" in what and about == taken_down)
        assert not [word for word in (*keys, *titles) if word in what], what
        assert by in {"test", "curriculum@example.org", "union@example.org"}, on


def test_no_page_of_readers_or_staff_tells_the_day_of_a_text(app, public, curriculum):
    key = key_of(app, "Three reading levels")
    days = {(date(2026, 11, 9) + timedelta(days=number)) for number in range(30)}
    told = {day.isoformat() for day in days} | {f"{day:%B} {day.day}" for day in days}
    share(app, app.test_client(), "prompt", title="In the tray")
    days_later(app, 1)
    lists = ("/practices", "/practices.md", "/practices.csv", "/practices/print", "/api/practices")
    for path in ("/", *lists, f"/practices/{key}", f"/api/practices/{key}"):
        page = app.test_client().get(path).text
        assert [day for day in told if day in page] == [], path
        assert "2026-W" not in page, path
    # A feed has to bear a date: it is the Monday of a release's week, whatever the day of the release was.
    feed = app.test_client().get("/releases.atom").text
    assert {day.weekday() for day in days if day.isoformat() in feed or f"{day:%B} {day.day}," in feed} == {0}
    tray = curriculum.open("/staff/tray").text
    assert "In the tray" in tray
    assert [day for day in told if day in tray] == []
