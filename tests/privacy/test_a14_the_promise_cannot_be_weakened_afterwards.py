"""Rule A14: amnesty statements are only ever added, signed by both sides, and each practice keeps its own."""

import re
import sqlite3
from contextlib import closing, suppress

import pytest
from flask import Flask
from flask_migrate import downgrade
from people import PASSWORD, STATEMENT, both_sign, days_later
from privacy.looking import as_stored, ask, change, data_of, database_of
from privacy.stories import key_of, let_all_out, member, publish_guide, share
from showme import rooms

from portal.amnesty import actions, models
from portal.db import db, scrub
from portal.editions import builder
from portal.errors import NotAllowedError, PortalError
from portal.moderation import actions as moderation
from portal.practices import actions as practices
from portal.practices import models as stored
from portal.practices.draft import Draft
from portal.showme.runsheet import Screen
from portal.staff import actions as staff
from portal.staff.models import by_email
from portal.staff.roles import Role
from portal.web.unseen import is_staff

TABLES = ("amnesty_statement", "amnesty_signature")

WAYS = {
    "a change of the text": "UPDATE amnesty_statement SET text = 'Nothing is promised.'",
    "a change of its hash": "UPDATE amnesty_statement SET content_hash = '' WHERE version = 1",
    "a change of its number": "UPDATE amnesty_statement SET version = 7",
    "a deletion": "DELETE FROM amnesty_statement",
    "a replacement": "INSERT OR REPLACE INTO amnesty_statement SELECT version, 'Nothing.', content_hash, proposed_on "
    "FROM amnesty_statement",
    "an insertion that would change": "INSERT INTO amnesty_statement VALUES (1, 'Nothing.', '', '2026-11-16') "
    "ON CONFLICT (version) DO UPDATE SET text = excluded.text",
    "a signature under another name": "UPDATE amnesty_signature SET name = 'Somebody else'",
    "a signature moved to another version": "UPDATE amnesty_signature SET version = 2",
    "a signature taken back": "DELETE FROM amnesty_signature WHERE side = 'union'",
    "a signature replaced": "REPLACE INTO amnesty_signature SELECT version, side, 'Somebody else', \"on\" "
    "FROM amnesty_signature",
}


def kept(app: Flask) -> list[list[tuple[object, ...]]]:
    return [as_stored(database_of(app), table) for table in TABLES]


@pytest.mark.parametrize("statement", WAYS.values(), ids=WAYS)
def test_the_database_itself_refuses(app, amnestied, statement):
    before = kept(app)
    assert before[0]
    assert before[1]

    with (
        closing(sqlite3.connect(database_of(app))) as connection,
        pytest.raises(sqlite3.IntegrityError, match="only ever added to"),
    ):
        connection.execute(statement)

    assert kept(app) == before


def test_a_rewritten_file_refuses_as_well(app, amnestied):
    with app.app_context():
        assert scrub()

    for statement in WAYS.values():
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            change(database_of(app), statement)


def test_the_database_does_not_step_back_over_a_statement(app, amnestied):
    before = kept(app)

    with app.app_context():
        with pytest.raises(SystemExit):
            downgrade(revision="0001")
        db.session.remove()
        db.engine.dispose()

    assert kept(app) == before


def test_an_account_that_was_closed_meanwhile_signs_nothing(app, amnestied):
    with app.app_context():
        curriculum = by_email("curriculum@example.org")
        actions.propose("A second text.", by=curriculum)
        staff.disable(curriculum.email, by="command line")

        with pytest.raises(NotAllowedError):
            actions.sign(2, models.pending().content_hash, by=curriculum)


def test_the_models_refuse_as_well(app, amnestied):
    with app.app_context():
        row = db.session.get(models.Statement, 1)
        row.text = "Nothing is promised."
        with pytest.raises(db.exc.IntegrityError, match="only ever added to"):
            db.session.commit()
        db.session.rollback()
        db.session.delete(db.session.get(models.AmnestySignature, (1, Role.UNION)))
        with pytest.raises(db.exc.IntegrityError, match="only ever added to"):
            db.session.commit()


