"""Rule A6: what waits to be read is bounded, refusals keep every word, and what is kept already is never refused."""

import re

import pytest
from browser import Page
from flask import Flask
from people import days_later
from privacy.looking import ask, change, database_of
from privacy.stories import clear_everything, key_of, member, mint, share
from work import done_for

from portal import clock
from portal.db import db
from portal.district import District
from portal.moderation import actions as moderation
from portal.moderation import models as problems
from portal.moderation import models as tray
from portal.practices import actions
from portal.practices.draft import Draft
from portal.practices.models import Practice
from portal.practices.rules import MOST_SPENT, Lane, State
from portal.trials import rules as trials
from portal.web.limits import CAPACITY, MOST_BITS, Bucket, TooMuchError

SMALL = 60
"""The smallest tray a district may have."""

TYPED = "zqxjvk, typed with care"

SENTENCE = "So much came in today that nobody could read it all. Your words are still here: keep this page open"


@pytest.fixture
def district() -> District:
    return District(name="Harbor Unified", timezone="America/Chicago", tray_most=SMALL)


def flood(app: Flask) -> None:
    """Let so much come in that a while passes before anything without work does."""
    with app.app_context():
        app.extensions["bucket"] = Bucket(CAPACITY + 20, clock.ticks())


def calm(app: Flask) -> None:
    app.extensions["bucket"] = Bucket()


def fill(app: Flask, many: int, *, bits: int = 0) -> None:
    """Let many different texts come in."""
    with app.app_context():
        for number in range(many):
            draft = Draft("prompt", f"Idea {bits}-{number}", {"prompt": "Ask.", "when": "Now.", "checks": "All."})
            actions.share(draft, nonce=f"{bits} {number}", bits=bits)


def lanes(app: Flask) -> list[tuple[str, str]]:
    return ask(database_of(app), "SELECT lane, state FROM practice ORDER BY lane, state")


def is_refused(page: Page) -> bool:
    """Say whether a page refuses for want of room, and holds what was typed."""
    return page.status == 503 and SENTENCE in page.problem and TYPED in str(page.soup)


# --- When too much comes in at once.


def test_a_flood_asks_for_work_and_whoever_does_none_keeps_the_words_and_the_token(app, teacher):
    flood(app)
    preview = teacher.previews("prompt", checks=TYPED)

    refused = preview.send("Share it")
    assert is_refused(refused)
    assert refused.one("input[name=token]") == preview.one("input[name=token]")
    assert lanes(app) == []

    assert len(refused.send("Share it", work=done_for(refused)).receipt.split()) == 6
    assert lanes(app) == [("upper", "waiting")]


def test_who_waits_until_it_is_over_presses_again_and_goes_through(app, teacher):
    flood(app)
    refused = teacher.previews("prompt", checks=TYPED).send("Share it")
    calm(app)

    assert refused.send("Share it").receipt
    assert lanes(app) == [("lower", "waiting")]


