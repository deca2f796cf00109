"""Typing in a real Chromium: what points at somebody shows below the field, and one press writes something else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import PHONE, Looks, Person, serving, set_up
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def teacher(browser: Browser, tmp_path: Path) -> Iterator[Person]:
    set_up(tmp_path)
    with serving(tmp_path) as site:
        person = Person(site, browser.new_context(viewport=PHONE), Looks(scripts=True))
        yield person
        assert not person.looks.wrong, "\n".join(person.looks.wrong)
        assert person.traces() == []


def test_a_press_below_the_field_replaces_the_words_in_it(teacher):
    teacher.opens("/share/prompt")
    page = teacher.page
    when = page.get_by_label("When do you use it?")
    place = page.locator(".field", has=when)

    when.press_sequentially("😀 José loves it in room 214. ")

    expect(place.locator(".found__words")).to_have_text(["José", "room 214"])
    expect(place.get_by_text("2 places in this text could point at you or a student.")).to_be_attached()
    teacher.looks.seen.clear()
    teacher.looks.at(page)

    place.get_by_role("button", name="Write “my classroom” instead").click()

    expect(when).to_have_value("😀 José loves it in my classroom. ")
    expect(when).to_be_focused()
    expect(place.locator(".found__words")).to_have_text(["José"])

    when.fill("At the end of a lesson.")
    expect(place.locator(".found__words")).to_have_count(0)


def test_the_same_words_are_sent_once_and_a_server_that_is_away_is_no_matter(teacher):
    teacher.opens("/share/prompt")
    page = teacher.page
    when = page.get_by_label("When do you use it?")
    shown = page.locator(".field", has=when).locator(".found__words")
    when.fill("Bring it to room 214.")
    expect(shown).to_have_text(["room 214"])

    when.dispatch_event("input")
    page.wait_for_timeout(1_000)
    assert sum(url.endswith("/share/scan") for url in teacher.asked) == 1

    page.route("**/share/scan", lambda route: route.fulfill(status=500, body="{}"))
    teacher.refused.add(f"{teacher.site.url}/share/scan")
    when.fill("Bring it to room 215.")
    page.wait_for_timeout(1_000)
    assert page.get_by_role("alert").count() == 0
    expect(page.get_by_role("button", name="See the preview")).to_be_enabled()
    when.fill("")
    teacher.opens("/share")
