"""What became of practices in the guide: which issue took each one up, or why staff did not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from portal.guide import models
from portal.guide.content import Content, from_json
from portal.search.card import Card, Heard

WORKS_PAGE = 2
CAUGHT_PAGE = 3


@dataclass(frozen=True)
class Answer:
    """The district's answer to those who shared, from the cards of an edition."""

    issues: tuple[tuple[int, tuple[Card, ...]], ...]
    """Each issue, the newest first, with what it took up and the issue in force still cites."""
    before: tuple[Card, ...]
    """What only earlier issues cite, without a reason given since."""
    left: tuple[Card, ...]
    """What staff did not take up, with the reason."""


def told(cards: Iterable[Card]) -> list[Card]:
    """Put into each card what became of its practice."""
    left = {each.practice_id: each.reason for each in models.all_not_taken()}
    taken = taken_up((issue.number, from_json(issue.content)) for issue in reversed(models.issues()))
    return [
        replace(card, heard=replace(taken.get(card.id, card.heard), reason=left.get(card.id, ""))) for card in cards
    ]


def taken_up(issues: Iterable[tuple[int, Content]]) -> dict[str, Heard]:
    """Say of each practice which issues cite it without a gap up to the last one that does; the oldest issue first."""
    found: dict[str, Heard] = {}
    for number, content in issues:
        for page, lines in ((WORKS_PAGE, content.works), (CAUGHT_PAGE, content.caught)):
            for key, heading in ((key, line.heading) for line in lines for key in line.practices):
                before = found.get(key, Heard())
                if before.until == number:
                    continue
                since = before.since if before.until == number - 1 and before.since else number
                found[key] = Heard(since=since, until=number, page=page, heading=heading)
    return found


def answer(cards: Iterable[Card]) -> Answer:
    """Sort cards by what became of them, each list by its titles."""
    by_title = sorted(cards, key=lambda card: (card.title.casefold(), card.id))
    official = [card for card in by_title if card.guide]
    numbers = sorted({card.heard.since for card in official}, reverse=True)
    return Answer(
        issues=tuple((number, tuple(c for c in official if c.heard.since == number)) for number in numbers),
        before=tuple(card for card in by_title if card.heard.since and not card.guide and not card.heard.reason),
        left=tuple(card for card in by_title if card.heard.reason),
    )
