"""Staff open a practice in any state: they learn why it is not public, and read only what may be read."""

import pytest
from people import PROMPT, days_later
from privacy.stories import key_of, publish_guide

from portal.pages.standing import why_not_public
from portal.practices.rules import State

TITLE = PROMPT["title"]
CHECKS = PROMPT["checks"]


def test_from_waiting_to_the_pool_each_state_says_what_comes_next(app, teacher, curriculum):
    teacher.shares("prompt")
    address = f"/staff/practices/{key_of(app, TITLE)}"

    waiting = curriculum.open(address)
    assert "It waits for the next day." in waiting.text
    assert TITLE not in waiting.text
    assert TITLE not in curriculum.open("/staff/practices").text

    days_later(app, 1)
    in_tray = curriculum.open(address)
    assert "It waits in the tray." in in_tray.text
    assert CHECKS not in in_tray.text
    assert CHECKS in in_tray.follow("Read it in the tray").text

    curriculum.clears_everything()
    pooled = curriculum.open("/staff/practices").follow(TITLE)
    assert "It is cleared. The pool holds 1 of the 5" in pooled.text
    assert CHECKS in pooled.text


def test_whoever_looks_often_does_not_learn_when_an_author_answers(app, teacher, curriculum):
    receipt = teacher.shares("prompt")
    days_later(app, 1)
    key = curriculum.finds_in_tray(TITLE)
    curriculum.decides(key, "ask", words="Which grade?")
    pages = f"/staff/practices/{key}", "/staff/practices", "/staff/"
    before = [curriculum.open(page).one("main").get_text() for page in pages]
    assert "Which grade?" in before[0]
    assert TITLE not in "".join(before)

    teacher.shows(receipt).send("Send the answer", answer="For grade seven.")

    assert [curriculum.open(page).one("main").get_text() for page in pages] == before
    days_later(app, 1)
    assert "1 text came back from an author with an answer." in curriculum.open("/staff/").text


def test_a_declined_text_shows_its_reason_until_it_is_gone(app, teacher, curriculum):
    receipt = teacher.shares("prompt")
    days_later(app, 1)
    key = curriculum.finds_in_tray(TITLE)
    curriculum.decides(key, "decline", words="It names a student.")
    assert "It names a student." in curriculum.open(f"/staff/practices/{key}").text

    teacher.takes_back(receipt)

    gone, never = (curriculum.open(f"/staff/practices/{each}") for each in (key, "0" * 20))
    assert gone.status == never.status == 404
    assert gone.one("main").get_text() == never.one("main").get_text()
    assert "It is not here any more. Its author may have taken it back." in gone.text


def test_a_public_practice_leads_into_the_guide_and_says_where_it_stands_there(app, released, teacher, curriculum):
    key = key_of(app, "Three reading levels")
    page = curriculum.open(f"/staff/practices?find=http://localhost/practices/{key}")
    page.follow("Put it into the guide").send(
        heading="Three levels", when="Before class.", do="Ask for three.", check="Compare them.", reason="It worked."
    )
    assert "Its draft cites it under “Three levels”" in curriculum.open(page.path).text
    publish_guide(app)

    cited = curriculum.open(page.path)
    assert "official: the guide cites it since issue 1, on page 2 , under “Three levels”" in cited.text
    assert not cited.soup.select("#reason")

    # Somebody who leaves quietly is told to nobody before the next edition.
    teacher.takes_back(released["Three reading levels"], quietly=True)
    assert curriculum.open(page.path).one("main").get_text() == cited.one("main").get_text()

    cited.send("Take it down now", words="It named a student.")
    down = curriculum.open(page.path)
    assert down.heading == "Not public any more"
    assert "It named a student." in down.text


def test_what_is_no_key_stays_in_the_box_and_whoever_runs_the_machine_finds_nothing(curriculum, admin):
    page = curriculum.open("/staff/practices?find=bread")
    assert page.status == 422
    assert page.one("#find")["value"] == "bread"
    assert "20 letters and digits" in page.problem

    assert [admin.open(path).status for path in ("/staff/practices", f"/staff/practices/{'0' * 20}")] == [403, 403]


@pytest.mark.parametrize("state", State)
def test_each_state_is_said_in_a_sentence(state):
    said = why_not_public(state, asked=False, refusal="Wait for Monday.")

    assert said.endswith(".")
    assert ("Wait for Monday." in said) is (state is State.POOL)
    if state is State.WAITING:
        assert why_not_public(state, asked=True, refusal="") == why_not_public(State.ASKED, asked=True, refusal="")
