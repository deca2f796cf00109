"""A room of the stories: planned, begun and written for through the actions, where pages would only take longer."""

from flask import Flask
from people import STATEMENT

from portal import clock
from portal.amnesty import actions as amnesty
from portal.amnesty import models as statements
from portal.anonymity import labels
from portal.practices.draft import Draft
from portal.showme import digesting, models, planning, room, running
from portal.showme.digest_wording import ThemeWords, Wording
from portal.showme.digesting import Change
from portal.showme.models import ShowMe
from portal.showme.planning import Plan
from portal.showme.runsheet import Screen
from portal.staff.models import StaffMember, by_email
from portal.web import tokens

TITLES = ("Three reading levels", "A mini-lesson from drafts", "A letter home", "A quiz key", "Exit tickets")
"""What five people write: enough for the board."""


def facilitator() -> StaffMember:
    """Give the account that plans and runs; wants an application's context."""
    found = by_email("curriculum@example.org")
    assert found is not None
    return found


def plan(app: Flask, **changes: object) -> str:
    """Plan a session for today, under a signed statement, and give its join code."""
    with app.app_context():
        if statements.in_force() is None:
            _sign()
        wanted = {
            "title": "Show me how you use AI",
            "on": clock.today().isoformat(),
            "at": "15:30",
            "place": "Library",
            "seats": 30,
            "facilitators": "The curriculum office",
        } | changes
        return planning.plan(Plan(**wanted), by=facilitator()).code  # type: ignore[arg-type]


def begin(app: Flask, code: str) -> None:
    """Begin a planned session."""
    with app.app_context():
        running.begin(of(code).id, by=facilitator())


def go_to(app: Flask, code: str, screen: Screen, part: int = 0) -> None:
    """Press "next" until a screen comes."""
    with app.app_context():
        for _ in range(60):
            show_me = of(code)
            if (show_me.now().screen, show_me.part) == (screen, part):
                return
            running.go_on(show_me.id, show_me.place_in_it)
    raise AssertionError(f"there is no {screen}")


def hand_in(app: Flask, code: str, *titles: str) -> dict[str, str]:
    """Hand in a slip with each of these titles, and give the receipts by title."""
    receipts = {}
    with app.app_context():
        for title in titles:
            receipts[title] = room.hand_in(code, slip(title), nonce=f"{code} {title}", amnesty=of(code).amnesty).receipt
    return receipts


def vote(app: Flask, code: str, *ballots: tuple[list[int], list[int]]) -> None:
    """Cast these ballots: numbers to try, numbers to worry about."""
    with app.app_context():
        for number, (tries, worries) in enumerate(ballots):
            room.vote(code, tries, worries, number=of(code).votes, nonce=f"voter {number}")


def close(app: Flask, code: str) -> None:
    """Close a session."""
    with app.app_context():
        running.close(of(code).id, by=facilitator())


def told_room(app: Flask) -> str:
    """Give the code of a room that is closed, and has its digest."""
    code = plan(app)
    begin(app, code)
    go_to(app, code, Screen.BOARD)
    close(app, code)
    with app.app_context():
        change = Change(Wording(), Wording("Many came."), ThemeWords(), ask="", struck=())
        digesting.tell(of(code).id, change, by=facilitator())
    return code


def of(code: str) -> ShowMe:
    """Give the session of a code; wants an application's context."""
    found = models.by_code(code)
    assert found is not None
    return found


def board(app: Flask, code: str) -> dict[int, str]:
    """Give what stands on the board: titles by number."""
    with app.app_context():
        return {slip.number: slip.practice.title for slip in models.board(of(code))}


def key_of(title: str, code: str) -> str:
    """Give the key that a slip's practice has."""
    return tokens.key("practice", f"{code} {title}")


def slip(title: str) -> Draft:
    """Write what somebody writes in a room."""
    return Draft(
        kind="workflow",
        title=title,
        words={"steps": f"I ask for {title.lower()}.", "checks": "I read it twice.", "discarded": ""},
        subjects=[labels.ANY_SUBJECT],
        grades=[labels.ANY_GRADE],
    )


def _sign() -> None:
    curriculum, union = (by_email(f"{side}@example.org") for side in ("curriculum", "union"))
    assert curriculum
    assert union
    number = amnesty.propose(STATEMENT, by=curriculum)
    proposal = statements.by_version(number)
    assert proposal
    for side in (curriculum, union):
        amnesty.sign(number, proposal.content_hash, by=side)
