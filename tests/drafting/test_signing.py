"""Both sides sign the same words or say why not; what publishes is two sides, not two people."""

import sqlite3
from contextlib import closing

import pytest
from browser import Browser
from flask import Flask
from people import PASSWORD, Staff
from privacy.looking import as_stored, database_of
from privacy.stories import draft_guide, key_of, member
from sqlalchemy import update

from portal.db import db
from portal.drafting import signing
from portal.drafting.models import Draft
from portal.errors import RefusedError, StaleError
from portal.guide import models as guide
from portal.staff import actions as accounts
from portal.staff import audit
from portal.staff.roles import Role


@pytest.fixture
def fingerprint(app: Flask, released: dict[str, str]) -> str:
    """A draft that nothing blocks, and what both sides sign of it."""
    return draft_guide(app, [key_of(app, "Three reading levels")])


def test_one_side_says_no_and_why_and_signs_after_all(app, fingerprint, curriculum, union):
    page = union.open("/staff/guide")
    assert fingerprint[:12] in page.text
    assert page.one(".fingerprint").get_text() == fingerprint
    asked = page.send("Say no for the union")
    assert (asked.status, "Say why not" in asked.problem) == (422, True)

    asked.send("Say no for the union", reason="Say who answers when the check fails.")

    for person in (curriculum, union):
        for path in ("/staff/guide", "/staff/"):
            told = person.open(path).text
            assert "The union said no to this version: Say who answers when the check fails." in told
    page = curriculum.open("/staff/guide")
    page.send("Sign for curriculum")
    assert "Your side has signed this already" in page.send("Sign for curriculum").problem
    with app.app_context():
        assert guide.latest() is None

    union.open("/staff/guide").send("Sign for the union")

    with app.app_context():
        assert guide.latest().content_hash == fingerprint
        done = {line.what for line in audit.lines()}
    assert f"said no to the guide for the union side, content {fingerprint[:12]}" in done
    assert "said no to this version" not in curriculum.open("/staff/").text


def test_what_was_refused_can_be_changed_and_the_reason_is_kept_for_good(app, fingerprint, curriculum, union):
    curriculum.open("/staff/guide").send("Sign for curriculum")
    curriculum.open("/staff/guide").send("Say no for curriculum", reason="We signed too early.")
    assert "Nobody has signed yet" in union.open("/staff/guide").text

    union.open("/staff/guide").send("Keep the draft", sentence="Check it twice before students see it.")

    page = union.open("/staff/guide")
    assert "said no to this version" not in page.text
    assert "We signed too early." in page.one("details:-soup-contains('against earlier versions')").get_text()
    with app.app_context(), pytest.raises(StaleError):
        signing.refuse(fingerprint, "Too late.", by=member("union"))
    for statement in ("DELETE FROM refusal", "UPDATE refusal SET reason = ''"):
        with closing(sqlite3.connect(database_of(app))) as database, pytest.raises(sqlite3.IntegrityError):
            database.execute(statement)
    assert len(as_stored(database_of(app), "refusal")) == 1


def test_two_people_of_one_side_are_one_side_and_a_closed_account_is_none(app, fingerprint, union):
    with app.app_context():
        accounts.add("second@example.org", Role.UNION, PASSWORD, name="Second seat", by=member("union"))
    union.open("/staff/guide").send("Sign for the union")

    page = Staff(Browser(app.test_client()), "second@example.org").signs_in().open("/staff/guide")

    assert "Sign for the union" not in [button.get_text() for button in page.soup.select("button")]
    with app.app_context():
        second = accounts.models.by_email("second@example.org")
        with pytest.raises(RefusedError, match="Your side has signed this already"):
            signing.sign(fingerprint, by=second)
        db.session.execute(update(type(second)).where(type(second).id == second.id).values(disabled=True))
        db.session.commit()
        for act in (
            lambda: signing.sign(fingerprint, by=second),
            lambda: signing.refuse(fingerprint, "No.", by=second),
        ):
            with pytest.raises(RefusedError, match="Only curriculum staff and union"):
                act()
        assert guide.latest() is None
        assert db.session.get(Draft, 1).change == "First issue."
