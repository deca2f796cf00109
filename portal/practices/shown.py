"""A card laid out for reading: the same on its page, in its preview and in the tray."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from portal.anonymity.scan import Mark
from portal.practices.kinds import KINDS, Kind, Setting
from portal.search.card import Card
from portal.vocabulary.words import Vocabulary
from portal.web import markup


@dataclass(frozen=True)
class Shown:
    """One part of a card, ready to be set."""

    heading: str
    setting: Setting
    text: str
    html: Markup
    """Rendered Markdown; empty unless the part holds steps."""
    blanks: list[tuple[str, str]]
    """(words, name of the blank they stand in) pairs; empty unless the part is a prompt."""


def parts(card: Card, filled: dict[str, str] | None = None) -> list[Shown]:
    """Lay out a card's texts in the order of its kind, leaving out what is empty."""
    kind = KINDS[card.kind]
    return [
        Shown(
            heading=part.heading,
            setting=part.setting,
            text=card.words[part.name],
            html=markup.to_html(card.words[part.name]) if part.setting is Setting.STEPS else Markup(),
            blanks=markup.with_blanks(card.words[part.name], filled) if part.setting is Setting.PROMPT else [],
        )
        for part in kind.parts
        if card.words.get(part.name)
    ]


def picks(card: Card, words: Vocabulary) -> list[tuple[str, str]]:
    """List (heading, choices in words) pairs, such as ("What was wrong", "Wrong fact")."""
    return [
        (pick.heading, words.labels(pick.name, card.picks[pick.name]))
        for pick in kind_of(card).picks
        if card.picks.get(pick.name)
    ]


def kind_of(card: Card) -> Kind:
    """Give the card's kind."""
    return KINDS[card.kind]


def meta(card: Card, words: Vocabulary) -> str:
    """Say where it fits, the job and the tools in one line."""
    facts = [words.where(card.subject, card.grade)]
    if card.task:
        facts.append(words.label("tasks", card.task))
    if card.tool:
        facts.append(words.labels("tools", card.tool))
    return " · ".join(facts)


def marked(text: str, marks: Sequence[Mark]) -> list[tuple[str, bool]]:
    """Split a text into (words, is marked) pairs."""
    pairs: list[tuple[str, bool]] = []
    end = 0
    for mark in marks:
        pairs += [(text[end : mark.start], False), (text[mark.start : mark.end], True)]
        end = mark.end
    return [pair for pair in [*pairs, (text[end:], False)] if pair[0]]
