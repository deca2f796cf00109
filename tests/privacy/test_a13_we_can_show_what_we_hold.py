"""A13: we can show what we hold. The whole file and the whole folder are read past the portal and compared."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict
from functools import partial

import pytest
from browser import Browser
from conftest import settings_for
from people import FIVE, Teacher, days_later
from privacy.holding import (
    ASKED,
    CITED,
    DECLINED,
    LEAVING,
    SECOND,
    TAKEN_DOWN,
    UNREAD,
    UNREAD_WITHDRAWN,
    WITHDRAWN,
    busy,
    decoded,
    every_column,
    every_row,
    files_of,
    rows_with,
)
from privacy.looking import change, data_of, database_of, worker
from privacy.stories import key_of, let_all_out, share
from whoosh.index import open_dir

from portal import config
from portal.app import create_app
from portal.db import Model, db, scrub
from portal.records import inventory, record, written
from portal.records.everything import everything
from portal.records.rules import days_of
from portal.records.sample import _DRAFT, sample
from portal.records.sight import Sight

TEACHERS = ("practice", "spent", "trial", "problem")
"""The tables whose rows are born of teachers."""


@pytest.fixture(scope="module")
def held(blank, tmp_path_factory):
    """A busy district that all tests here look at, and the keys of its practices; whoever changes it takes a copy."""
    data = tmp_path_factory.mktemp("held") / "data"
    shutil.copytree(blank, data)
    app = create_app(settings_for(data))
    client = app.test_client(use_cookies=False)
    receipts = {title: share(app, client, kind, title=title) for kind, title in FIVE}
    let_all_out(app)
    yield app, busy(app, receipts)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def keys(held):
    return held[1]


@pytest.fixture
def app(held):
    return held[0]


@pytest.fixture
def of(app):
    """Ask for a record, and give it as it would be written."""
    return partial(ask, app)


@pytest.fixture
def own(app, tmp_path):
    """The same district once more, for a test that changes it."""
    shutil.copytree(data_of(app), tmp_path / "data")
    with worker(app, tmp_path / "data") as another:
        yield another


def test_every_table_column_and_file_is_placed(own, record_property):
    app = own
    leave_the_rest(app)
    known = {entry.name: set(entry.columns) for entry in inventory.TABLES}
    files = files_of(app)

    assert known == every_column(app)
    assert known.keys() - {"alembic_version"} == Model.metadata.tables.keys()
    unplaced = [path for path in files if inventory.file(path) is None]
    assert unplaced == []
    assert [entry.pattern for entry in inventory.FILES if not any(map(entry.matches, files))] == []
    assert [name for name, rows in every_row(app).items() if not rows and name != "signature"] == []

    columns = sum(map(len, known.values()))
    figure = (
        f"{len(known)} tables, {columns} columns, {len(inventory.FILES)} kinds of file; {len(unplaced)} unplaced (0)"
    )
    record_property("A13: tables, columns and files placed", figure)


def test_every_column_named_elsewhere_in_the_inventory_is_a_column_of_its_table():
    for entry in inventory.TABLES:
        named = {*entry.weeks, *entry.releases, *entry.typed, *entry.inside, *entry.secret, entry.practice} - {""}
        assert named <= set(entry.columns)
        assert entry.holds.endswith(".")
        assert entry.kept.endswith(".")


def test_a_table_a_column_or_a_file_that_is_new_would_be_found(own):
    known = {entry.name: set(entry.columns) for entry in inventory.TABLES}
    change(database_of(own), "CREATE TABLE visit (at TEXT); ALTER TABLE trial ADD COLUMN seen TEXT")
    new = {"visitors.log", "editions/9/times.json", "portal.db.old", "editions/secret"}
    (data_of(own) / "editions" / "9").mkdir()
    for path in new:
        (data_of(own) / path).touch()

    assert every_column(own).keys() - known.keys() == {"visit"}
    assert every_column(own)["trial"] - known["trial"] == {"seen"}
    with own.app_context():
        assert set(everything().unplaced) == new


@pytest.mark.parametrize(
    "title", [CITED, SECOND, WITHDRAWN, TAKEN_DOWN, LEAVING, ASKED, DECLINED, UNREAD, UNREAD_WITHDRAWN]
)
def test_the_record_of_a_practice_is_all_that_hangs_on_it_and_nothing_else(app, keys, of, title):
    key = keys[title]
    in_file = rows_with(app, key)

    shown = of(key)

    assert shown["tables"].keys() == in_file.keys()
    for table, rows in in_file.items():
        assert_same_rows(shown["tables"][table]["rows"], rows)
    assert {path for path in in_files(app, key) if path.startswith("editions/")} == {
        path for path in listed_files(shown) if not path.endswith(("spelling.json", "rows.npy", ".pst", ".col"))
    }
    assert not [other for other in keys.values() if other != key and holds_key(shown, other)]


def test_the_words_of_a_practice_stand_in_no_file_that_its_record_does_not_name(own):
    app = own
    words = "zxqwvanadium"
    share(app, app.test_client(use_cookies=False), "prompt", title="Odd", checks=f"I look for {words}.")
    key = key_of(app, "Odd")
    assert in_files(app, words) <= {"portal.db", "portal.db-wal"}

    for kind, title in FIVE[1:]:
        share(app, app.test_client(use_cookies=False), kind, title=f"{title} too")
    let_all_out(app)

    shown = ask(app, key)
    assert words in json.dumps(shown)
    assert {path for path in in_files(app, words) if path.startswith("editions/")} <= listed_files(shown)
    (edition,) = shown["editions"]
    assert edition["index"]["words"] == pytest.approx(words_in_index(app, edition), abs=2)


def test_the_card_and_the_guide_are_told_as_they_lie_in_the_edition(app, keys, of):
    (edition,) = of(keys[CITED])["editions"]
    folder = data_of(app) / "editions" / edition["edition"]
    cards = json.loads((folder / "cards.json").read_text(encoding="utf-8"))["cards"]

    assert edition["card"] in cards
    assert edition["card"]["id"] == keys[CITED]
    assert edition["cited"]
    assert edition["index"]["stored"] == {"id": keys[CITED]}


def test_a_week_shows_every_row_that_bears_it(app, keys, of):
    dated = {word for rows in every_row(app).values() for row in rows for word in weeks_in(row)}
    assert len(dated) >= 3

    for week in dated:
        in_file = rows_with(app, week, *days_of(week))
        released = {row["edition"] for row in in_file.get("release", ())}
        counted = [row for row in every_row(app)["trial"] if row["counted"] in released]
        shown = of(week)["tables"]
        assert shown.keys() == in_file.keys() | ({"trial"} if counted else set())
        for table, rows in in_file.items():
            assert_same_rows(shown[table]["rows"], rows, secret=inventory.table(table).secret)
        assert_same_rows(shown.get("trial", {"rows": []})["rows"], counted)


def test_what_teachers_left_holds_no_day_and_no_time(app, keys, of):
    for week in ("2026-W47", "2026-W48", "2026-W49"):
        rows = [row for name in TEACHERS for row in of(week)["tables"].get(name, {"rows": []})["rows"]]
        assert rows or week == "2026-W49"
        assert not re.search(r"\d{4}-\d\d-\d\d|\d\d:\d\d|\b1[78]\d{8}\b", json.dumps(rows))
    for key in keys.values():
        rows = [row for name in TEACHERS for row in of(key)["tables"].get(name, {"rows": []})["rows"]]
        assert not re.search(r"\d{4}-\d\d-\d\d|\d\d:\d\d|\b1[78]\d{8}\b", json.dumps(rows))


@pytest.mark.parametrize("title", [ASKED, DECLINED, UNREAD, TAKEN_DOWN])
def test_words_that_are_not_public_are_counted_and_not_told(app, keys, of, title):
    before = every_row(app)

    shown = of(keys[title], Sight.RECORD)

    (row,) = shown["tables"]["practice"]["rows"]
    (stored,) = [each for each in before["practice"] if each["id"] == keys[title]]
    typed = inventory.table("practice").typed
    for column in typed - {"words", "picks"}:
        value = decoded(stored[column], [] if stored[column] and str(stored[column]).startswith("[") else "")
        assert row[column] == value if value in ("", [], None) else row[column].startswith("withheld: ")
    assert {name: row[name] for name in row.keys() - typed} == {
        name: decoded(stored[name], row[name]) for name in row.keys() - typed
    }
    checks = json.loads(stored["words"]).get("checks")
    if checks:
        assert row["words"]["checks"] == f"withheld: {len(checks)} characters, not public yet"
        assert checks not in json.dumps(shown)


def test_notes_and_problems_that_nobody_has_read_are_not_told_either(keys, of):
    shown = json.dumps(of(keys[CITED], Sight.RECORD))

    assert "It saved an hour." in shown
    assert "It got stuck." not in shown
    assert "Its link is dead." not in shown
    assert "Its link is dead." in json.dumps(of(keys[CITED]))


def test_what_opens_an_account_is_never_told(app, keys, of):
    rows = every_row(app)
    secrets = [row["password_hash"] for row in rows["staff_member"]]
    secrets += [row["id"] for name in ("staff_session", "staff_attempt") for row in rows[name]]

    weeks = [of(week)["tables"] for week in ("2026-W47", "2026-W48", "2026-W49", "2026-W50")]
    told = [json.dumps(each) for each in weeks]

    assert {"staff_member", "staff_session", "staff_attempt"} <= {table for each in weeks for table in each}
    assert not [secret for secret in secrets for each in told if secret in each]


def test_a_key_that_is_gone_is_answered_plainly(keys, of, own):
    assert of("0" * 20)["in_short"] == "We hold nothing under this key."
    assert of(keys[UNREAD_WITHDRAWN])["in_short"] == "Only the bare key, until week 2026-W49."
    assert of(keys[WITHDRAWN])["in_short"].startswith("Only the key, and the files of an edition that goes soon")

    days_later(own, 21)
    own.test_client().get("/promise")

    assert ask(own, keys[UNREAD_WITHDRAWN])["in_short"] == "We hold nothing under this key."


def test_the_record_is_the_same_bytes_for_whoever_asks(app, keys):
    with app.app_context():
        first = written.record(record.of_practice(keys[CITED], Sight.RECORD))
        again = written.record(record.of_practice(keys[CITED], Sight.RECORD))
    assert first == again
    rows = json.loads(first)["tables"]["trial"]["rows"]
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)


def test_the_sample_is_what_is_really_stored(own):
    app, teacher = own, Teacher(Browser(own.test_client()))
    shared = asdict(_DRAFT) | _DRAFT.words
    fields = ("title", "prompt", "when", "checks", "task", "language", "minutes", "allowed")
    form = {name: shared[name] for name in fields}
    form |= {"subject": _DRAFT.subjects, "grade": _DRAFT.grades, "tool": _DRAFT.tools}
    teacher.shares("prompt", **form)
    key = key_of(app, _DRAFT.title)
    stored = ask(app, key)["tables"]["practice"]["rows"][0]
    with app.app_context():
        assert without_key(sample().before) == without_key(stored)

    for kind, title in FIVE[1:]:
        share(app, app.test_client(use_cookies=False), kind, title=title)
    let_all_out(app)

    days_later(app, -7)
    with app.app_context():
        after = sample().after
    assert without_key(after) == without_key(ask(app, key)["tables"]["practice"]["rows"][0])
    assert set(after) == every_column(app)["practice"]


def test_the_sample_leaves_nothing_behind(app):
    before = every_row(app)
    with app.app_context():
        sample()
    assert every_row(app) == before


def ask(app, what, sight=Sight.ALL):
    with app.app_context():
        found = record.of_week(what, sight) if "W" in what else record.of_practice(what, sight)
        return json.loads(written.record(found))


def leave_the_rest(app):
    """Let those files come about that a quiet day does not leave: a reader in the way of a deletion, a demo."""
    config.load({"PORTAL_DATA": str(data_of(app))})
    with closing(sqlite3.connect(database_of(app))) as reading, app.app_context():
        reading.execute("BEGIN").execute("SELECT * FROM practice").fetchone()
        assert not scrub()
    for name in ("demo-accounts.json", "serving.lock", "portal.db.restoring", "secret.restoring"):
        (data_of(app) / name).touch()


def assert_same_rows(shown, stored, secret=()):
    """Compare all columns of all rows, but those that open something: these are withheld."""
    assert len(shown) == len(stored)
    for row in stored:
        (match,) = [each for each in shown if all(same(row, each, name) for name in row if name not in secret)]
        assert match.keys() == row.keys()
        assert all(match[name] == "withheld: a secret" for name in secret)


def same(row, shown, name):
    return decoded(row[name], shown[name]) == shown[name]


def holds_key(shown, key):
    """Say whether a record tells of another practice; the guide and its drafts cite both, and what was refused may."""
    citing = {"issue", "draft_revision", "snapshot"}
    tables = {name: told for name, told in shown["tables"].items() if name not in citing}
    return key in json.dumps([tables, shown["editions"]])


def in_files(app, words):
    return {path for path, file in files_of(app).items() if words.encode() in file.read_bytes()}


def listed_files(shown):
    return {f"editions/{each['edition']}/{name}" for each in shown["editions"] for name in each["files"]}


def words_in_index(app, edition):
    """Count the words under which the index finds a document, by walking through every word of every field."""
    with open_dir(str(data_of(app) / "editions" / edition["edition"]), indexname="cards").reader() as reader:
        found = dict.fromkeys(edition["index"]["words"], 0)
        for field, term in reader.all_terms():
            matcher = reader.postings(field, term)
            while field in found and matcher.is_active():
                if matcher.id() == edition["index"]["document"]:
                    found[field] += round(matcher.weight())
                matcher.next()
    return found


def weeks_in(row):
    return re.findall(r"\d{4}-W\d\d", " ".join(map(str, row.values())))


def without_key(row):
    """Leave out what no two practices share, and the lane, which the browser decides."""
    return {name: value for name, value in row.items() if name not in {"id", "receipt_digest", "edition", "lane"}}
