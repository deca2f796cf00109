"""Which practices an editor finds beside a line: those it rests on, those it could rest on, what was caught nearby."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from portal.search.card import Card
from portal.search.criteria import LEVELS

_MOST = 8
_NEARBY = 3


@dataclass(frozen=True)
class Beside:
    """The practices that an editor finds beside a line."""

    cited: tuple[Card, ...]
    """What the line rests on."""
    offered: tuple[Card, ...]
    """Others for the same job, the best proven first."""
    nearby: tuple[Card, ...]
    """What was caught for the same job or in the same subject."""


def beside(cited: Iterable[str], task: str, cards: Sequence[Card]) -> Beside:
    """Choose among the public practices what helps to write a line."""
    by_id = {card.id: card for card in cards}
    rests = tuple(by_id[key] for key in cited if key in by_id)
    others = best(card for card in cards if card not in rests)
    jobs = {task, *(card.task for card in rests)} - {""}
    offered = [card for card in others if card.task in jobs][: max(0, _MOST - len(rests))]
    subjects = {subject for card in rests for subject in card.subject}
    near = [card for card in others if card.kind == "caught" and (card.task in jobs or subjects & set(card.subject))]
    near.sort(key=lambda card: card.task not in jobs)
    return Beside(rests, tuple(offered), tuple(near[:_NEARBY]))


def proven(cards: Iterable[Card], *, but: Collection[str]) -> list[Card]:
    """List the practices with a level that are not among these, the best proven first."""
    return [card for card in best(cards) if card.level != "shared" and card.id not in but]


def best(cards: Iterable[Card]) -> list[Card]:
    """Put the best proven first: by level, then by how many reports there are."""
    return sorted(cards, key=lambda card: (LEVELS.index(card.level), -card.reports.total, card.title, card.id))
