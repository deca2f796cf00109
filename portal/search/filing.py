"""What each card is filed under: the code of its set of values in each facet, and the minutes it saves.

There are few different sets of values, so that a small number for each card tells all of them.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from portal.search.card import Card
from portal.search.columns import Column
from portal.search.criteria import FACETS, GUIDE, Known

ANY_SUBJECT = "any"
"""The subject of what is not made for one subject; found under each."""

ANY_GRADE = "UG"
"""The grade of what is not made for one grade; found under each."""

MINUTES = "minutes"
"""The filter that holds one number; pages offer it in steps."""

_NO_MINUTES = np.iinfo(np.int32).min
"""What stands in the column of minutes where none are known."""


def columns(cards: Sequence[Card], known: Known) -> dict[str, Column]:
    """Lay out what each card is filed under."""
    minutes = [minutes_saved(card) for card in cards]
    found = {MINUTES: np.array([_NO_MINUTES if saved is None else saved for saved in minutes], np.int32)}
    for name in FACETS:
        found |= _filed(name, [_values(card, name) for card in cards], known.of(name))
    return found


def minutes_saved(card: Card) -> int | None:
    """Tell the minutes a week that colleagues reported, or else those the author gave."""
    return card.minutes if card.reports.minutes is None else card.reports.minutes


def _values(card: Card, name: str) -> tuple[str, ...]:
    """List a card's own values of one facet."""
    match name:
        case "guide":
            return GUIDE if card.guide else ()
        case "subject":
            return card.subject or (ANY_SUBJECT,)
        case "grade":
            return card.grade or (ANY_GRADE,)
        case "tool":
            return card.tool
        case _:
            return (str(getattr(card, name)),)


def _filed(name: str, values: Iterable[tuple[str, ...]], codes: Sequence[str]) -> dict[str, Column]:
    """Give a number to each of the different sets of values in a facet, and say which values each set has."""
    each = [frozenset(own) for own in values]
    sets = {own: code for code, own in enumerate(sorted(set(each), key=sorted))}
    table = np.array([[value in own for value in codes] for own in sets], np.bool_).reshape(len(sets), len(codes))
    return {name: np.array([sets[own] for own in each], np.min_scalar_type(len(sets))), f"{name}_sets": table}