def test_what_is_kept_already_is_answered_corrected_and_taken_back_in_any_flood(app, teacher):
    preview = teacher.previews("prompt")
    receipt = preview.send("Share it").receipt
    fill(app, SMALL // 3 - 1)
    flood(app)

    assert preview.send("Share it").receipt == receipt
    corrected = teacher.shows(receipt).send("Correct the words").send("See the preview", title="Better")
    assert corrected.send("Put the new words in place").status == 200
    days_later(app, 1)
    teacher.open("/")
    with app.app_context():
        moderation.ask(key_of(app, "Better"), "For which unit?", by=member("curriculum"))
    assert "Thank you" in teacher.shows(receipt).send("Send the answer", answer="For decimals.").text
    assert teacher.takes_back(receipt).heading == "It is gone"
    assert preview.send("Share it", work=done_for(preview)).status == 410


def test_looking_is_outside_all_limits(app, public, teacher):
    flood(app)

    for _ in range(CAPACITY + 30):
        assert app.test_client().post("/share/scan", data={"text": "Ask maria@example.org."}).status_code == 200
    assert teacher.previews("caught").status == 200
    for path in ("/", "/practices?q=reading", "/share", "/receipt", "/promise"):
        assert teacher.open(path).status == 200


def test_reports_and_problems_wait_for_room_too_and_keep_what_was_typed(app, public, teacher):
    path = f"/practices/{key_of(app, 'Three reading levels')}"
    for end, fields in (("tried", {"outcome": "worked", "note": TYPED}), ("report", {"words": TYPED})):
        flood(app)
        refused = teacher.open(f"{path}/{end}").send(**fields)
        assert is_refused(refused)
        assert refused.send(work=done_for(refused), **fields).status == 200
        calm(app)
        assert refused.send(**fields).status == 200, "it is there already"

    counts = [ask(database_of(app), f"SELECT count(*) FROM {table}") for table in ("trial", "problem")]
    assert counts == [[(1,)], [(1,)]]


# --- When too much waits to be read.


def test_the_lower_lane_fills_first_and_leaves_the_rest_to_those_who_did_the_work(app, teacher):
    fill(app, SMALL // 3)
    preview = teacher.previews("prompt", checks=TYPED)
    assert is_refused(preview.send("Share it"))

    fill(app, 2 * SMALL // 3 - 1, bits=MOST_BITS)
    calm(app)
    assert preview.send("Share it", work=done_for(preview)).receipt
    late = teacher.previews("workflow", checks=TYPED)
    assert is_refused(late.send("Share it", work=done_for(late)))
    assert len(lanes(app)) == SMALL

    days_later(app, 1)
    teacher.open("/")
    clear_everything(app)
    calm(app)
    assert late.send("Share it").receipt


def test_what_staff_bring_in_from_a_file_takes_no_room(app, teacher):
    fill(app, SMALL // 3, bits=MOST_BITS)
    change(database_of(app), "UPDATE practice SET imported = 1, lane = 'lower'")

    assert teacher.shares("prompt")


def test_sharing_and_taking_back_in_a_loop_comes_to_an_end(app, teacher):
    receipt = teacher.shares("prompt")
    preview = teacher.previews("workflow", checks=TYPED)
    change(
        database_of(app),
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
        f"{MOST_SPENT}) INSERT INTO spent SELECT printf('%020x', i), '2026-W47' FROM n",
    )

    assert is_refused(preview.send("Share it", work=done_for(preview)))
    assert teacher.takes_back(receipt).heading == "It is gone"
    days_later(app, 7)
    teacher.open("/")
    assert teacher.previews("caught").send("Share it").receipt, (
        "a week later no such form is good, and all is forgotten"
    )


def test_reports_on_one_practice_and_on_all_are_bounded(app, public, teacher):
    key = key_of(app, "Three reading levels")
    spread(app, "trial", key, trials.MOST_OF_ONE)
    page = teacher.open(f"/practices/{key}/tried").send(outcome="changes", note=TYPED)
    assert (page.status, TYPED in str(page.soup)) == (503, True)
    assert "wait to be counted" in page.problem

    spread(app, "trial", key_of(app, "A quote nobody said"), trials.MOST - trials.MOST_OF_ONE)
    other = key_of(app, "A key with a wrong sign")
    assert is_refused(teacher.open(f"/practices/{other}/tried").send(outcome="changes", note=TYPED))


def test_reported_problems_of_one_practice_and_of_all_are_bounded(app, public, teacher):
    key = key_of(app, "Three reading levels")
    spread(app, "problem", key, problems.MOST_OF_ONE)
    page = teacher.open(f"/practices/{key}/report").send(words=TYPED)
    assert (page.status, TYPED in str(page.soup)) == (503, True)
    assert "Others told us about this one already" in page.problem

    spread(app, "problem", key_of(app, "A quote nobody said"), problems.MOST - problems.MOST_OF_ONE)
    other = key_of(app, "A key with a wrong sign")
    assert is_refused(teacher.open(f"/practices/{other}/report").send(words=TYPED))


def spread(app: Flask, table: str, key: str, many: int) -> None:
    """Send one report about a practice, and copy it until there are many."""
    before = {found for (found,) in ask(database_of(app), f"SELECT id FROM {table}")}
    path, fields = ("tried", {"outcome": "worked"}) if table == "trial" else ("report", {"words": "A name."})
    token = mint(app, f"{path} {key}")
    assert app.test_client().post(f"/practices/{key}/{path}", data=fields | {"token": token}).status_code == 200
    names = [name for _, name, *_ in ask(database_of(app), f"PRAGMA table_info({table})") if name != "id"]
    (first,) = {found for (found,) in ask(database_of(app), f"SELECT id FROM {table}")} - before
    change(
        database_of(app),
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {many - 1}) "
        f"INSERT INTO {table} (id, {', '.join(names)}) "
        f"SELECT substr(id, 1, 14) || printf('%06x', i), {', '.join(names)} FROM {table}, n WHERE id = '{first}'",
    )


# --- What staff see of the lanes.


def test_in_a_flood_the_tray_shows_the_upper_lane_first_in_another_order_each_day(app, curriculum):
    fill(app, tray.MANY)
    fill(app, 10, bits=MOST_BITS)
    days_later(app, 1)
    orders = []
    for _ in range(2):
        curriculum.open("/staff/")
        with app.app_context():
            shown = tray.tray().practices
            orders.append([practice.id for practice in shown])
            assert [practice.lane for practice in shown] == [Lane.UPPER] * 10 + [Lane.LOWER] * tray.MANY
        days_later(app, 1)

    assert orders[0][:10] != orders[1][:10]
    assert orders[0][10:] != orders[1][10:]


def test_nonsense_without_work_is_declined_together_and_the_audit_holds_the_number_alone(app, curriculum, teacher):
    meant = teacher.shares("prompt", title="Meant, without a script")
    fill(app, tray.MANY - 1)
    fill(app, 2, bits=MOST_BITS)
    days_later(app, 1)
    page = curriculum.open("/staff/tray")
    assert "20 of these came without the small work a browser does" in page.text

    assert "Say why" in page.send("Decline them all").problem
    after = page.send("Decline them all", words="It read like a machine. Say it once more.")

    assert "2 things wait" in after.text
    assert lanes(app) == [("upper", "declined")] * 20 + [("upper", "tray")] * 2
    assert "It read like a machine." in teacher.shows(meant).text
    said = ask(database_of(app), "SELECT what, about FROM audit_line WHERE what LIKE 'declined%'")
    assert said == [("declined 20 practices that came without work", None)]


@pytest.mark.parametrize("decision", ["clear", "ask", "decline"])
def test_once_somebody_has_read_a_text_nothing_tells_how_it_came_in(app, curriculum, decision):
    share(app, app.test_client(), "prompt", title="Read by somebody")
    days_later(app, 1)
    app.test_client().get("/")
    assert lanes(app) == [("lower", "tray")]

    curriculum.decides(key_of(app, "Read by somebody"), decision, words="For which unit?")

    assert [lane for lane, _ in lanes(app)] == ["upper"]


def test_a_release_forgets_every_lane(app, public):
    with app.app_context():
        released = db.session.scalars(db.select(Practice).where(Practice.state == State.RELEASED)).all()
        assert [practice.lane for practice in released] == [Lane.UPPER] * 5


@pytest.mark.parametrize("kind", ["tried", "report"])
def test_what_there_is_no_room_for_fills_no_bucket(app, public, reader, kind):
    first = next(iter(public))
    address = reader.shows(public[first]).follow("See it as colleagues do").path
    typed = {"outcome": "worked"} if kind == "tried" else {"words": "The link is old."}
    key = address.rpartition("/")[2]
    for _ in range(60):
        calm(app)
        form = typed | {"token": mint(app, f"{kind} {key}")}
        assert reader.browser.client.post(f"{address}/{kind}", data=form).status_code == 200
    calm(app)

    assert reader.open(f"{address}/{kind}").send(**typed).status == 503

    assert app.extensions["bucket"].level == 0


def test_nor_does_a_text_without_work_while_its_lane_is_full(app):
    fill(app, SMALL // 3)
    calm(app)

    with pytest.raises(TooMuchError):
        fill(app, SMALL // 3 + 1)

    assert app.extensions["bucket"].level == 0


def test_the_order_of_the_tray_tells_no_lane_while_few_wait_in_the_lower_one(app, curriculum):
    fill(app, 5, bits=MOST_BITS)
    fill(app, 1)
    last = set()

    for _ in range(30):
        days_later(app, 1)
        page = curriculum.open("/staff/tray")
        assert not re.search(r"\b(lane|upper|lower|work a browser does)\b", page.text, re.IGNORECASE)
        with app.app_context():
            last.add(tray.tray().practices[-1].lane)
        if len(last) == 2:
            break

    assert last == {Lane.UPPER, Lane.LOWER}
