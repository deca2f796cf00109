"""The district's answer to those who shared: what the guide took up since which issue, and why it did not."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.search.card import Card


@dataclass(frozen=True)
class Answer:
    """What became of the practices that are public."""

    issues: tuple[tuple[int, tuple[Card, ...]], ...]
    """Each issue, the newest first, with what it took up and the issue in force still cites."""
    before: tuple[Card, ...]
    """What only earlier issues cite, without a reason given since."""
    left: tuple[Card, ...]
    """What staff did not take up, with the reason."""


def answer(cards: Iterable[Card]) -> Answer:
    """Sort cards by what became of them, each list by its titles."""
    by_title = sorted(cards, key=lambda card: (card.title.casefold(), card.id))
    issues: dict[int, list[Card]] = {}
    for card in by_title:
        if card.cited and card.cited.in_force:
            issues.setdefault(card.cited.since, []).append(card)
    return Answer(
        issues=tuple((number, tuple(issues[number])) for number in sorted(issues, reverse=True)),
        before=tuple(card for card in by_title if card.cited and not card.cited.in_force and not card.not_taken),
        left=tuple(card for card in by_title if card.not_taken),
    )
