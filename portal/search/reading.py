"""The current edition as readers' pages see it: what was refused since it was built is not there."""

from collections.abc import Iterable
from pathlib import Path

from portal import config, snapshot
from portal.errors import NotFoundError
from portal.search import bulk, understood
from portal.search.card import Card
from portal.search.criteria import Criteria, parse
from portal.search.hit import Hit, hit_of
from portal.search.index import Found, Index


class NoSuchPracticeError(NotFoundError):
    """Never there, not public yet, taken back or taken down: all are answered alike."""

    message = "This practice is not here. It may have been taken back. Search for another one."


def index() -> Index:
    """Give the open index of the current edition."""
    return snapshot.loaded(_open)


def refused() -> frozenset[str]:
    """Give the ids that are hidden although the edition still holds them."""
    return snapshot.seen().refused


def asked(args: Iterable[tuple[str, str]]) -> Criteria:
    """Read the parameters of a request, and the filters that its words name."""
    known = index().known
    return understood.read(parse(args, known), known)


def maybe_card(practice_id: str) -> Card | None:
    """Find a card that readers may see."""
    return None if practice_id in refused() else index().cards.get(practice_id)


def card(practice_id: str) -> Card:
    """Find a card that readers may see, or say that it is not there."""
    found = maybe_card(practice_id)
    if found is None:
        raise NoSuchPracticeError
    return found


def cards() -> list[Card]:
    """List every card that readers may see, by id. A walk through them parses most: for staff, not for readers."""
    gone = refused()
    return [found for key, found in index().cards.items() if key not in gone]


def first(criteria: Criteria, most: int) -> tuple[Found, list[Card]]:
    """Answer a question with all of its pages in one, as far as so many cards reach."""
    found = index().find(criteria.with_(page=1), hidden=refused(), size=most)
    return found, [hit.card for hit in found.hits]


def refused_cards() -> list[Card]:
    """List the cards of the edition that readers may not see any more, by id."""
    every = index().cards
    return [every[key] for key in sorted(refused()) if key in every]


def unmarked(cards: Iterable[Card]) -> list[Hit]:
    """Show cards as they look where nobody searched for words."""
    return [hit_of(each) for each in cards]


def _open(folder: Path) -> Index:
    return Index.open(folder, bulk.read if config.current().bulk else bulk.read_each)
