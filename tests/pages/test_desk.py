"""The desk: one list of what waits for you, the most urgent first, and nothing that is not yours to do."""

import pytest
from people import Staff, days_later
from privacy.stories import clear_everything, key_of, member, publish_guide, share

from portal.amnesty import actions as amnesty
from portal.db import db
from portal.guide.models import Unclear
from portal.guide.published import FoundUnclear
from portal.pages.desk import Facts, Session, waits
from portal.register import actions as register

NOTHING = Facts()

EVERYTHING = Facts(
    serious=(("a" * 20, "A key with a wrong sign"),),
    review_by="2026-11-01",
    days_left=-1,
    amnesty=2,
    guide_signed=True,
    refused_by="The union",
    sessions=(Session("d" * 20, "Show me how", "3:30 pm", "Library"),),
    untold=(Session("e" * 20, "Show me more", "November 2, 2026"),),
    problems=1,
    answered=("b" * 20,),
    tray=4,
    ready=6,
    reopened=("Exit tickets",),
    lapsing=(("c" * 20, "Three reading levels"),),
    unclear=(FoundUnclear(2, "What works here", 5),),
    asked=4,
    union_seats=1,
)


def waiting(staff: Staff) -> list[str]:
    """Read what waits on the desk, each with the address that its link leads to."""
    page = staff.open("/staff/")
    return [" ".join(wait.get_text(" ").split()) for wait in page.soup.select(".waits__wait")] or [
        said for said in ("Nothing waits for you.",) if said in page.text
    ]


def test_where_nothing_waits_nothing_is_listed():
    assert waits(NOTHING) == []


def test_what_may_reach_a_student_comes_first_and_what_can_wait_comes_last():
    links = [wait.href for wait in waits(EVERYTHING)]

    assert links == [
        f"/staff/practices/{'a' * 20}",
        f"/staff/showme/{'d' * 20}/run",
        "/staff/guide",
        "/staff/amnesty",
        "/staff/guide",
        "/staff/guide",
        "/staff/tray",
        f"/staff/tray?id={'b' * 20}",
        "/staff/tray",
        "/staff/release",
        f"/staff/showme/{'e' * 20}/digest",
        "/staff/tools",
        f"/staff/practices/{'c' * 20}",
        "/guide#page-2",
        "/staff/guide/asked",
        "/staff/accounts",
    ]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        pytest.param(61, [], id="far away"),
        pytest.param(60, ["The guide’s review date is in 60 days: November 1, 2026."], id="soon"),
        pytest.param(1, ["The guide’s review date is in 1 day: November 1, 2026."], id="tomorrow"),
        pytest.param(0, ["The guide’s review date is today: November 1, 2026."], id="today"),
        pytest.param(-1, ["The guide is past its review date, November 1, 2026. Every page of it says so."], id="past"),
    ],
)
def test_the_review_date_is_said_once_and_the_nearer_it_comes_the_higher_it_stands(days, said):
    facts = Facts(review_by="2026-11-01", days_left=days, lapsing=(("c" * 20, "Three reading levels"),))

    found = waits(facts)

    assert [wait.sentence for wait in found if "review date" in wait.sentence] == said
    assert (found[-1].href == "/staff/guide") is (30 < days <= 60)


def test_each_side_finds_what_the_other_waits_for(app, amnestied, curriculum, union, admin):
    with app.app_context():
        number = amnesty.propose("Another promise.", by=member("curriculum"))
        amnesty.sign(number, amnesty.models.by_version(number).content_hash, by=member("curriculum"))

    assert waiting(curriculum) == ["Nothing waits for you."]
    assert "Your signature is wanted under amnesty statement 2. Read and sign it" in waiting(union)
    assert waiting(admin) == ["Nothing waits for you."]


def test_the_guide_s_own_news_reach_the_desk(app, amnestied, curriculum):
    client = app.test_client()
    for n in range(5):
        share(app, client, "prompt", title=f"With Claude {n}")
    days_later(app, 1)
    assert waiting(curriculum) == ["5 things to read in the tray. Open the tray"]
    clear_everything(app)
    assert waiting(curriculum) == ["5 practices can go public together today. Release them"]
    curriculum.releases()
    publish_guide(app, [key_of(app, "With Claude 1")])
    assert waiting(curriculum) == ["Nothing waits for you."]

    with app.app_context():
        register.note("claude", "It asks for a phone number.", by=member("union"))
        db.session.add(Unclear(issue=1, section=2, counted=7))
        db.session.commit()
    days_later(app, 170)

    assert waiting(curriculum) == [
        "A tool changed: look again at “A line of the guide” of the draft. Look at it",
        "The guide’s review date is in 25 days: May 31, 2027. Write the next issue",
        "Readers pressed “Still unclear?” 7 times under “What works here” in the guide. Read it",
    ]
