"""What a search takes from the vocabulary: the codes that filters may hold, and the words that stand for them."""

import re

from portal.practices.kinds import KINDS
from portal.search.card import Card
from portal.search.criteria import GUIDE, LEVELS, Known
from portal.search.synonyms import Groups
from portal.vocabulary.words import Vocabulary

_GRADE = re.compile(r"\bgrades?\b", re.IGNORECASE)
"""Stands in nearly every label and tells no one from another; who types it often has papers to grade."""


def known(vocabulary: Vocabulary, synonyms: Groups) -> Known:
    """Give the codes that each filter of the search may hold, in the order of the vocabulary."""
    return Known(
        codes={
            "subject": vocabulary.codes("subjects"),
            "grade": vocabulary.codes("grades"),
            "kind": tuple(KINDS),
            "task": vocabulary.codes("tasks"),
            "tool": vocabulary.codes("tools"),
            "level": LEVELS,
            "language": vocabulary.codes("languages"),
            "guide": GUIDE,
        },
        bands=vocabulary.bands,
        names={"grade": vocabulary.names("grades")},
        synonyms=synonyms,
    )


def label(vocabulary: Vocabulary, card: Card) -> str:
    """Give the words of a card's label, by which a search finds it too."""
    return " ".join(
        (
            vocabulary.labels("subjects", card.subject),
            _GRADE.sub("", vocabulary.labels("grades", card.grade)),
            vocabulary.label("tasks", card.task) if card.task else "",
            vocabulary.labels("tools", card.tool),
        )
    )