def test_whatever_both_sides_do_next_only_adds(app, amnestied):
    seen = [set(rows) for rows in kept(app)]

    def only_added() -> None:
        for before, now in zip(seen, map(set, kept(app)), strict=True):
            assert before <= now
            before.update(now)

    with app.app_context():
        curriculum, union = member("curriculum"), member("union")
        for text, by in (
            ("Second.", curriculum),
            ("Third.", union),
            ("Third.", curriculum),
            (STATEMENT, union),
            ("", union),
        ):
            with suppress(PortalError):
                actions.propose(text, by=by)
            only_added()
        for number in (0, 1, 2, 3, 4, 99):
            for by in (curriculum, union, curriculum, member("admin")):
                found = models.by_version(number)
                with suppress(PortalError):
                    actions.sign(number, found.content_hash if found else "", by=by)
                only_added()
        assert models.in_force().number == models.newest() == 3
        staff.add("ana@example.org", Role.UNION, PASSWORD, name="Ana Lima", by=union)
        staff.disable("union@example.org", by=staff.models.by_email("ana@example.org"))
        staff.change_password("ana@example.org", PASSWORD + "!", by="command line")
        only_added()
        days_later(app, 400)
        builder.build(anew=True)
    app.test_client().get("/promise")
    only_added()
    assert len(seen[0]) == 3
    assert len(seen[1]) == 4


def test_a_later_statement_never_changes_what_an_earlier_practice_carries(app, amnestied):
    client = app.test_client()
    titles = ("waits", "is asked", "is corrected", "goes public", "is taken down", "is declined")
    receipts = {title: share(app, client, "prompt", title=title) for title in titles}
    for number in range(4):
        share(app, client, "prompt", title=f"more {number}")
    both_sign(app, "A second text, with less in it.")

    with app.app_context():
        practices.correct(receipts["is corrected"], draft_of(app, "is corrected"))
    days_later(app, 1)
    client.get("/promise")
    with app.app_context():
        by = member("curriculum")
        moderation.ask(key_of(app, "is asked"), "For which grade?", by=by)
        practices.answer(receipts["is asked"], "For all of them.")
        moderation.decline(key_of(app, "is declined"), "It names a student.", by=by)
    let_all_out(app)
    both_sign(app, "A third text.")
    share(app, client, "prompt", title="came later")
    publish_guide(app, [key_of(app, "goes public")])
    with app.app_context():
        moderation.take_down(key_of(app, "is taken down"), "It named a student.", by=member("curriculum"))
        builder.build(anew=True)

    carried = dict(ask(database_of(app), "SELECT coalesce(nullif(title, ''), state), amnesty FROM practice"))
    assert carried.pop("came later") == 3
    assert len(carried) >= 9
    assert set(carried.values()) == {1}


def test_slips_stand_under_the_statement_their_room_was_read_whatever_is_signed_while_it_sits(app, amnestied, teacher):
    code = rooms.plan(app)
    preview = teacher.open(f"/join/{code}").send("Come in").send("See the preview", **SLIP)
    rooms.begin(app, code)
    before = preview.send("Send it").receipt
    both_sign(app, "A second text, with less in it.")

    after = rooms.hand_in(app, code, "Written later")["Written later"]
    with app.app_context():
        practices.correct(after, draft_of(app, "Written later"))
    rooms.close(app, code)
    for _ in range(2):
        days_later(app, 1)
        teacher.open("/promise")

    assert ask(database_of(app), "SELECT DISTINCT state, amnesty FROM practice") == [("tray", 1)]
    for receipt in (before, after):
        assert "You shared this under amnesty statement 1 ," in teacher.shows(receipt).text


