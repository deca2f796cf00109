"""Did it work? Weeks later people say so without a name, and no figure moves by fewer than five of them."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import days_later
from privacy.looking import as_stored, database_of
from showme.rooms import of, plan

from portal import clock
from portal.db import commit, db
from portal.showme import boarding, models, worked, worked_form
from portal.showme.rules import ENOUGH, BallotError, Stage, Worked, enough_said
from portal.showme.worked import NotAskedError
from portal.web.limits import TooMuchError
from portal.web.tokens import BadTokenError

SAID = st.sampled_from([answer.value for answer in Worked])


@pytest.fixture
def code(app) -> str:
    """A room that talked about two things and has had its digest for three weeks."""
    code = plan(app)
    with app.app_context():
        for name in ("Letters home", "Reading levels"):
            boarding.name_theme(of(code).id, name)
        of(code).stage, of(code).told_on = Stage.OVER, clock.today().isoformat()
        commit()
    next_morning(app, 21)
    return code


def next_morning(app, days=1):
    """Let days pass, and the last of them begin."""
    days_later(app, days)
    app.test_client().get("/healthz")


def say(app, code, form, **said):
    """Answer with a form of one's own: what worked, by the first word of a theme's name."""
    with app.app_context():
        keys = {theme.name.split()[0]: theme.id for theme in models.themes(of(code))}
        worked.answer(code, {keys[name]: Worked(answer) for name, answer in said.items()}, nonce=form)


def told(app, code):
    """Give what is told of each theme."""
    with app.app_context():
        return {
            theme.name.split()[0]: (theme.worked, theme.changes, theme.did_not) for theme in models.themes(of(code))
        }


def test_five_who_tried_a_theme_are_counted_the_next_morning_and_no_page_moves_before(app, code, reader, curriculum):
    before = reader.open(f"/join/{code}")
    for answer in ("worked", "worked", "worked", "did-not", "did-not"):
        page = reader.open(f"/join/{code}")
        theme = page.one("fieldset:-soup-contains('Reading levels') input")["name"]
        assert "Thank you." in page.send("Say how it went", **{str(theme): answer}).text
    assert reader.open(f"/join/{code}").text == before.text

    next_morning(app)

    told = "5 reports: 3 worked, 2 did not"
    assert told in " ".join(reader.open(f"/join/{code}").text.split())
    assert "Weeks later, 5 told how it went: 3 worked, 2 did not." in reader.open(f"/join/{code}/digest").text
    assert as_stored(database_of(app), "ballot") == []


def test_a_theme_that_fewer_speak_of_waits_even_when_its_ballots_are_opened_for_another(app, code):
    for form in "abcd":
        say(app, code, form, Reading="worked")
    say(app, code, "e", Reading="worked", Letters="did-not")
    next_morning(app)
    assert told(app, code) == {"Letters": (0, 0, 0), "Reading": (5, 0, 0)}

    for form in "fghi":
        say(app, code, form, Letters="changes")
    next_morning(app)

    assert told(app, code) == {"Letters": (0, 4, 1), "Reading": (5, 0, 0)}
    assert as_stored(database_of(app), "ballot") == []


@settings(max_examples=50)
@given(st.lists(st.dictionaries(st.sampled_from(["a", "b", "c"]), SAID), max_size=14))
def test_whatever_is_said_no_theme_is_told_of_fewer_than_five(ballots):
    said = enough_said(ballots)

    speak = Counter(theme for ballot in ballots for theme in ballot)
    assert {theme: answers.total() for theme, answers in said.items()} == {
        theme: many for theme, many in speak.items() if many >= ENOUGH
    }


def test_the_same_form_counts_once_and_is_good_for_its_own_day(app, code):
    with app.app_context():
        token = worked.mint(of(code))
        nonce = worked.open_(of(code), token)
    for _ in range(6):
        say(app, code, nonce, Reading="worked")
    assert len(as_stored(database_of(app), "ballot")) == 1

    next_morning(app)

    with app.app_context(), pytest.raises(BadTokenError):
        worked.open_(of(code), token)


def test_a_room_has_no_more_answers_than_people_and_those_that_stay_few_are_let_go_after_half_a_year(app, code):
    with app.app_context():
        models.themes(of(code))[1].worked = 58
        commit()
    for form in "ab":
        say(app, code, form, Reading="did-not")

    with pytest.raises(TooMuchError, match="More answers came than the room has people"):
        say(app, code, "c", Reading="did-not")

    next_morning(app, 200)
    assert as_stored(database_of(app), "ballot") == []
    assert told(app, code)["Reading"] == (58, 0, 0)


def test_nobody_is_asked_before_three_weeks_without_a_digest_or_after_half_a_year(app, code):
    asked = {}
    for day in (20, 21, 182, 183):
        days_later(app, day - 21)
        with app.app_context():
            asked[day] = worked.is_asked(of(code))
        days_later(app, 21 - day)
    with app.app_context():
        of(code).told_on = ""
        untold = worked.is_asked(of(code))
        db.session.rollback()

        days_later(app, 200)
        with pytest.raises(NotAskedError):
            worked.answer(code, {}, nonce="late")

    assert (asked, untold) == ({20: False, 21: True, 182: True, 183: False}, False)


def test_a_form_in_which_nothing_is_said_comes_back_with_a_sentence(app, code):
    with app.app_context():
        show_me = of(code)
        theme = models.themes(show_me)[0].id
        asking, status = worked_form.take(show_me, {"worked": worked.mint(show_me), f"worked-{theme}": ""})
        assert (status, asking.problem) == (
            422,
            "Say how it went with at least one. If you tried none yet, come back when you have.",
        )
        kept, status = worked_form.take(show_me, {"worked": "stale", f"worked-{theme}": "changes"})

        assert (status, kept.chosen, kept.sent) == (400, {theme: "changes"}, False)
        with pytest.raises(BallotError, match="gone"):
            worked.answer(code, {"0" * 20: Worked.WORKED}, nonce="x")
