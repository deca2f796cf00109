"""One practice found, with what shows the reader why."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.search.card import Card
from portal.search.excerpt import Find, Marked, excerpt, has_marks, marked

CHECKS = ("checks", "now")
"""The parts of a card that tell what its author checks; the others make the snippet."""


@dataclass(frozen=True)
class Hit:
    """A card with its words found marked: the whole title, and an excerpt of its text and of its check."""

    card: Card
    title: Marked
    snippet: Marked
    check: Marked


def hit_of(card: Card, find: Find = lambda _: []) -> Hit:
    """Show a card where it answers best."""
    check = next((card.words[name] for name in CHECKS if card.words.get(name)), "")
    return Hit(
        card=card,
        title=marked(card.title, find),
        snippet=_snippet([text for name, text in card.words.items() if name not in CHECKS], find),
        check=excerpt(check, find),
    )


def _snippet(texts: Iterable[str], find: Find) -> Marked:
    """Take the first text with a mark, or else the first."""
    first: Marked = ()
    for text in texts:
        shown = excerpt(text, find)
        if has_marks(shown):
            return shown
        first = first or shown
    return first
