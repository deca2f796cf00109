"""The place of each card in every order, and what the home page shows of a release: from columns alone."""

from collections.abc import Sequence
from itertools import chain, zip_longest

import numpy as np

from portal.search.card import Card
from portal.search.columns import Column, Columns, Numbers
from portal.search.criteria import Sort


def columns(cards: Sequence[Card]) -> dict[str, Column]:
    """Rank the cards in each order; ids, being random, break ties."""
    official = np.array([card.level == "official" for card in cards], np.bool_)
    tried = np.array([card.reports.total for card in cards], np.int32)
    edition = np.array([card.edition for card in cards], np.int32)
    return {
        "official": official,
        "edition": edition,
        Sort.RELEVANCE.value: _places(np.lexsort((-tried, ~official))),
        Sort.TRIED.value: _places(np.argsort(-tried, kind="stable")),
        Sort.NEWEST.value: _places(np.argsort(-edition, kind="stable")),
    }


def newest(columns: Columns, among: Numbers, count: int) -> list[int]:
    """Pick documents of the newest release: what the guide cites first, then one kind after the other."""
    editions = columns["edition"][among]
    new = among[editions == editions.max(initial=0)]
    cited = np.any(columns["guide_sets"], axis=1)[columns["guide"][new]]
    by_kind: dict[int, list[int]] = {}
    for number in new[np.argsort(~cited, kind="stable")].tolist():
        by_kind.setdefault(int(columns["kind"][number]), []).append(number)
    mixed = chain.from_iterable(zip_longest(*(numbers[:count] for numbers in by_kind.values())))
    return [number for number in mixed if number is not None][:count]


def _places(order: Column) -> Numbers:
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places
