"""A room full of people: one projector, one facilitator, ten phones; and the district around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from chromium import Person, Site
from flask import Flask
from journeys import showme_people as people
from journeys.showme_screen import Projector
from playwright.sync_api import expect

from portal import config
from portal.app import create_app
from portal.db import db

ELSEWHERE = {
    "/ “How teachers here really use AI”",
    "/staff/login “Sign in”",
    "/staff/ “Your desk”",
    "/staff/tray “The tray”",
    "/receipt “My receipt”",
    "/receipt “My receipt” with problems",
    "/receipt “It is gone”",
}
"""Pages that another journey looks at."""


@dataclass
class Room:
    """Who is there."""

    projector: Projector
    facilitator: Person
    plain: list[Person]
    """Phones that run no script."""
    scribe: Person
    """Who types for two colleagues."""
    unlucky: Person
    """Whose network goes away."""
    others: list[Person]
    code: str
    receipts: dict[str, str] = field(default_factory=dict)
    """Six words by title."""

    @property
    def fresh(self) -> list[Person]:
        """Phones that show by themselves what is new."""
        return [self.scribe, self.unlucky, *self.others]

    def goes_on(self, words: str) -> None:
        """Press a button on the facilitator's phone: what comes shows on the projector by itself."""
        seen = self.projector.news()
        self.facilitator.presses(words)
        self.projector.waits_beyond(seen)
        self.projector.is_measured()

    def is_led(self) -> None:
        """Wait until whoever leads sees on a phone where the session is: the projector went on by itself."""
        expect(self.facilitator.page.locator(".lead [name=at]")).to_have_value(self.projector.place())

    def hear(self, words: str, *phones: Person) -> None:
        """See that phones show this: by themselves, or at a press where no script runs."""
        for phone in phones:
            if phone in self.plain:
                people.looks_again(phone)
            expect(phone.page.locator(".now")).to_contain_text(words)


@contextmanager
def inside(site: Site) -> Iterator[Flask]:
    """Open the district of a site while it is not served."""
    app = create_app(config.load(site.environ))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
