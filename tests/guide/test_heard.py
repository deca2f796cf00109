"""You said, we did: what became official, what did not and why, for everyone and under the author's receipt."""

from dataclasses import replace

import pytest
from people import build
from privacy.looking import database_of
from privacy.stories import key_of, member, publish_guide

from portal.db import db
from portal.errors import RefusedError
from portal.guide import citing, models, not_taken
from portal.guide.content import Advice, Content, to_json
from portal.guide.models import Issue
from portal.moderation import actions as moderation
from portal.search.card import Cited, Citing

WHY = "It works only with a tool that the district does not pay for."

NO_LINES = dict.fromkeys(("tree", "never_paste", "promise", "works", "caught"), ())

EMPTY = Content(**dict.fromkeys(("audience", "sentence", "made", "contact", "change", "review_by"), ""), **NO_LINES)


def leaves_out(staff, key, reason=WHY):
    page = staff.open(f"/staff/practices/{key}").send("Say so", reason=reason)
    build(staff.browser.client.application)
    return page


def test_what_was_taken_up_and_what_was_not_is_told_to_all_and_to_its_author(app, released, teacher, reader, union):
    publish_guide(app, [key_of(app, "Three reading levels")])
    page = leaves_out(union, key_of(app, "A quote nobody said"))

    assert WHY in page.text
    heard = reader.open("/guide").follow("You said, we did")
    assert "Since issue 1 A line of the guide , page 2 Three reading levels" in heard.text
    assert f"A quote nobody said {WHY}" in heard.text
    official = teacher.shows(released["Three reading levels"]).text
    assert "It is official. It is in the guide since issue 1, on page 2: “A line of the guide”" in official
    assert WHY in teacher.shows(released["A quote nobody said"]).text
    assert "said why a practice is not in the guide" in union.open("/staff/").text

    # Before any newer edition is built.
    teacher.takes_back(released["A quote nobody said"])
    heard = reader.open("/guide/heard").text
    assert WHY not in heard
    assert "A quote nobody said" not in heard


def test_what_staff_said_of_a_practice_goes_when_it_is_taken_down(app, released, curriculum):
    key = key_of(app, "A quote nobody said")
    leaves_out(curriculum, key, "It names a student.")

    with app.app_context():
        moderation.take_down(key, "It named somebody.", by=member("union"))
    build(app)

    with app.app_context():
        assert models.reasons_not_taken() == {}
    assert b"It names a student." not in database_of(app).read_bytes()


def test_staff_may_change_their_mind_and_an_issue_that_cites_it_settles_it(app, released, reader, curriculum):
    first, second = key_of(app, "A quote nobody said"), key_of(app, "Three reading levels")
    for reason, said in (("", "Say why in plain words."), ("x" * 301, "Make it shorter by 1")):
        page = leaves_out(curriculum, first, reason)
        assert page.status == 422
        assert said in page.problem
        assert page.one("#reason").get_text().strip() == reason
    leaves_out(curriculum, first)
    leaves_out(curriculum, second, "Not yet.")

    curriculum.open(f"/staff/practices/{first}").send("It may be for the guide after all")
    publish_guide(app, [second])

    heard = reader.open("/guide/heard").text
    assert WHY not in heard
    assert "Not yet." not in heard
    assert "A line of the guide , page 2 Three reading levels" in heard
    with app.app_context(), pytest.raises(RefusedError, match="The issue in force cites this practice"):
        not_taken.leave_out(second, WHY, by=member("union"))


def line(heading, *keys):
    return Advice(heading, "", "", "", keys, reason=f"{heading} helped.")


def cited(*, since, issue, lines):
    by = tuple(Citing(page, heading, f"{heading} helped.") for page, heading in lines)
    return Cited(since, issue, in_force=issue == 3, review_by=f"2026-11-1{issue + 4}", lapsed=issue == 1, lines=by)


def test_a_practice_is_official_since_the_issue_from_which_on_all_cite_it(app):
    contents = (
        replace(EMPTY, works=(line("First", "a", "b"),)),
        replace(EMPTY, works=(line("Second", "a"),), caught=(line("Care", "a", "c"),)),
        replace(EMPTY, works=(line("Third", "a"),), caught=(line("Care", "b", "a"),)),
    )
    with app.app_context():
        for number, content in enumerate(contents, start=1):
            about = {"content_hash": str(number), "signatures": [], "published": "2026-11-01"}
            on = f"2026-11-1{number + 4}"
            db.session.add(Issue(number=number, content=to_json(content), review_by=on, **about))
        db.session.commit()

        assert citing.cited() == {
            "a": cited(since=1, issue=3, lines=[(2, "Third"), (3, "Care")]),
            "b": cited(since=3, issue=3, lines=[(3, "Care")]),
            "c": cited(since=2, issue=2, lines=[(3, "Care")]),
        }
        assert citing.in_force() == {"a", "b"}