def test_a_plan_that_takes_a_newer_statement_puts_no_slip_under_it_that_was_looked_over_under_the_older(
    app, amnestied, teacher, curriculum
):
    code = rooms.plan(app)
    preview = teacher.open(f"/join/{code}").send("Come in").send("See the preview", **SLIP)
    both_sign(app, "A second text, with less in it.")
    with app.app_context():
        key = rooms.of(code).id
    curriculum.open(f"/staff/showme/{key}").send("Keep the plan")

    again = preview.send("Send it")

    assert again.status == 400
    assert "with less in it" in again.text
    assert ask(database_of(app), "SELECT count(*) FROM practice") == [(0,)]
    again.send("Send it")
    assert ask(database_of(app), "SELECT amnesty FROM practice") == [(2,)]


SLIP = {"title": "Letters home", "steps": "I ask for two languages.", "checks": "A colleague reads both."}


def draft_of(app: Flask, title: str) -> Draft:
    """Give what an author would send to correct one line."""
    practice = stored.by_id(key_of(app, title))
    assert practice is not None
    draft = practice.draft()
    return draft.with_texts(draft.texts() | {"checks": "I read it twice."})


def test_the_receipt_tells_its_own_statement_when_a_newer_one_is_in_force(app, amnestied, teacher):
    shown = teacher.previews("prompt").send("Share it")
    days_later(app, 30)
    both_sign(app, "A second text, with less in it.")

    later = teacher.shows(shown.receipt)

    for page in (shown, later):
        assert "You shared this under amnesty statement 1 , signed by curriculum office" in page.text
        assert "curriculum office and union office on November 16, 2026" in page.text
        assert page.one("a[href='/promise#amnesty-1']")
        assert "Not in an evaluation." in page.one(".amnesty").get_text()
        assert "with less in it" not in page.text
    assert "Not in an evaluation." in teacher.open("/promise").one("#amnesty-1").get_text()


def test_readers_cannot_tell_which_statement_a_practice_was_shared_under(app, amnestied, public):
    key = key_of(app, "Three reading levels")
    paths = (f"/practices/{key}", "/practices", f"/api/practices/{key}", "/api/practices", "/practices?q=amnesty", "/")
    before = edition(app, paths)
    assert ask(database_of(app), "SELECT DISTINCT amnesty FROM practice") == [(1,)]

    change(database_of(app), "UPDATE practice SET amnesty = 7")

    assert edition(app, paths) == before
    for page in before[: len(paths)]:
        assert b"amnesty statement" not in page.lower()


def edition(app: Flask, paths: tuple[str, ...]) -> list[bytes]:
    """Build an edition anew and give its pages and its files, without the number that every page bears."""
    with app.app_context():
        number = builder.build(anew=True)
    client = app.test_client()
    pages = [client.get(path).data for path in paths]
    files = [path.read_bytes() for path in sorted((data_of(app) / "editions" / str(number)).glob("*.json"))]
    assert files
    said = str(number).encode()
    return [each.replace(b'"edition":' + said + b",", b"") for each in pages + files]


def test_moderators_are_not_told_either(app, amnestied, curriculum):
    share(app, app.test_client(), "prompt", title="In the tray")
    days_later(app, 1)

    assert "amnesty statement" not in curriculum.open("/staff/tray").one("main").get_text().lower()


# --- An administrator reads no practice before its release.

WORD = "quixotry"
"""A word in every text of every practice."""

FILLED = {
    "practice_id": "id",
    "line_id": "id",
    "ask_id": "id",
    "show_me_id": "session",
    "ending": "ending",
    "number": "number",
}
"""What stands in the variable parts of staff's addresses. A new part fails until it is said here what it is."""


