"""Which practices are close to one: those that share its telling words, its job, and where it fits.

A word tells the more of a practice the fewer others have it. What two practices share of their telling words counts
most; then the same job, a subject in common, and grades in common. Words alone are not enough: "plan" stands in
a substitute's plan and in a lesson's, so only what has the job or a subject in common is looked at.
"""

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np

from portal.search.card import Card
from portal.search.columns import Scores
from portal.search.index import Index
from portal.search.stops import STOPS

MOST = 4
"""Practices that are shown beside one."""

_CAUGHT = 2
"""How many of them may be caught outputs; they come first, since they say what to look out for."""

_TELLING = 14
"""Words of a practice that are looked up: the most telling ones."""

_SELDOM = 3
"""A word that more than one practice in so many has tells nothing."""

_IN_TITLE = 3
"""How often a word counts that stands in the title."""

_WORDS, _JOB, _SUBJECT, _GRADES = 2.0, 0.3, 0.45, 0.1
"""What each thing in common is worth; of the telling words, the part that is shared."""

_IN_EVERY_TEXT = frozenset().union(*STOPS.values())

_FLOOR = 0.75
"""What has less in common is not shown. The same job in the same subject is enough. A subject alone takes a tenth of
the telling words besides, a job alone more than a seventh: in the seed practices, what lay below met by chance."""


@dataclass(frozen=True)
class Related:
    """The practices close to one, the closest first."""

    caught: tuple[Card, ...]
    """What went wrong nearby."""
    others: tuple[Card, ...]


def to(card: Card, index: Index, hidden: frozenset[str] = frozenset()) -> Related:
    """Find what is close to a practice of this index; few, or nothing, when nothing is close enough."""
    worth = scores(card, index)
    caught: list[Card] = []
    others: list[Card] = []
    for number in np.argsort(-worth, kind="stable").tolist():
        if worth[number] < _FLOOR or len(caught) + len(others) >= MOST + len(hidden):
            break
        found = index.cards.at(number)
        if found.id not in hidden:
            (caught if found.kind == "caught" else others).append(found)
    shown = caught[:_CAUGHT]
    return Related(tuple(shown), tuple(others[: MOST - len(shown)]))


def scores(card: Card, index: Index) -> Scores:
    """Say of every practice how much it has in common with one; the practice itself has nothing."""
    number = index.cards.number(card.id)
    assert number is not None  # noqa: S101 - a card of this index
    alike = index.alike(number)
    worth: Scores = _WORDS * _shared_words(card, index) + _JOB * alike.job + _SUBJECT * alike.subject
    worth = np.where(alike.job | alike.subject, worth + _GRADES * alike.grades, np.float32(0))
    worth[number] = 0
    return worth


def _shared_words(card: Card, index: Index) -> Scores:
    """Say which part of a card's telling words each practice shares, from 0 to 1."""
    shared = np.zeros(len(index.cards), np.float32)
    telling = _telling(card, index)
    for token, weight in telling.items():
        shared[index.holding(token)] += weight
    return shared / (sum(telling.values()) or 1)


def _telling(card: Card, index: Index) -> dict[str, float]:
    """Weigh a card's words by how rare they are, and keep the most telling that others have too."""
    counts = Counter(index.words.sequence(card.title, card.language) * _IN_TITLE)
    counts.update(index.words.sequence("\n".join(card.words.values()), card.language))
    size = len(index.cards)
    weighed = {}
    for token, count in counts.items():
        if not _says_little(token):
            holding = index.frequency(token)
            if 1 < holding < size / _SELDOM:
                weighed[token] = math.log(size / holding) * math.log1p(count)
    return dict(sorted(weighed.items(), key=lambda each: (-each[1], each[0]))[:_TELLING])


def _says_little(token: str) -> bool:
    """Say whether a token is a number, a single letter, or stands in every text of a language."""
    plain = token.lstrip("~")
    return plain in _IN_EVERY_TEXT or plain.isdecimal() or (len(plain) == 1 and plain.isascii())
