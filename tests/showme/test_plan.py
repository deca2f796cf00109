"""Before a session: a director plans it, changes it, and calls it off, and no step needs a manual."""

from people import both_sign, days_later
from showme.rooms import begin, close, go_to, hand_in, of, plan

from portal.showme.runsheet import Screen

PLAN = {
    "title": "Show me how you use AI",
    "on": "2026-11-23",
    "at": "15:30",
    "place": "Library",
    "seats": "30",
    "facilitators": "Rosa Delgado",
    "series": "Autumn",
}


def address(app, code, more=""):
    with app.app_context():
        return f"/staff/showme/{of(code).id}{more}"


def test_a_director_who_never_saw_one_is_told_what_it_is_and_plans_it(amnestied, curriculum):
    empty = curriculum.open("/staff/").follow("Show-me")
    assert "colleagues show each other how they really use AI" in empty.text

    planned = empty.follow("Plan your first session").send("Plan it", **PLAN)

    assert planned.heading == "Show me how you use AI"
    assert "Monday, November 23, 2026, at 3:30 pm. Library." in planned.text
    assert planned.one("#earlier-series option")["value"] == "Autumn"
    listed = curriculum.open("/staff/showme")
    assert "Show me how you use AI" in listed.text
    assert "Run it" not in listed.text


WRONG = {
    "Give the session a title": {"title": " "},
    "Take 1 character out": {"title": "x" * 121},
    "Choose the day.": {"on": ""},
    "such as 2026-11-23": {"on": "20261123"},
    "Write the day as year": {"on": "2026-02-30"},
    "Choose a day that is still to come, or today.": {"on": "2026-11-15"},
    "such as 15:30": {"at": "25:00"},
    "Say where it is": {"place": ""},
    "Write a number from 5 to 600": {"seats": "4"},
    "Slips and votes of fewer are never shown": {"seats": "²"},
}


def test_what_can_not_stand_is_said_in_a_sentence_and_stays_in_the_form(curriculum):
    page = curriculum.open("/staff/showme/new")

    for sentence, changes in WRONG.items():
        told = page.send("Plan it", **PLAN | changes)

        assert (told.status, sentence in told.problem) == (422, True), (sentence, told.problem)
        assert {name: told.typed(name) for name in PLAN} == PLAN | {n: typed.strip() for n, typed in changes.items()}
    assert curriculum.open("/staff/showme").follow("Plan your first session").status == 200


def test_a_room_without_a_signed_statement_is_warned_of_and_promised_nothing(curriculum):
    page = curriculum.open("/staff/showme/new").send("Plan it", **PLAN)

    assert "can’t begin without one" in page.text
    assert page.one("aside a[href='/staff/amnesty']")
    assert "as soon as the district and the union have signed it" in page.typed("invitation")
    poster = page.follow("Poster")
    assert "No amnesty statement is signed yet" in poster.text
    assert "not used against you" not in poster.text


def test_a_newer_statement_is_taken_when_the_plan_is_kept(app, curriculum):
    code = plan(app)
    both_sign(app, "A second text.")
    assert "came into force after you planned this" in curriculum.open("/staff/showme").text
    page = curriculum.open(address(app, code))
    assert "Amnesty statement 2 came into force after this was planned" in page.text

    page.send("Keep the plan")

    assert "after you planned this" not in curriculum.open("/staff/showme").text
    assert "Amnesty statement 2 says so" in curriculum.open(address(app, code)).typed("invitation")


def test_our_invitation_follows_the_plan_and_somebodys_own_is_kept_and_looked_over(app, curriculum):
    code = plan(app)
    moved = curriculum.open(address(app, code)).send("Keep the plan", on="2026-11-24", place="Gym")
    assert "Tuesday, November 24, 2026" in moved.typed("invitation")
    assert "does not name" not in moved.text

    own = f"Come on November 24 at 3:30 pm to the gym. Code {code}."
    kept = moved.send("Keep the plan", invitation=own)
    assert kept.typed("invitation") == own
    assert "does not name" not in kept.text
    stale = kept.send("Keep the plan", on="2026-11-25", place="Hall")

    assert stale.typed("invitation") == own
    assert "does not name the day, the place as planned" in stale.text
    assert "Wednesday, November 25, 2026" in stale.send("Keep the plan", invitation="").typed("invitation")


def test_two_who_change_one_plan_see_what_the_other_wrote_and_choose(app, curriculum, union):
    code = plan(app)
    mine, theirs = curriculum.open(address(app, code)), union.open(address(app, code))
    theirs.send("Keep the plan", place="Gym")

    told = mine.send("Keep the plan", title="Show me yours")

    assert told.status == 409
    assert "A colleague changed this while you wrote" in told.problem
    assert "Place Gym" in told.one(".facts").get_text(" ", strip=True)
    kept = told.send("Keep the plan", place="Gym")
    assert (kept.heading, kept.typed("place")) == ("Show me yours", "Gym")
    assert mine.send("Keep the plan", title="Show me yours", place="Gym").status == 200, "it stands like that already"


def test_a_session_called_off_takes_nothing_more_and_no_digest_is_asked_for(app, curriculum):
    code = plan(app)
    page = curriculum.open(address(app, code))

    page.send("Call it off for good")

    assert "It did not take place" in curriculum.open("/staff/showme").text
    assert "called off" in curriculum.open(address(app, code)).text
    assert page.send("Keep the plan", place="Gym").status == 409
    assert curriculum.open(address(app, code, "/sheet")).status == 409
    assert "digest" not in curriculum.open("/staff/").one(".waits, main p").get_text()


def test_on_its_day_the_desk_leads_to_it_and_afterwards_to_its_digest(app, curriculum):
    code = plan(app)
    assert "“Show me how you use AI” is today at 3:30 pm: Library." in curriculum.open("/staff/").text
    assert curriculum.open("/staff/").one(f"a[href='{address(app, code, '/run')}']").get_text() == "Run it"
    begin(app, code)
    assert "is running" in curriculum.open("/staff/").text

    hand_in(app, code, "A letter home")
    go_to(app, code, Screen.BOARD)
    close(app, code)

    assert (
        "The room of “Show me how you use AI” on November 16, 2026 has no digest yet."
        in curriculum.open("/staff/").text
    )
    assert "Closed, and resting" in curriculum.open("/staff/showme").text
    days_later(app, 2)
    assert "The room has no digest yet." in curriculum.open("/staff/showme").text
