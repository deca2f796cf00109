"""A tool changes: staff note it once and for good, and readers see which lines of the guide rest on it."""

import pytest
from people import build
from privacy.stories import key_of, let_all_out, member, publish_guide, share
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.db import db
from portal.register import actions, models
from portal.register.rules import LONGEST, why_not

AGAIN = "We are looking at this again: Claude changed on November 24, 2026. It asks students for a phone number."


@pytest.fixture
def public(app):
    """Six practices are public: one with Claude and a tool that nobody else names, four with Claude, one without."""
    client = app.test_client()
    share(app, client, "prompt", title="With two tools", tool=["claude", "diffit"])
    for n in range(4):
        share(app, client, "prompt", title=f"With Claude {n}")
    share(app, client, "caught", title="Without a tool")
    let_all_out(app)


def notes(staff, tool, what="It asks students for a phone number"):
    page = staff.open("/staff/tools").send("Note the change", tool=tool, what=what)
    build(staff.browser.client.application)
    return page


def test_a_change_is_told_under_each_line_that_rests_on_a_tool_that_readers_see(app, public, curriculum, reader):
    publish_guide(app, [key_of(app, "With two tools")], [key_of(app, "Without a tool")])

    page = notes(curriculum, "diffit")
    assert "A line of the guide : Diffit changed" in page.text
    assert "again" not in reader.open("/guide").text

    page = notes(curriculum, "claude")
    assert "A line of the guide : Claude changed on November 24, 2026" in page.text
    guide = reader.open("/guide")
    assert "We are looking again at what rests on it" in guide.text
    assert [line.get_text() for line in guide.soup.select(".guide__doubt")] == [f"↻ {AGAIN}"]


def test_an_issue_is_not_in_doubt_for_what_was_known_when_it_was_signed(app, public, reader):
    with app.app_context():
        actions.note("claude", "It costs twice as much.", by=member("union"))

    publish_guide(app, [key_of(app, "With two tools")])

    assert "Issue 1" in reader.open("/guide").text
    assert "again" not in reader.open("/guide").text


def test_a_note_that_lacks_something_stays_in_the_form_and_one_that_is_kept_stays_for_good(app, curriculum):
    page = notes(curriculum, "", what="It changed")
    assert page.status == 422
    assert page.problem == "Choose the tool that changed."
    assert page.one("#what")["value"] == "It changed"

    page = page.send("Note the change", tool="claude")
    assert "Claude, November 16, 2026 It changed" in page.text
    with app.app_context():
        assert models.newest() == 1
        for statement in ("UPDATE tool_change SET what = 'Nothing.'", "DELETE FROM tool_change"):
            with pytest.raises(DBAPIError, match="only ever added to"):
                db.session.execute(text(statement))
            db.session.rollback()


@pytest.mark.parametrize(
    ("tool", "what", "said"),
    [
        pytest.param("claude", "x" * LONGEST, "", id="as long as can be"),
        pytest.param("abacus", "It changed", "Choose the tool that changed.", id="no tool of ours"),
        pytest.param("claude", "", "Say in one line what changed. Readers see it.", id="nothing said"),
        pytest.param("claude", "x" * (LONGEST + 2), "Make it shorter by 2: 200 characters is the most.", id="long"),
    ],
)
def test_why_not(tool, what, said):
    assert why_not(tool, what, tools=("claude",)) == said
