"""Did it work? Weeks later people say so without a name, and no figure moves by fewer than five of them."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import days_later
from privacy.looking import as_stored, database_of
from showme.rooms import begin, close, of, plan

from portal import clock
from portal.db import commit
from portal.showme import boarding, models, worked, worked_form
from portal.showme.rules import ENOUGH, BallotError, Worked, enough_said
from portal.web.limits import TooMuchError
from portal.web.tokens import BadTokenError

SAID = st.sampled_from([answer.value for answer in Worked])


@pytest.fixture
def code(app) -> str:
    """A room that talked about two things, three weeks after its digest was told."""
    code = plan(app)
    begin(app, code)
    with app.app_context():
        for name in ("Letters home", "Reading levels"):
            boarding.name_theme(of(code).id, name)
    close(app, code)
    days_later(app, 2)
    next_morning(app, 0)
    with app.app_context():
        of(code).told_on = clock.today().isoformat()
        commit()
    next_morning(app, 19)
    return code


def next_morning(app, days=1):
    """Let days pass, and the last of them begin."""
    days_later(app, days)
    app.test_client().get("/promise")


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


def test_five_who_tried_a_theme_are_counted_the_next_morning_and_no_ballot_is_left(app, code):
    for form in "abcd":
        say(app, code, form, Reading="worked")
    say(app, code, "e", Reading="did-not")
    assert told(app, code)["Reading"] == (0, 0, 0)

    next_morning(app)

    assert told(app, code)["Reading"] == (4, 0, 1)
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


def test_a_room_has_no_more_answers_than_people(app, code):
    for form in range(60):
        say(app, code, str(form), Reading="worked")
    next_morning(app)

    with pytest.raises(TooMuchError, match="More answers came than the room has people"):
        say(app, code, "one more", Reading="did-not")

    assert told(app, code)["Reading"] == (60, 0, 0)


def test_nobody_is_asked_before_three_weeks_without_a_digest_or_after_half_a_year(app):
    code = plan(app)
    begin(app, code)
    with app.app_context():
        boarding.name_theme(of(code).id, "Reading levels")
    close(app, code)
    asked = {}
    for day in (0, 20, 21, 182, 183):
        with app.app_context():
            of(code).told_on = "2026-11-17"
            days_later(app, day)
            asked[day] = worked.is_asked(of(code))
            of(code).told_on = ""
            assert not worked.is_asked(of(code))
        days_later(app, -day)

    assert asked == {0: False, 20: False, 21: True, 182: True, 183: False}


def test_what_waits_when_the_asking_ends_is_let_go_uncounted(app, code):
    for form in "abcd":
        say(app, code, form, Reading="worked")

    next_morning(app, 200)

    assert as_stored(database_of(app), "ballot") == []
    assert told(app, code)["Reading"] == (0, 0, 0)


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
