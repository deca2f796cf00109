"""Rule A2: in what order texts arrived cannot be recovered from anything that is kept."""

import hashlib
import random
import re
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import CAUGHT, KINDS, PROMPT, WORKFLOW, days_later
from privacy.looking import as_stored, ask, cells, chance, change, database_of, district_beside, pages, tables
from privacy.stories import confirmed, live_room
from sqlalchemy import delete, select, update
from whoosh.index import open_dir

from portal import snapshot
from portal.db import db
from portal.editions import actions as editions
from portal.editions import builder
from portal.moderation import actions as moderation
from portal.moderation import models as tray
from portal.practices import actions
from portal.practices.draft import Draft
from portal.practices.models import Practice
from portal.practices.rules import State
from portal.staff import models as staff
from portal.web import tokens

CLOSE = 0.05
"""How far from none a mean correlation over twenty orders may be by chance."""

SEEDS = range(20)

MANY = 80
"""Practices shared under each seed."""

BORN_OF_TEACHERS = ("practice", "trial", "problem")

KEYS = {
    "practice": "random",
    "trial": "random",
    "problem": "random",
    "spent": "random",
    "staff_member": "random",
    "recommendation": "random",
    "audit_line": "random",
    "staff_session": "digest",
    "staff_attempt": "digest",
    "snapshot": "single row",
    "guide_draft": "single row",
    "signature": "one for each side",
    "release": "public edition",
    "issue": "public number",
    "draft_revision": "public number",
    "refusal": "random",
    "tool_change": "public number",
    "not_taken": "practice",
    "caution_answer": "practice",
    "ruling": "practice",
    "unclear": "public number",
    "allowed_count": "label",
    "gap_page": "single row",
    "show_me": "random",
    "theme": "random",
    "ask": "random",
    "slip": "random",
    "ballot": "random",
    "amnesty_statement": "public number",
    "amnesty_signature": "public number",
}
"""What the key of each table is. A table that is not here fails until someone has said what its key tells."""

SHAPES = {"random": r"[0-9a-f]{20}", "digest": r"[0-9a-f]{64}", "single row": "1"}


# --- The same texts in two orders leave the same bytes.


def test_the_same_practices_and_trials_in_another_order_leave_the_same_bytes(app, blank, tmp_path):
    with (
        district_beside(app, blank, tmp_path / "one") as one,
        district_beside(app, blank, tmp_path / "other") as other,
    ):
        evenings = [live_until_the_second_release(district, chance(seed)) for district, seed in ((one, 1), (other, 2))]
        assert evenings[0] != evenings[1], "the two orders are too much alike to show anything"
        for district in (one, other):
            release(district)

        for table in (*BORN_OF_TEACHERS, "release"):
            rows = as_stored(database_of(one), table)
            assert rows, f"nothing was stored in {table}"
            assert rows == as_stored(database_of(other), table), f"the rows of {table} lie in another order"
            assert pages(database_of(one), table) == pages(database_of(other), table), f"pages of {table} differ"
        assert index_dump(one) == index_dump(other)
        assert plain_files(one) == plain_files(other)


def live_until_the_second_release(app: Flask, order: random.Random) -> list[tuple[int, bytes]]:
    """Share thirty practices through the pages and release them; then trials, problems and six more.

    Gives the pages of the practices as they lay in the evening before the last day's turn.
    """
    client = app.test_client()
    texts = [text(number) for number in range(30)]
    order.shuffle(texts)
    for place, (kind, fields) in enumerate(texts):
        if place in {10, 20}:
            # The order decides the day too, within the week.
            days_later(app, 1)
        share(app, client, kind, fields)
    days_later(app, 1)
    client.get("/promise")
    clear_everything(app, order)
    release(app)
    days_later(app, 7)

    reports = [report(key, number) for number, key in enumerate(sorted(released(app)) * 2)]
    order.shuffle(reports)
    for path, purpose, fields in reports:
        send(app, client, path, purpose, fields)
    more = [text(number) for number in range(30, 36)]
    order.shuffle(more)
    for kind, fields in more:
        share(app, client, kind, fields)
    change(database_of(app), "PRAGMA wal_checkpoint(FULL)")
    evening = pages(database_of(app), "practice")
    days_later(app, 1)
    client.get("/promise")
    clear_everything(app, order)
    return evening


def text(number: int) -> tuple[str, dict[str, Any]]:
    """Invent a practice, always the same for the same number."""
    drawn = chance(number)
    kind = drawn.choice(list(KINDS))
    words = " ".join(drawn.choices(WORDS, k=drawn.randrange(5, 400)))
    return kind, KINDS[kind] | {
        "title": f"Idea {number}: {' '.join(drawn.choices(WORDS, k=3))}",
        {"prompt": "prompt", "workflow": "steps", "caught": "output"}[kind]: words,
        "subject": drawn.sample(["math", "english", "science", "arts"], 2),
        "tool": drawn.sample(["claude", "chatgpt", "gemini"], 2),
        "minutes": str(drawn.randrange(60)),
    }


