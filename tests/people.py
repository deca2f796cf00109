"""The people of the stories: a teacher, a reader, staff with their roles. They do what people do, through pages."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from browser import Browser, Page
from flask import Flask

from portal.amnesty import actions as amnesty
from portal.amnesty import models as statements
from portal.clock import Clock
from portal.editions import actions as editions
from portal.editions import builder
from portal.practices import importing
from portal.practices.models import in_state
from portal.practices.rules import State
from portal.staff import actions as staff_actions
from portal.staff.models import by_email
from portal.vocabulary import words

PASSWORD = "a long enough password"

PROMPT: dict[str, Any] = {
    "title": "Exit ticket in two minutes",
    "prompt": "Write an exit ticket on {topic} with three questions.",
    "when": "At the end of a lesson.",
    "checks": "I answer each question myself.",
    "subject": ["math"],
    "grade": ["07"],
    "task": "assessments",
    "tool": ["claude"],
    "language": "en",
    "minutes": "15",
    "allowed": "yes",
}

WORKFLOW: dict[str, Any] = {
    "title": "From drafts to a lesson",
    "steps": "1. I take the names out.\n2. It lists the common errors.",
    "checks": "I read four drafts first.",
    "discarded": "",
    "subject": ["english"],
    "grade": ["6-8"],
    "task": "feedback",
    "tool": ["chatgpt"],
    "language": "en",
    "minutes": "",
    "allowed": "unsure",
}

CAUGHT: dict[str, Any] = {
    "title": "A key with a wrong sign",
    "asked": "An answer key for subtracting negatives.",
    "output": "−3 − (−5) = −8",
    "now": "I work every key by hand.",
    "wrong": ["key", "maths"],
    "found": "worked",
    "reach": "fixed",
    "subject": ["math"],
    "grade": ["6-8"],
    "task": "assessments",
    "tool": [],
    "language": "en",
    "minutes": "",
    "allowed": "",
}

FIVE = (
    ("prompt", "Exit ticket in two minutes"),
    ("prompt", "Three reading levels"),
    ("workflow", "From drafts to a lesson"),
    ("caught", "A key with a wrong sign"),
    ("caught", "A quote nobody said"),
)
"""Kind and title of five practices: enough for a release."""

KINDS = {"prompt": PROMPT, "workflow": WORKFLOW, "caught": CAUGHT}


@dataclass
class Teacher:
    """Somebody without an account."""

    browser: Browser

    def open(self, path: str) -> Page:
        return self.browser.open(path)

    def previews(self, kind: str, **changes: Any) -> Page:
        return self.open(f"/share/{kind}").send(**KINDS[kind] | changes)

    def shares(self, kind: str, **changes: Any) -> str:
        """Share a practice and give its receipt."""
        preview = self.previews(kind, **changes)
        assert preview.status == 200, preview.problem
        return preview.send("Share it").receipt

    def shows(self, receipt: str) -> Page:
        return self.open("/receipt").send(receipt=receipt)

    def state(self, receipt: str) -> str:
        """Say where the practice of a receipt stands."""
        return str(self.shows(receipt).one("#state")["data-state"])

    def takes_back(self, receipt: str, *, quietly: bool = False) -> Page:
        asked = self.shows(receipt).send("Take it back")
        return asked.send("Quietly" if quietly else "Take it back now")

    def finds(self, query: str) -> list[str]:
        """Search, and give the titles found."""
        return self.open(f"/practices?{query}").titles()


@dataclass
class Staff:
    """Somebody who signs in."""

    browser: Browser
    email: str

    def open(self, path: str) -> Page:
        """Open a page, signing in again when the session ended overnight."""
        page = self.browser.open(path)
        return self.signs_in().browser.open(path) if page.heading == "Sign in" else page

    def signs_in(self) -> "Staff":
        page = self.browser.open("/staff/login").send("Sign in", email=self.email, password=PASSWORD)
        assert page.heading == "Your desk", page.problem
        return self

    def is_at_work(self) -> "Staff":
        """Sign in by the action: for stories that begin at the desk, where the pages on the way only take time."""
        client = self.browser.client
        with client.application.app_context():
            opened = staff_actions.sign_in(self.email, PASSWORD).get_id()
        with client.session_transaction("/staff") as session:
            session.update(_user_id=opened, _fresh=True)
        return self

    def clears_everything(self) -> None:
        """Clear the tray, one thing after the other."""
        for _ in range(100):
            page = self.open("/staff/tray")
            form = page.soup.select_one("main form:has(button[value=clear])")
            if form is None:
                return
            why = {"words": "Nobody real."} if form.select_one("textarea[name=words]") else {}
            self.browser.post("/staff/tray", _with(form, do="clear", **why))
        raise AssertionError("the tray never empties")

    def finds_in_tray(self, title: str) -> str:
        """Give the key of a practice that waits in the tray: it stands there in the order of random keys."""
        self.open("/staff/tray")
        with self.browser.client.application.app_context():
            from_tray = [p.id for p in in_state(State.TRAY) if p.title == title]
        assert from_tray, f"{title!r} is not in the tray"
        return from_tray[0]

    def decides(self, key: str, do: str, **fields: str) -> Page:
        token = self.open("/staff/tray").one("input[name=csrf_token]")["value"]
        return self.browser.post("/staff/tray", {"csrf_token": token, "id": key, "do": do, **fields})

    def releases(self) -> Page:
        """Press the button, and let the builder run as it does beside the server."""
        page = self.open("/staff/release")
        if page.soup.select_one("form[action='/staff/release']"):
            page = page.send(form="form[action='/staff/release']")
        build(self.browser.client.application)
        return page


def build(app: Flask) -> None:
    """Run the builder once, as the process beside the server does."""
    with app.app_context():
        builder.build()


def bring_out(file: Path, practices: Iterable[tuple[Any, ...]]) -> None:
    """Bring practices in from a file, by kind, title and what differs, and release them; wants an app's context."""
    rows = [KINDS[kind] | {"kind": kind, "title": title} | dict(*more) for kind, title, *more in practices]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = importing.read(file, words.current(), {})
    assert found.refused == ()
    importing.bring_in(found.good, cleared=True, by="test")
    editions.release(by="test", skip_the_week=True)
    builder.build()


STATEMENT = "What you share is **never** used against you.\n\n- Not in an evaluation.\n- Not in discipline."


def both_sign(app: Flask, text: str = STATEMENT) -> int:
    """Let curriculum propose an amnesty statement and both sides sign it; give its number."""
    with app.app_context():
        curriculum, union = (by_email(f"{side}@example.org") for side in ("curriculum", "union"))
        assert curriculum
        assert union
        number = amnesty.propose(text, by=curriculum)
        proposal = statements.by_version(number)
        assert proposal
        for side in (curriculum, union):
            amnesty.sign(number, proposal.content_hash, by=side)
    return number


def days_later(app: Flask, days: int) -> None:
    """Let time pass in the district."""
    clock: Clock = app.extensions["clock"]
    assert clock.fixed is not None
    app.extensions["clock"] = Clock(clock.zone, clock.fixed + timedelta(days=days))


def _with(form: Any, **fields: str) -> dict[str, str]:
    hidden = {str(tag["name"]): str(tag["value"]) for tag in form.select("input[type=hidden]")}
    return hidden | fields
