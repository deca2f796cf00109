"""The district's answer to those who shared: what the guide took up since which issue, and why it did not."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from portal import snapshot
from portal.search import reading
from portal.search.card import Card

NAME = "heard.json"


@dataclass(frozen=True)
class Answer:
    """What became of the practices that are public."""

    issues: tuple[tuple[int, tuple[Card, ...]], ...]
    """Each issue, the newest first, with what it took up and the issue in force still cites."""
    before: tuple[Card, ...]
    """What only earlier issues cite, without a reason given since."""
    left: tuple[Card, ...]
    """What staff did not take up, with the reason."""


def write(folder: Path, cards: Iterable[Card]) -> None:
    """Lay the keys of what was taken up or left out into an edition's folder: few of all."""
    keys = sorted(card.id for card in cards if card.cited or card.not_taken)
    (folder / NAME).write_text(json.dumps(keys), encoding="utf-8")


def read(folder: Path) -> tuple[str, ...]:
    """Read the keys back."""
    return tuple(json.loads((folder / NAME).read_text(encoding="utf-8")))


def current() -> Answer:
    """Give the answer that readers see now."""
    found = (reading.maybe_card(key) for key in snapshot.loaded(read))
    return answer(card for card in found if card)


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
