"""What a question found, ready to be taken along: all of its pages in one, and what has to stand on every copy."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.config import Settings
from portal.pages import results
from portal.search.card import Card
from portal.search.criteria import Criteria
from portal.search.index import Found
from portal.vocabulary.words import Vocabulary

MOST = 200
"""Practices in one file or on one sheet."""

CARE = "Shared anonymously. Check before you use it."

PARTLY = "These have some of your words"
"""What stands over those that do not have all of them."""


@dataclass(frozen=True)
class Takeaway:
    """The practices that a question found, and where they come from."""

    asked: str
    """The question in words; empty when it asks for nothing in particular."""
    address: str
    """Where the same question is answered anew."""
    source: str
    """Whose practices they are, and of which edition."""
    total: int
    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    """The practices, parted into those that have all the words, under no heading, and the others under theirs."""
    invented: bool

    @property
    def cards(self) -> tuple[Card, ...]:
        """List all practices in their order."""
        return tuple(card for _, cards in self.groups for card in cards)

    @property
    def title(self) -> str:
        """Say what it is."""
        return f"Practices for {self.asked}" if self.asked else "Practices"

    @property
    def notes(self) -> tuple[str, ...]:
        """Say how many there are, whether some were left out, and that somebody has to look at them."""
        shown = len(self.cards)
        count = f"{self.total} practice{'' if self.total == 1 else 's'}."
        cut = f"{self.total} practices were found; these are the first {shown}. Narrow the question to see the others."
        made_up = ("The district is invented, and so is everything here.",) if self.invented else ()
        if not self.total:
            return (f"We found nothing for {self.asked} yet." if self.asked else "No practice is public yet.", *made_up)
        return (cut if shown < self.total else count, CARE, *made_up)


def of(
    criteria: Criteria, found: Found, cards: Sequence[Card], *, words: Vocabulary, edition: int, settings: Settings
) -> Takeaway:
    """Lay out what was found."""
    district = settings.district
    exact, partly = tuple(cards[: found.exact]), tuple(cards[found.exact :])
    return Takeaway(
        asked=results.question(criteria, words),
        address=settings.url + results.link(criteria.with_(page=1)),
        source=f"{district.site}, {district.name}, edition {edition}",
        total=found.total,
        groups=(("", exact), *(((PARTLY, partly),) if partly else ())),
        invented=district.invented,
    )
