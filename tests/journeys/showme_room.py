"""A room full of people: one projector, one facilitator, ten phones."""

from dataclasses import dataclass, field

from chromium import Person
from journeys import showme_people as people
from journeys.showme_screen import SOON, Projector
from playwright.sync_api import expect


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

    def hear(self, words: str) -> None:
        """See that every phone shows this: by itself, or at a press where no script runs."""
        for phone in self.plain:
            people.looks_again(phone)
        for phone in [*self.plain, *self.fresh]:
            expect(phone.page.locator(".now")).to_contain_text(words, timeout=SOON)
