"""The share form in a real Chromium: while somebody types and chooses, it says what could point at a person.

What points at somebody shows below the field, and one press writes something else. Beside the choices stands what
colleagues will see, and about how many teachers fit it.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from chromium import PHONE, Looks, Person, Site, serving, set_up
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


ROSTER = "subject,grade,teachers\nmath,06,4\nmath,07,44\nlibrary,6-8,12\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("district")
    set_up(folder)
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    with serving(folder) as site:
        yield site


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """Kinds of pages that were looked at."""
    return set()


@pytest.fixture
def teacher(browser: Browser, site: Site, seen: set[str]) -> Iterator[Person]:
    person = Person(site, browser.new_context(viewport=PHONE), Looks(scripts=True, seen=seen))
    yield person
    person.context.close()
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
    page = teacher.page
    page.clock.install()
    teacher.opens("/share/prompt")
    when = page.get_by_label("When do you use it?")
    shown = page.locator(".field", has=when).locator(".found__words")
    when.fill("Bring it to room 214.")
    expect(shown).to_have_text(["room 214"])

    when.dispatch_event("input")
    page.clock.run_for(1_000)
    assert sum(url.endswith("/share/scan") for url in teacher.asked) == 1

    page.route("**/share/scan", lambda route: route.fulfill(status=500, body="{}"))
    teacher.refused.add(f"{teacher.site.url}/share/scan")
    with page.expect_console_message():
        when.fill("Bring it to room 215.")
    page.clock.run_for(1_000)
    assert page.get_by_role("alert").count() == 0
    expect(page.get_by_role("button", name="See the preview")).to_be_enabled()
    when.fill("")
    teacher.opens("/share")


def test_the_number_follows_each_choice_and_only_the_choices_are_sent(teacher):
    sent = []
    teacher.context.on("request", lambda request: sent.append((urlsplit(request.url).path, request.post_data)))
    teacher.opens("/share/prompt")
    teacher.types({"What do you call it?": "Not to be sent yet"})
    teacher.ticks("Which subjects is it useful for?", "Mathematics")
    teacher.unfolds("A single grade")
    status = teacher.page.locator("#grade").get_by_role("status")
    assert status.inner_text() == ""

    teacher.ticks("Which grades is it useful for?", "Grade 7")
    status.filter(has_text="Mathematics · Grade 7. About 40 teachers here fit this label. Your own words").wait_for()
    teacher.ticks("Which grades is it useful for?", "Grade 6")
    status.filter(has_text="Mathematics · Grades 6 to 8. About 50 teachers").wait_for()
    teacher.ticks("Which subjects is it useful for?", "Library / media")
    status.filter(has_text="Few teach both, so we show all subjects.").wait_for()

    asked = [body for address, body in sent if address == "/share/label"]
    assert asked[-1] == "subject=math&subject=library&grade=06&grade=07"
    assert not [body for body in asked if "Not" in body]
