"""Staff look at what reports say: they name checks, set a level themselves, and readers see why."""

import itertools
from pathlib import Path

import pytest
from people import bring_out, build, days_later
from privacy.looking import database_files, holders
from privacy.stories import key_of, member, publish_guide

from portal import snapshot
from portal.db import db
from portal.moderation import actions as moderation
from portal.register.models import ToolChange
from portal.search import reading
from portal.trials import actions as trials
from portal.trials import weighing
from portal.trials.models import Answer, Ruling

TITLE = "Three reading levels"


@pytest.fixture(scope="session")
def blank(with_five: Path) -> Path:
    return with_five


@pytest.fixture
def key(app):
    return key_of(app, TITLE)


@pytest.fixture
def release(app, tmp_path):
    """Let five more practices out, and with them the reports that wait; then a week passes."""
    rounds = itertools.count(1)

    def let_out(*kinds):
        number = next(rounds)
        with app.app_context():
            bring_out(tmp_path / f"{number}.jsonl", [(kind, f"The {n}th of {number}") for n, kind in enumerate(kinds)])
        days_later(app, 7)

    return let_out


def tries(reader, key, *grades, **said):
    for grade in grades:
        reader.open(f"/practices/{key}/tried").send(outcome="worked", subject="math", grade=grade, **said)


def level(app, key):
    with app.app_context():
        return reading.card(key).level


def test_a_serious_caution_costs_a_level_until_a_check_answers_it_and_a_later_report_asks_anew(
    app, key, release, reader, curriculum
):
    went_wrong = {"wrong": ["fact"], "reach": "reached"}
    tries(reader, key, "07", "07", "04")
    release(*["caught"] * 5)
    tries(reader, key, "07")
    tries(reader, key, "07", **went_wrong)
    release(*["caught"] * 5)
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
    release(*["caught"] * 5)
    assert level(app, key) == "tried"
    assert "Look up every date. One report came in after we said so." in reader.open(f"/practices/{key}").text

    # Who still has the page open from before answers only what it showed.
    now = curriculum.open(f"/staff/practices/{key}/evidence")
    now.send("The check on the card catches it", edition=staff.one("input[name=edition]")["value"])
    build(app)
    assert level(app, key) == "tried"
    assert "The check on this page catches it. One report came in" in reader.open(f"/practices/{key}").text
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


def test_what_staff_said_goes_when_a_practice_is_taken_down(app, key):
    with app.app_context():
        trials.rule(key, "shared", "One department only.", by=member("union"))
        db.session.add(Answer(practice_id=key, wrong="fact", words="Look up every date.", through=2))
        db.session.commit()

        moderation.take_down(key, "It named a student.", by=member("union"))

        assert db.session.scalars(db.select(Answer)).all() == db.session.scalars(db.select(Ruling)).all() == []
    assert holders(database_files(app), "Look up every date", "One department only") == {}


def test_what_is_official_says_where_it_stands_and_a_tool_change_costs_a_level(app, key, release, reader):
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

    release(*["prompt"] * 4, "caught")
    assert level(app, key) == "holding-up"
    assert (
        "one level lower than “In the guide” for now: a tool it uses changed" in reader.open(f"/practices/{key}").text
    )

    with app.test_request_context():
        (card,) = weighing.weigh([reading.card(key)], weeks={}, changes_seen=1)
    assert card.level == "official", "both sides knew of the change when they signed"


def test_a_last_report_grows_old_on_its_day_without_anybody_doing_anything(app, key, release, reader):
    tries(reader, key, "07", "04", "07")
    release(*["caught"] * 5)

    def edition():
        build(app)
        return snapshot.standing().edition

    with app.app_context():
        before = edition()
        days_later(app, 357)
        reader.open("/promise")
        assert edition() == before, "it is not a year yet"
        days_later(app, 7)
        reader.open("/promise")
        assert edition() == before + 1
        days_later(app, 7)
        reader.open("/promise")
        assert edition() == before + 1, "it grows old once"
    assert "the last report is over a year old" in reader.open(f"/practices/{key}").text