WORDS = [w for kind in (PROMPT, WORKFLOW, CAUGHT) for w in " ".join(map(str, kind.values())).split()]


def report(key: str, number: int) -> tuple[str, str, dict[str, Any]]:
    """Invent what a colleague sends about a practice: mostly trials, some problems."""
    if number % 5 == 0:
        return f"/practices/{key}/report", f"report {key}", {"words": f"Line {number} is wrong."}
    said = {"outcome": "worked", "subject": "math", "grade": "07", "note": f"Note {number}."}
    return f"/practices/{key}/tried", f"tried {key}", said


def share(app: Flask, client: FlaskClient, kind: str, fields: dict[str, Any]) -> None:
    send(app, client, f"/share/{kind}", "share", fields)


def send(app: Flask, client: FlaskClient, path: str, purpose: str, fields: dict[str, Any]) -> None:
    """Send a form whose nonce, and so whose key, is a function of its text alone."""
    nonce = hashlib.sha256(repr((path, sorted(fields.items()))).encode()).hexdigest()
    with app.app_context():
        token = tokens.mint(purpose, nonce)
    data = confirmed(client, path, fields, token) if purpose == "share" else fields | {"token": token}
    answer = client.post(path, data=data)
    assert answer.status_code == 200, answer.text


def clear_everything(app: Flask, order: random.Random) -> None:
    """Clear the tray in any order: a moderator's is not the authors'."""
    with app.app_context():
        by = staff.by_email("curriculum@example.org")
        waiting = tray.tray()
        practices = [item.id for item in waiting.practices]
        notes = [item.id for item in waiting.trials]
        order.shuffle(practices)
        order.shuffle(notes)
        for key in (*practices, *notes):
            moderation.clear(key, by=by)


def release(app: Flask) -> None:
    with app.app_context():
        editions.release(by="test")
        builder.build()


def released(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Practice.id).where(Practice.state == State.RELEASED)))


def edition_of(app: Flask) -> Path:
    with app.app_context():
        return snapshot.folder(snapshot.standing().edition)


def index_dump(app: Flask) -> tuple[list[Any], list[Any]]:
    """Give all that the index holds: stored fields by document number, and the postings of every term."""
    index = open_dir(str(edition_of(app)), indexname="cards", readonly=True)
    with index.searcher() as searcher:
        reader = searcher.reader()
        stored = [(number, sorted(fields.items())) for number, fields in reader.iter_docs()]
        postings = [
            (field, term, list(reader.postings(field, term).items_as("weight"))) for field, term in reader.all_terms()
        ]
    index.close()
    assert stored
    assert postings
    return stored, postings


def plain_files(app: Flask) -> dict[str, bytes]:
    """Give the files of the edition that are not Whoosh's: its segments bear random names."""
    return {path.name: path.read_bytes() for path in sorted(edition_of(app).iterdir()) if "cards_" not in path.name}


# --- Over twenty orders, nothing goes with the arrival.


@pytest.mark.proof
def test_over_twenty_orders_nothing_that_is_kept_goes_with_the_arrival(app, blank, tmp_path, record_property):
    found: dict[str, list[float]] = {}
    for seed in SEEDS:
        with district_beside(app, blank, tmp_path / str(seed)) as district:
            arrived = share_many(district, seed)
            let_all_out(district)
            path = database_of(district)
            by_page = {cell.offset: key_in(cell.payload, arrived) for cell in cells(path, "practice")}
            seen = {
                "id": sorted(arrived),
                "row order": [row[0] for row in as_stored(path, "practice")],
                "page offset": [by_page[offset] for offset in sorted(by_page)],
                "document number": [dict(fields)["id"] for _, fields in index_dump(district)[0]],
            }
            for name, keys in seen.items():
                assert sorted(keys) == sorted(arrived), f"{name} does not name every practice once"
                found.setdefault(name, []).append(correlation(arrived, keys))

    means = {name: mean(values) for name, values in found.items()}
    farthest = max(means, key=lambda name: abs(means[name]))
    record_property(
        f"A2: mean rank correlation of arrival with anything kept, {len(SEEDS)} orders",
        f"{means[farthest]:+.3f} at most, {farthest} (within ±{CLOSE})",
    )
    assert {name: value for name, value in means.items() if abs(value) > CLOSE} == {}


