"""Staff look at what reports say: they name checks, set a level themselves, and readers see why."""

import pytest
from people import build, days_later
from privacy.looking import database_files, holders
from privacy.stories import key_of, let_all_out, member, publish_guide, share

from portal import snapshot
from portal.db import db
from portal.moderation import actions as moderation
from portal.register.models import ToolChange
from portal.search import reading
from portal.trials.models import Answer, Ruling

TITLE = "Three reading levels"


@pytest.fixture
def key(app, released):
    return key_of(app, TITLE)


def release(app):
    """Let five more practices out, and with them the reports that wait."""
    for number in range(5):
        share(app, app.test_client(), "caught", title=f"Other {number}")
    let_all_out(app)


def tries(reader, key, *grades, **said):
    for grade in grades:
        reader.open(f"/practices/{key}/tried").send(outcome="worked", subject="math", grade=grade, **said)


def level(app, key):
    with app.app_context():
        return reading.card(key).level


def test_a_serious_caution_costs_a_level_until_a_check_answers_it_and_a_later_report_asks_anew(
    app, key, reader, curriculum
):
    went_wrong = {"wrong": ["fact"], "reach": "reached"}
    tries(reader, key, "07", "07", "04")
    release(app)
    tries(reader, key, "07")
    tries(reader, key, "07", **went_wrong)
    release(app)
    page = reader.open(f"/practices/{key}")
    assert level(app, key) == "tried"
    assert "one level lower than “Holding up” for now: something serious went wrong" in page.text
    assert "Serious: Wrong fact (one report) No check yet." in page.text

    staff = curriculum.open(f"/staff/practices/{key}/evidence")
    staff.send("This check catches it", words="Look up every date.")
    build(app)

    page = reader.open(f"/practices/{key}")
    assert level(app, key) == "holding-up"
    assert "Serious: Wrong fact (one report) Look up every date." in page.text
    assert "lower than" not in page.text

    tries(reader, key, "07", **went_wrong)
    release(app)
    assert level(app, key) == "tried"
    assert "Look up every date. One report came in after we said so." in reader.open(f"/practices/{key}").text

    # The page was open since before that report came: what it says answers only what it showed.
    staff.send("The check on the card catches it")
    build(app)
    assert level(app, key) == "tried"
    curriculum.open(f"/staff/practices/{key}/evidence").send("The check on the card catches it")
    build(app)
    assert level(app, key) == "holding-up"
    curriculum.open(f"/staff/practices/{key}/evidence").send("Take the answer back")
    build(app)
    assert level(app, key) == "tried"


def test_staff_set_a_level_with_a_reason_that_readers_see(app, key, reader, curriculum):
    page = curriculum.open(f"/staff/practices/{key}/evidence")

    refused = page.send("Set this level", level="tried", words="")
    assert (refused.status, "Say why in one line" in refused.problem) == (422, True)
    assert refused.one("option[selected]")["value"] == "tried"
    assert page.send("Set this level", level="official", words="We like it.").status == 422

    page.send("Set this level", level="tried", words="Two departments used it all spring.")
    build(app)
    assert "Tried. Staff set this level themselves: Two departments used it" in reader.open(f"/practices/{key}").text
    assert reader.finds("level=tried") == [TITLE]

    curriculum.open(f"/staff/practices/{key}/evidence").send("Let the reports decide again")
    build(app)
    assert reader.finds("level=tried") == []
    assert holders(database_files(app), "Two departments") == {}


def test_what_staff_said_goes_when_a_practice_is_taken_down(app, key, reader, curriculum):
    tries(reader, key, "07", wrong=["fact"])
    release(app)
    page = curriculum.open(f"/staff/practices/{key}/evidence")
    page.send("This check catches it", words="Look up every date.")
    page.send("Set this level", level="shared", words="One department only.")

    with app.app_context():
        moderation.take_down(key, "It named a student.", by=member("union"))
        assert db.session.scalars(db.select(Answer)).all() == db.session.scalars(db.select(Ruling)).all() == []
    assert holders(database_files(app), "Look up every date", "One department only") == {}


def test_what_is_official_says_where_it_stands_and_a_tool_change_costs_a_level(app, key, reader):
    publish_guide(app, [key])
    page = reader.open(f"/practices/{key}")
    assert level(app, key) == "official"
    assert "since issue 1, under “A line of the guide”" in page.text
    assert "looked at again by May 31, 2027" in page.text

    with app.app_context():
        edition = snapshot.want_next()
        db.session.add(ToolChange(number=1, tool="claude", on="2026-12-01", what="It has new terms.", edition=edition))
        db.session.commit()
    build(app)
    assert level(app, key) == "official", "too few practices share the tool for readers to see it"

    for number in range(4):
        share(app, app.test_client(), "prompt", title=f"Made with Claude {number}")
    share(app, app.test_client(), "caught", title="One more")
    let_all_out(app)
    assert level(app, key) == "holding-up"
    assert (
        "one level lower than “In the guide” for now: a tool it uses changed" in reader.open(f"/practices/{key}").text
    )


def test_a_last_report_grows_old_on_its_day_without_anybody_doing_anything(app, key, reader):
    tries(reader, key, "07", "04", "07")
    release(app)

    def edition():
        build(app)
        return snapshot.standing().edition

    with app.app_context():
        before = edition()
        days_later(app, 364 - 14)
        reader.open("/promise")
        assert edition() == before, "it is not a year yet"
        days_later(app, 14)
        reader.open("/promise")
        assert edition() == before + 1
        days_later(app, 7)
        reader.open("/promise")
        assert edition() == before + 1, "it grows old once"
    assert "the last report is over a year old" in reader.open(f"/practices/{key}").text
