"""What the home page shows of an edition: its new cards, and subjects against bands."""

from collections.abc import Sequence

from portal.anonymity.labels import band_of
from portal.guide.document import Document
from portal.pages.results import SHADES, link
from portal.search.card import Card
from portal.search.criteria import Criteria
from portal.vocabulary.words import Vocabulary

NEW = 6
"""Cards of the newest release that fit the page."""

Cell = tuple[int, str, int]
"""Count, link, shade."""


def newest(cards: Sequence[Card]) -> list[Card]:
    """Pick cards of the newest release: what the guide cites first, then one kind after the other."""
    last = max((card.edition for card in cards), default=0)
    new = sorted((card for card in cards if card.edition == last), key=lambda card: (not card.guide, card.id))
    by_kind: dict[str, list[Card]] = {}
    for card in new:
        by_kind.setdefault(card.kind, []).append(card)
    mixed: list[Card] = []
    while any(by_kind.values()) and len(mixed) < NEW:
        mixed += [of_kind.pop(0) for of_kind in by_kind.values() if of_kind]
    return mixed[:NEW]


def grid(cards: Sequence[Card], words: Vocabulary) -> list[tuple[str, list[Cell]]]:
    """Count cards by subject and band; a subject without any is left out."""
    counts: dict[tuple[str, str], int] = {}
    for card in cards:
        bands = words.bands if "UG" in card.grade else {band_of(grade, words.bands) for grade in card.grade}
        for subject in card.subject:
            for band in bands:
                counts[subject, band] = counts.get((subject, band), 0) + 1
    most = max(counts.values(), default=1)
    return [
        (
            words.label("subjects", subject),
            [
                _cell(counts.get((subject, band), 0), most, Criteria(subject=(subject,), grade=(band,)))
                for band in words.bands
            ],
        )
        for subject in words.codes("subjects")
        if any(counts.get((subject, band)) for band in words.bands)
    ]


def _cell(count: int, most: int, criteria: Criteria) -> Cell:
    return count, link(criteria), -(-count * SHADES // most) if count else 0


def leaves(guide: Document | None) -> list[tuple[str, str, str]]:
    """Show the guide as small pages: heading, what is on it, link."""
    if guide is None:
        return []
    said = (
        "Who it is for, and the questions to ask first",
        "What colleagues proved",
        "And the check that catches it",
        "Signed by both sides",
    )
    return [
        (section.heading, line, f"/guide#page-{number}")
        for number, (section, line) in enumerate(zip(guide.sections, said, strict=False), start=1)
    ]