def test_the_same_measure_catches_a_serial_number_and_a_table_in_order_of_arrival(app, blank, tmp_path):
    with district_beside(app, blank, tmp_path / "planted") as district:
        path = database_of(district)
        change(
            path,
            """
            CREATE TABLE numbered (number INTEGER PRIMARY KEY, practice TEXT) WITHOUT ROWID;
            CREATE TABLE kept (practice TEXT PRIMARY KEY, title TEXT);
            CREATE TRIGGER plant AFTER INSERT ON practice BEGIN
                INSERT INTO numbered VALUES ((SELECT count(*) FROM numbered), new.id);
                INSERT INTO kept VALUES (new.id, new.title);
            END;
            """,
        )
        arrived = share_many(district, seed=0)
        let_all_out(district)

        by_page = {cell.offset: key_in(cell.payload, arrived) for cell in cells(path, "numbered")}
        on_pages = [by_page[offset] for offset in sorted(by_page)]
        in_rows = [row[0] for row in as_stored(path, "kept")]

    # Small cells fill a page from its end, so their offsets tell the order backwards.
    assert abs(correlation(arrived, on_pages)) > 0.9
    assert correlation(arrived, in_rows) > 0.9


def share_many(app: Flask, seed: int) -> list[str]:
    """Share many practices in the order of a seed, and give their keys as they arrived."""
    order = list(range(MANY))
    chance(seed).shuffle(order)
    arrived = []
    with app.app_context():
        for number in order:
            nonce = hashlib.sha256(f"{seed} {number}".encode()).hexdigest()
            draft = Draft(
                kind="workflow",
                title=f"Idea {number}",
                words={"steps": f"1. Step {number}", "checks": "I read it.", "discarded": ""},
                subjects=["math"],
                grades=["6-8"],
                task="feedback",
            )
            actions.share(draft, nonce=nonce)
            arrived.append(tokens.key("practice", nonce))
    return arrived


def let_all_out(app: Flask) -> None:
    """Put everything into the pool and release it. Who cleared what, and when, is not measured here."""
    with app.app_context():
        db.session.execute(update(Practice).values(state=State.POOL))
        db.session.commit()
    release(app)


def key_in(payload: bytes, keys: Sequence[str]) -> str:
    return next(key for key in keys if key.encode() in payload)


def correlation(first: Sequence[str], second: Sequence[str]) -> float:
    """Give Spearman's rank correlation of two orders of the same keys."""
    place = {key: rank for rank, key in enumerate(second)}
    far = sum((rank - place[key]) ** 2 for rank, key in enumerate(first))
    return 1 - 6 * far / (len(first) * (len(first) ** 2 - 1))


# --- What makes it so: no table has a serial number, and a release rewrites the file.


def test_no_table_has_a_serial_number(app, teacher):
    path = database_of(app)
    teacher.shares("prompt")

    assert [name for name, sql in tables(path).items() if "WITHOUT ROWID" not in sql] == []
    assert set(tables(path)) == set(KEYS), "say in KEYS what the key of a new table is"


def test_keys_are_random_or_stand_still(app, released, reader, teacher, curriculum):
    path = database_of(app)
    key = next(row[0] for row in as_stored(path, "practice"))
    reader.open(f"/practices/{key}/tried").send(outcome="worked")
    reader.open(f"/practices/{key}/report").send(words="A name stands in line two.")
    curriculum.open(f"/staff/guide/recommend?practice={key}").send("Keep this line", heading="A line")
    curriculum.open("/staff/guide").send("Say no", reason="Too short.")
    curriculum.open("/staff/gap").send("Let everybody see it")
    curriculum.browser.client.post("/staff/login", data={"email": "nobody@example.org"})
    teacher.takes_back(teacher.shares("prompt", title="Not this one"))
    live_room(app)

    for table, kind in KEYS.items():
        keys = [row[0] for row in as_stored(path, table)]
        assert keys == sorted(keys), f"{table} is not in the order of its keys"
        if kind in SHAPES:
            assert [k for k in keys if not re.fullmatch(SHAPES[kind], str(k))] == [], table
            assert keys or table == "staff_attempt", f"no row of {table} was looked at"


def test_a_release_rewrites_the_file_from_its_first_page_to_its_last(app):
    path = database_of(app)
    share_many(app, seed=0)
    with app.app_context():
        spoilt = select(Practice.id).order_by(Practice.id).limit(MANY // 2)
        db.session.execute(delete(Practice).where(Practice.id.in_(spoilt)))
        db.session.execute(update(Practice).values(state=State.POOL))
        db.session.commit()
    assert ask(path, "PRAGMA freelist_count") != [(0,)]

    with app.app_context():
        editions.release(by="test")

    assert ask(path, "PRAGMA freelist_count") == [(0,)]
    journal = path.with_name("portal.db-wal")
    assert not journal.exists() or journal.stat().st_size == 0
