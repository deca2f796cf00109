"""Editors write the next issue: beside the practices, two at a time, and with a way back."""

from dataclasses import replace
from pathlib import Path

import pytest
from browser import Page
from flask import Flask
from people import days_later
from privacy.stories import key_of, member

from portal.db import db
from portal.drafting import actions, history, models
from portal.drafting.models import Part
from portal.guide.content import Advice
from portal.register.models import ToolChange
from portal.staff.roles import Role

UNION = "union@example.org"


@pytest.fixture(scope="session")
def blank(with_five: Path) -> Path:
    return with_five


@pytest.fixture
def app(app):
    """A week after the release."""
    days_later(app, 8)
    return app


def promotes(app: Flask, title: str, advice: Advice) -> str:
    """Write a line that rests on a practice, and give the address of its page."""
    with app.app_context():
        rests = replace(advice, practices=(key_of(app, title),), task="assessments")
        return f"/staff/guide/lines/{actions.recommend(Part.WORKS, rests, by=member('curriculum')).id}"


@pytest.fixture
def line(app):
    """A line of the draft, by the address of its page."""
    levels = Advice("Three levels from one text", "Before a talk.", "Ask for three levels.", "", ())
    return promotes(app, "Three reading levels", levels)


def test_two_editors_who_change_different_fields_keep_both(line, curriculum, union):
    hers, his = curriculum.open(line), union.open(line)

    hers.send("Keep this line", when="Before a discussion.")
    his.send("Keep this line", do="Ask for two levels.")

    page = union.open(line)
    assert (page.typed("when"), page.typed("do")) == ("Before a discussion.", "Ask for two levels.")
    assert curriculum.browser.client.get(f"/staff/guide/history/{10**30}").status_code == 404


def test_two_editors_who_change_the_same_field_see_both_versions_and_choose(line, curriculum, union):
    his = union.open(line)
    curriculum.open(line).send("Keep this line", when="Hers.", check="Her check.")

    both = his.send("Keep this line", when="His.")

    assert both.status == 409
    assert "Both versions are here; choose what to keep." in both.problem
    assert "Hers." in both.one("#both-when").get_text()
    assert (both.typed("when"), both.typed("check")) == ("His.", "Her check.")
    assert curriculum.open(line).typed("when") == "Hers."
    both.send("Keep this line", **{"keep-when": "theirs"}, do="His own words.")
    page = union.open(line)
    assert (page.typed("when"), page.typed("do")) == ("Hers.", "His own words.")


def test_a_choice_is_not_lost_when_the_form_comes_back_for_another_reason(line, curriculum, union):
    his = union.open(line)
    curriculum.open(line).send("Keep this line", when="Hers.")
    both = his.send("Keep this line", when="His.")

    back = both.send("Keep this line", **{"keep-when": "theirs"}, heading="")
    curriculum.open(line).send("Keep this line", when="Hers again.")
    back.send("Keep this line", heading="A heading")

    page = union.open(line)
    assert (page.typed("heading"), page.typed("when")) == ("A heading", "Hers again.")


def test_a_line_that_was_taken_out_meanwhile_can_be_kept_as_a_new_one(line, curriculum, union):
    his = union.open(line)
    curriculum.open(line).follow("Take it out").send("Take it out")

    gone = his.send("Keep this line", do="All that he wrote.")
    page = gone.send("Keep it as a new line")

    assert gone.status == 404
    assert "A colleague took this line out" in gone.problem
    assert [a.get_text() for a in page.soup.select(".lines__heading")] == ["Three levels from one text"]
    assert page.follow("Three levels").typed("do") == "All that he wrote."


def test_a_line_that_changed_is_not_taken_out_unseen(line, curriculum, union):
    asked = union.open(f"{line}/remove")
    curriculum.open(line).send("Keep this line", do="Much better words.")

    refused = asked.send("Take it out")

    assert refused.status == 409
    assert union.open(line).typed("do") == "Much better words."


def test_keeping_what_stands_there_already_takes_no_signature_off(app, line, curriculum):
    with app.app_context():
        before = models.draft().revision

    curriculum.open(line).send("Keep this line")

    with app.app_context():
        assert models.draft().revision == before


