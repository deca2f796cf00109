"""What rooms asked of the guide becomes work for it: taken up or left with a reason, and both can be taken back."""

import pytest
from people import days_later
from showme.rooms import begin, close, facilitator, of, plan

from portal.db import commit, db
from portal.drafting import asked
from portal.drafting import models as drafts
from portal.drafting.models import Part, Recommendation
from portal.guide.content import to_json
from portal.guide.models import Issue
from portal.showme import asking, models
from portal.staff import audit

TOOLS = "Say which tools we may use."
LETTERS = "How do we tell families?"


@pytest.fixture
def line(app) -> str:
    """A line of the draft, "Three levels from one text"; its key."""
    with app.app_context():
        line = Recommendation(part=Part.WORKS, place=1, heading="Three levels from one text", when="", do="", check="")
        line.practices = []
        db.session.add(line)
        commit()
        return line.id


def room(app, title, *asks):
    """Hold a session that asks these things of the guide, and give its code."""
    code = plan(app, title=title)
    begin(app, code)
    with app.app_context():
        for words in asks:
            asking.write_down(of(code).id, words, by=facilitator())
    close(app, code)
    return code


def test_the_same_words_of_several_rooms_are_one_thing_and_it_is_taken_up_into_a_line(app, line, curriculum):
    first = room(app, "English department", TOOLS)
    days_later(app, 30)
    second = room(app, "Math department", "say which tools we may use", LETTERS)
    assert "Rooms asked for 2 things in the guide." in curriculum.open("/staff/").text
    listed = curriculum.open("/staff/guide/asked")
    assert "Asked in 2 sessions: Math department, December 16, 2026 · English department, November 16" in listed.text

    listed.follow("say which tools").send("Take it up", line=line)

    told = "Taken up for the guide: “Three levels from one text”, in issue 1"
    with app.app_context():
        assert {ask.became for code in (first, second) for ask in models.asks(of(code))} == {told, ""}
        assert "took up for the guide what rooms had asked for" in {each.what for each in audit.lines()}
    assert "Rooms asked for 1 thing See what they asked" in curriculum.open("/staff/guide").text
    curriculum.open("/staff/guide/asked").follow("say which tools").send("Put it back on the list")
    assert "Rooms asked for 2 things in the guide." in curriculum.open("/staff/").text


def test_it_is_left_with_a_reason_that_the_room_reads_and_so_does_who_hears_it_asked_again(app, curriculum, reader):
    first = room(app, "English department", LETTERS)
    page = curriculum.open("/staff/guide/asked").follow(LETTERS)
    unsaid = page.send("Leave it")
    assert (unsaid.status, "Say why not" in unsaid.problem) == (422, True)
    nowhere = page.send("Take it up")
    assert (nowhere.status, "Choose the line" in nowhere.problem) == (422, True)

    unsaid.send("Leave it", reason="The family handbook says it.")

    with app.app_context():
        of(first).told_on = "2026-11-16"
        commit()
    assert "How do we tell families? Not taken up: The family handbook says it." in reader.open(f"/join/{first}").text
    days_later(app, 30)
    again = room(app, "Math department", LETTERS.upper())
    open_again = curriculum.open("/staff/guide/asked")
    assert "Before: Not taken up: The family handbook says it." in open_again.text
    open_again.follow(LETTERS.upper()).send("Take it up", where="Page 4, who to ask")
    with app.app_context():
        told = {ask.became for code in (first, again) for ask in models.asks(of(code))}
    assert told == {"Taken up for the guide: Page 4, who to ask"}


def test_nobody_decides_over_a_colleague_unseen_and_keeps_what_was_typed(app, curriculum, union):
    room(app, "English department", LETTERS)
    mine, theirs = (who.open("/staff/guide/asked").follow(LETTERS) for who in (curriculum, union))
    theirs.send("Leave it", reason="The family handbook says it.")

    late = mine.send("Take it up", where="Page 4, who to ask")

    assert (late.status, "A colleague decided on this" in late.problem) == (409, True)
    assert "Not taken up: The family handbook says it." in late.text
    assert late.typed("where") == "Page 4, who to ask"
    late.send("Take it up", where=late.typed("where"))
    assert "Taken up for the guide: Page 4, who to ask" in curriculum.open("/staff/guide/asked").text


def test_a_line_that_readers_have_is_told_with_its_issue_and_what_a_running_room_asks_waits(app, line):
    code = plan(app)
    begin(app, code)
    with app.app_context():
        asking.write_down(of(code).id, TOOLS, by=facilitator())
        assert asked.still_open() == []
    close(app, code)
    with app.app_context():
        issue = {"content_hash": "", "signatures": [], "published": "2026-11-16", "review_by": "2027-11-01"}
        db.session.add(Issue(number=3, content=to_json(drafts.content()), **issue))
        commit()

        asked.take_up(asked.still_open()[0].key, "", line_id=line, by=facilitator())

        assert models.asks(of(code))[0].answer == "“Three levels from one text”, in issue 3"
