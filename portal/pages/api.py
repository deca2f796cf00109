"""What the API answers: the same as the pages, for programs."""

import dataclasses
from typing import Any

from portal.pages import results
from portal.search.card import Card
from portal.search.criteria import Criteria
from portal.search.index import Found
from portal.vocabulary.words import Vocabulary

UNTOLD = ("last_week",)
"""What of a card's reports is for staff and for levels: a reader's page does not tell it either."""


def answer(edition: int, criteria: Criteria, found: Found, words: Vocabulary) -> dict[str, Any]:
    """Give one page of what a question found."""
    return {
        "edition": edition,
        "understood": {
            "query": criteria.query(),
            "corrections": [dataclasses.asdict(each) for each in found.question.corrections],
        },
        "total": found.total,
        "exact": found.exact,
        "page": found.page,
        "pages": found.pages,
        "results": [practice(hit.card) for hit in found.hits],
        "facets": {
            name: [{"value": o.value, "text": results.text_of(name, o.value, words), "count": o.count} for o in options]
            for name, options in found.facets.items()
        },
    }


def practice(card: Card) -> dict[str, Any]:
    """Give a card: its fields, its kind's words and choices beside them."""
    values = dataclasses.asdict(card)
    for name in UNTOLD:
        del values["reports"][name]
    return {**values.pop("words"), **values.pop("picks"), **values}
