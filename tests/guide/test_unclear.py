"""Readers say that a section is still unclear: one press, nothing else, and nothing moves before a release."""

import itertools
from pathlib import Path

import pytest
from browser import Browser
from flask import Flask
from people import FIVE, Teacher, bring_out, days_later
from privacy.looking import ask, database_of
from privacy.stories import key_of, publish_guide

from portal.guide.actions import MOST_WAITING
from portal.web import limits

EVERY = "SELECT issue, section, waiting, counted FROM unclear ORDER BY issue, section"


@pytest.fixture(scope="session")
def blank(with_five: Path) -> Path:
    return with_five


@pytest.fixture
def guide(app: Flask) -> None:
    publish_guide(app, [key_of(app, "Three reading levels")])


def presses(app: Flask, section: object, issue: object = 1) -> int:
    client = app.test_client(use_cookies=False)
    return client.post("/guide/unclear", data={"issue": issue, "section": section}).status_code


def test_a_press_counts_at_the_next_release_and_nobody_sees_it_before(app, guide, reader, curriculum, tmp_path):
    seen = {path: reader.open(path).answer.data for path in ("/", "/guide", "/guide/issues", "/guide.json")}
    staff = curriculum.open("/staff/guide").text

    nobody = Teacher(Browser(app.test_client(use_cookies=False)))
    thanks = nobody.open("/guide").send(form="#page-3 form")

    assert "You found “What we caught” still unclear" in thanks.text
    assert thanks.one("main .action")["href"] == "/guide#page-3"
    assert {path: reader.open(path).answer.data for path in seen} == seen
    assert curriculum.open("/staff/guide").text == staff
    assert ask(database_of(app), EVERY) == [(1, 3, 1, 0)]
    assert [presses(app, section) for section in (3, 3, 3, 3, 1, 1, 1, 1)] == [200] * 8

    days_later(app, 7)
    with app.app_context():
        bring_out(tmp_path / "more.jsonl", [(kind, f"{title} again") for kind, title in FIVE])

    assert ask(database_of(app), EVERY) == [(1, 1, 0, 4), (1, 3, 0, 5)]
    told = curriculum.open("/staff/guide").soup.select("a[href^='/guide#page-']")
    assert [" ".join(section.parent.get_text().split()) for section in told] == ["What we caught: 5 presses"]
    assert "Readers pressed “Still unclear?” 5 times under “What we caught”" in curriculum.open("/staff/").text
    assert reader.open("/guide/issues/1").soup.select(".unclear") == [], "only the issue in force is asked about"
    for ending in ("md", "json"):
        assert "nclear" not in app.test_client().get(f"/guide.{ending}").text


def test_what_is_stored_tells_neither_order_nor_moment_and_waits_within_bounds(app, guide):
    order = (4, 1, 1, 3, 1)
    assert [presses(app, section) for section in order] == [200] * 5
    assert ask(database_of(app), EVERY) == [(1, 1, 3, 0), (1, 3, 1, 0), (1, 4, 1, 0)]

    for section, issue in itertools.product((0, 5, -1, "x", "9" * 30, ""), (1, 0, 2, "")):
        assert presses(app, section, issue) == 409
    assert sum(presses(app, 1) == 200 for _ in range(MOST_WAITING)) == MOST_WAITING, "thanked, and not counted"

    rows = ask(database_of(app), EVERY)
    assert rows[0] == (1, 1, MOST_WAITING, 0)
    assert len(rows) == 3


def test_presses_fill_the_bucket_of_all_that_comes_without_work_and_wait_when_it_is_full(app, guide, teacher):
    for section in (1, 2):
        assert {presses(app, section) for _ in range(MOST_WAITING)} == {200}
    with app.app_context():
        assert limits.asked() == limits.CALM_BITS + 1
        while limits.admit(limits.MOST_BITS) and limits.asked() < limits.MOST_BITS:
            pass

    page = teacher.open("/guide").send(form="#page-3 form")

    assert (page.status, "press again in a while" in page.problem) == (503, True)
    assert presses(app, 1) == 200, "what is not counted needs no room"
    assert ask(database_of(app), EVERY) == [(1, 1, MOST_WAITING, 0), (1, 2, MOST_WAITING, 0)]