def test_no_page_of_staff_shows_an_administrator_a_word_of_an_unreleased_practice(app, admin, curriculum):
    keys = in_every_state(app)
    session = a_session_of_slips(app)
    routes = list(staff_requests(app, keys, session))
    assert {path for _, path in routes} > {"/staff/", "/staff/tray", "/staff/accounts", "/staff/amnesty"}

    admin.open("/staff/")
    curriculum.open("/staff/")
    assert sent(app, admin, "GET", "/staff/accounts").count("@example.org") >= len(Role)
    read = [path for method, path in routes if WORD in sent(app, admin, method, path)]

    assert read == []
    for path in ("/staff/tray", f"/staff/showme/{session}/screen"):
        assert WORD in sent(app, curriculum, "GET", path), "the sweep finds what those read who may"


def in_every_state(app: Flask) -> list[str]:
    """Leave a text in each state before its release, and what its author and moderators said of it."""
    client = app.test_client()
    texts = {name: f"{WORD} in the {name}" for name in ("title", "prompt", "when", "checks")}
    titles = {title: f"{WORD} {title}" for title in ("tray", "asked", "pool", "declined", "redacted", "waiting")}
    for title in list(titles)[:5]:
        share(app, client, "prompt", nonce=title, **texts | {"title": titles[title]})
    days_later(app, 1)
    client.get("/promise")
    keys = {title: key_of(app, titles[title]) for title in list(titles)[:5]}
    with app.app_context():
        by = member("curriculum")
        moderation.ask(keys["asked"], f"What does {WORD} mean?", by=by)
        moderation.clear(keys["pool"], by=by)
        moderation.decline(keys["declined"], f"Nobody knows {WORD}.", by=by)
        moderation.redact(keys["redacted"], WORD, instead="something", question="", by=by)
    share(app, client, "prompt", nonce="waiting", **texts | {"title": titles["waiting"]})
    states = {state for (state,) in ask(database_of(app), "SELECT state FROM practice")}
    assert states == {"tray", "asked", "pool", "declined", "waiting"}
    return [*keys.values(), key_of(app, titles["waiting"])]


def a_session_of_slips(app: Flask) -> str:
    """Let a room write slips that stand on its board, and give the key of its session."""
    code = rooms.plan(app)
    rooms.begin(app, code)
    rooms.hand_in(app, code, *(f"{WORD} {number}" for number in range(5)))
    rooms.go_to(app, code, Screen.BOARD)
    with app.app_context():
        return rooms.of(code).id


def staff_requests(app: Flask, keys: list[str], session: str):
    """Give each method and address under /staff, with each practice and session in its place."""
    values = {"id": keys, "session": [session], "ending": ["pdf", "md", "json"], "number": ["1", "2"]}
    for rule in app.url_map.iter_rules():
        if not is_staff(rule.rule) or rule.endpoint in {"staff.login", "staff.logout", "staff.password"}:
            continue
        for method in rule.methods & {"GET", "POST"}:
            if not rule.arguments:
                yield method, rule.rule
            for name in rule.arguments:
                assert name in FILLED, f"say in FILLED what {name} of {rule.rule} is"
                for value in values[FILLED[name]]:
                    path = re.sub(rf"<(\w+:)?{name}>", value, rule.rule)
                    for other in rule.arguments:
                        path = re.sub(rf"<(\w+:)?{other}>", values[FILLED[other]][0], path)
                    yield method, path


def sent(app: Flask, staff_member, method: str, path: str) -> str:
    client = staff_member.browser.client
    if method == "GET":
        answer = client.get(path, follow_redirects=True)
    else:
        # The lightest page that holds one.
        token = staff_member.open("/staff/password").one("input[name=csrf_token]")["value"]
        answer = client.post(path, data={"csrf_token": token, "do": "show"}, follow_redirects=True)
    assert answer.status_code != 500, path
    return answer.get_data(as_text=True)


def test_every_way_into_the_staff_pages_is_swept(app):
    swept = {path.partition("/000")[0] for _, path in staff_requests(app, ["0" * 20], "0" * 20)}
    rules = {rule.rule.partition("/<")[0] for rule in app.url_map.iter_rules() if is_staff(rule.rule)}

    assert {rule for rule in rules if "<" not in rule} - swept == {"/staff/login", "/staff/logout", "/staff/password"}
