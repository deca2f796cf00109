"""The staff page of what is held: all of what is public, and never a sign of what waits."""

import json
import re

import pytest
from browser import Browser
from people import PROMPT, Staff
from privacy.stories import key_of, let_all_out

from portal.db import db
from portal.practices.models import Practice
from portal.records import inventory

TITLE = PROMPT["title"]


@pytest.fixture(params=["curriculum", "union", "admin"])
def member(request, app):
    return Staff(Browser(app.test_client()), f"{request.param}@example.org").signs_in()


def seen(staff, path):
    """Give the bytes of a page, without the token that is new on each; a session may have ended overnight."""
    staff.open("/staff/")
    answer = staff.browser.client.get(path)
    return answer.status_code, re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text)


def facts(page, heading):
    """Read the definition list under a heading."""
    title = next(tag for tag in page.soup.select("h3") if heading in tag.get_text())
    found = title.find_next("dl")
    return {
        fact.dt.get_text(strip=True): " ".join(fact.dd.get_text(" ").split()) for fact in found.select(".facts__fact")
    }


def test_each_role_finds_the_whole_list_from_its_desk(member):
    page = member.open("/staff/").follow("See what the portal holds")

    assert page.heading == "What we hold"
    for entry in inventory.TABLES:
        assert entry.holds in page.text
        assert entry.kept in page.text
    for entry in inventory.FILES:
        assert entry.pattern in page.text


def test_a_teacher_is_asked_to_sign_in(teacher):
    assert teacher.open("/staff/records").heading == "Sign in"
    assert teacher.browser.client.get("/staff/records.json").status_code == 302


def test_the_record_of_a_public_practice_is_found_by_its_address(app, member, released):
    key = key_of(app, TITLE)

    page = member.open(f"/staff/records?practice=https%3A%2F%2Fexample.org%2Fpractices%2F{key}")

    row = facts(page, "practice")
    assert row["title"].startswith(TITLE)
    assert row["grades"].startswith("6-8")
    assert row["shared_week"].startswith("2026-W47")
    assert row["allowed"].startswith("withheld: only ever counted")
    assert row["tools"].startswith("withheld: on the card")
    assert facts(page, "The files of edition")["card: title"] == TITLE


def test_the_record_can_be_taken_along_as_json(app, member, released):
    key = key_of(app, TITLE)
    link = member.open(f"/staff/records?practice={key}").follow("Download it").answer

    assert link.mimetype == "application/json"
    assert link.headers["Content-Disposition"] == f'attachment; filename="records-{key}.json"'
    (row,) = json.loads(link.text)["tables"]["practice"]["rows"]
    assert row["title"] == TITLE
    assert row["tools"].startswith("withheld")


def test_a_week_shows_what_went_public_in_it(member, released):
    page = member.open("/staff/records?week=2026-w47")

    assert all(title in page.text for title in released)
    assert facts(page, "release")["practices"] == "5"
    assert json.loads(page.follow("Download it").answer.text)["about"] == "2026-W47"


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        pytest.param("practice=0123456789abcdef0123", 404, "This practice is not here.", id="no such key"),
        pytest.param("practice=the+one+about+bread", 422, "Give the address of the practice's page", id="no key"),
        pytest.param("week=last+week", 422, "Write the week as year and number", id="no week"),
        pytest.param("week=2026-W60", 422, "Write the week as year and number", id="a week the year does not have"),
    ],
)
def test_what_can_not_be_found_is_said_in_a_sentence_and_what_was_typed_stays(union, asked, status, sentence):
    page = union.open(f"/staff/records?{asked}")

    assert page.status == status
    assert sentence in page.problem
    assert any(field["value"] for field in page.soup.select("main input:not([type=hidden])"))


def test_nothing_on_it_moves_when_a_teacher_acts(app, teacher, reader, curriculum, released):
    waiting = teacher.shares("prompt", title="Shared already")
    keys = {title: key_of(app, title) for title in [*released, "Shared already"]}
    paths = ["/staff/records", "/staff/records.json", "/staff/records?week=2026-W47", "/staff/records?week=2026-W48"]
    paths += [f"/staff/records{form}?practice={key}" for key in keys.values() for form in ("", ".json")]
    before = {path: seen(curriculum, path) for path in paths}
    assert [status for status, _ in before.values()].count(200) == len(paths) - 2

    teacher.shares("workflow", title="Shared now")
    form = reader.open(f"/practices/{keys[TITLE]}/tried")
    assert form.send(outcome="worked", note="It went well.", subject="math", grade="07").status == 200
    reader.open(f"/practices/{keys[TITLE]}/report").send(words="A link is dead.")
    assert teacher.takes_back(waiting).status == 200
    teacher.takes_back(released["Three reading levels"], quietly=True)

    with app.app_context():
        assert db.session.get(Practice, keys["Three reading levels"]).leaving
    assert {path: seen(curriculum, path) for path in paths} == before


def test_what_its_author_took_back_at_once_is_gone_from_it_at_once(app, teacher, curriculum, released):
    key = key_of(app, TITLE)
    teacher.takes_back(released[TITLE])

    assert curriculum.open(f"/staff/records?practice={key}").status == 404
    assert TITLE not in curriculum.open("/staff/records?week=2026-W47").text


def test_a_practice_that_waits_is_answered_like_one_that_never_was(app, teacher, union):
    teacher.shares("prompt", title="Not yet")
    key = key_of(app, "Not yet")

    there, never = (seen(union, f"/staff/records?practice={each}") for each in (key, "0" * 20))

    assert there[0] == never[0] == 404
    assert there[1].replace(key, "") == never[1].replace("0" * 20, "")


def test_a_colleague_s_report_is_told_only_added_up(app, reader, curriculum, released):
    key = key_of(app, TITLE)
    form = reader.open(f"/practices/{key}/tried")
    form.send(outcome="worked", subject="math", grade="07", minutes="117", checks="I read it.", note="It went well.")
    for title in released:
        reader.shares("prompt", title=f"{title} again")
    let_all_out(app)

    page = curriculum.open(f"/staff/records?practice={key}")

    assert "worked 1" in facts(page, "The files of edition")["card: reports"]
    assert not [title for title in page.soup.select("h3") if title.get_text() == "trial"]
    assert "117" not in page.text
