"""While somebody chooses, the share form says what colleagues will see and about how many teachers fit it."""

from urllib.parse import urlsplit

import pytest
from chromium import PHONE, Looks, Person, serving, set_up

pytestmark = pytest.mark.browser

ROSTER = "subject,grade,teachers\nmath,06,4\nmath,07,44\nlibrary,6-8,12\n"


def test_the_number_follows_each_choice_and_only_the_choices_are_sent(browser, tmp_path):
    set_up(tmp_path)
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")

    with serving(tmp_path) as site:
        teacher = Person(site, browser.new_context(viewport=PHONE), Looks(scripts=True))
        sent = []
        teacher.context.on("request", lambda request: sent.append((urlsplit(request.url).path, request.post_data)))
        teacher.opens("/share/prompt")
        teacher.types({"What do you call it?": "Not to be sent yet"})
        teacher.ticks("Which subjects is it useful for?", "Mathematics")
        teacher.unfolds("A single grade")
        status = teacher.page.locator("#grade").get_by_role("status")
        assert status.inner_text() == ""

        teacher.ticks("Which grades is it useful for?", "Grade 7")
        status.filter(
            has_text="Mathematics · Grade 7. About 40 teachers here fit this label. Your own words"
        ).wait_for()
        teacher.ticks("Which grades is it useful for?", "Grade 6")
        status.filter(has_text="Mathematics · Grades 6 to 8. About 50 teachers").wait_for()
        teacher.ticks("Which subjects is it useful for?", "Library / media")
        status.filter(has_text="Few teach both, so we show all subjects.").wait_for()

        asked = [body for address, body in sent if address == "/share/label"]
        assert asked[-1] == "subject=math&subject=library&grade=06&grade=07"
        assert not [body for body in asked if "Not" in body]
        assert teacher.traces() == []
        assert teacher.looks.wrong == []