def test_the_history_tells_each_change_and_brings_a_line_back_under_its_own_key(app, line, curriculum, union):
    curriculum.open(line).send("Keep this line", when="Before a discussion.")
    union.open(line).follow("Take it out").send("Take it out")

    listed = union.open("/staff/guide/history")
    change = listed.follow("Changed the line")
    change.send("Bring this one back")

    assert "November 24, 2026" in listed.text
    assert "by union@example.org" in listed.text
    assert [tag.get_text(" ", strip=True) for tag in change.soup.select("del, ins")] == [
        "(was: talk. )",
        "(now: discussion. )",
    ]
    assert curriculum.open(line).typed("when") == "Before a discussion."
    with app.app_context():
        number = models.draft().revision
        assert [r.revision for r in history.revisions()] == list(range(number, -1, -1))
        assert history.at(number).content == models.content() == history.at(number - 2).content


def test_lines_move_up_and_down_their_page(app, line, curriculum):
    promotes(app, "Exit ticket in two minutes", Advice("End with three questions", "", "", "", ()))

    page = curriculum.open("/staff/guide").send("“Three levels from one text” down")

    assert [a.get_text() for a in page.soup.select(".lines__heading")] == [
        "End with three questions",
        "Three levels from one text",
    ]
    assert "moved the line “Three levels from one text” down" in page.text


def test_a_line_is_offered_practices_of_its_job_and_takes_a_pasted_address(app, line, curriculum):
    other, far = key_of(app, "Exit ticket in two minutes"), key_of(app, "From drafts to a lesson")
    page = curriculum.open(line)

    offered = [str(tag["value"]) for tag in page.soup.select("[name=practices]:not([checked])")]
    page.send("Keep this line", another=f"http://localhost/practices/{far}#prompt")

    assert other in offered
    assert far not in offered
    assert far in [str(tag["value"]) for tag in curriculum.open(line).soup.select("[name=practices][checked]")]
    wrong = curriculum.open(line).send("Keep this line", another="the one about fractions")
    assert wrong.status == 422
    assert "There is no practice in this address." in wrong.problem


def test_a_tool_that_changed_reopens_the_line_until_somebody_looked(app, line, curriculum):
    with app.app_context():
        db.session.add(ToolChange(number=1, tool="claude", on="2026-11-20", what="It reads files now.", edition=1))
        db.session.add(ToolChange(number=2, tool="chatgpt", on="2026-11-20", what="It costs more now.", edition=1))
        db.session.commit()
        before = models.draft().revision
    assert "a tool changed: look again" in curriculum.open("/staff/guide").text

    page = curriculum.open(line)
    page.send("Still right")

    assert "It reads files now." in page.text
    assert "It costs more now." not in page.text
    assert "look again" not in curriculum.open("/staff/guide").text
    with app.app_context():
        assert [models.draft().revision, models.lines(Part.WORKS)[0].seen_change] == [before, 2]


@pytest.mark.parametrize("press", ["Keep this line", "Still right"])
def test_a_change_that_an_editor_could_not_know_of_still_reopens_the_line(app, line, curriculum, press):
    with app.app_context():
        db.session.add(ToolChange(number=1, tool="claude", on="2026-11-20", what="It reads files now.", edition=1))
        db.session.commit()
    page = curriculum.open(line)
    with app.app_context():
        db.session.add(ToolChange(number=2, tool="claude", on="2026-11-21", what="It costs more now.", edition=1))
        db.session.commit()

    page.send(press)

    page = curriculum.open(line)
    assert "It costs more now." in page.text
    assert "It reads files now." not in page.text
    page.send(press)
    assert "It costs more now." not in curriculum.open(line).text


def test_a_job_that_nobody_can_choose_is_not_signed_with_a_line(line, curriculum):
    page = curriculum.open(line).send("Keep this line", task="Ms. Rivera in room 12")

    assert (page.status, "Choose a job from the list." in page.problem) == (422, True)


@pytest.mark.parametrize("what", ["close", "password"])
def test_a_signature_does_not_outlive_the_account_that_gave_it(app, admin, what):
    with app.app_context():
        signed = {"name": "curriculum office", "on": "2026-11-16", "content_hash": "0" * 64}
        db.session.add(models.Signature(side=Role.CURRICULUM, by="curriculum@example.org", **signed))
        db.session.add(models.Signature(side=Role.UNION, by=UNION, **signed))
        db.session.commit()
        assert len(models.signatures()) == 2

    page = admin.open("/staff/accounts")
    admin.browser.post(f"/staff/accounts/{what}", token(page) | {"email": "curriculum@example.org"})

    with app.app_context():
        assert [signature.side for signature in models.signatures()] == [Role.UNION]


def token(page: Page) -> dict[str, str]:
    return {"csrf_token": str(page.one("input[name=csrf_token]")["value"])}
