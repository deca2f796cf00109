"""Filters and their counts: of each facet, a small number a card, the code of the set of values it has.

There are few different sets, and a table says which values find which set. So a filter looks up codes, and exact
counts of every value are a count of codes times that table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from portal.search.card import Card
from portal.search.columns import Column, Columns, Mask, Numbers
from portal.search.criteria import FACETS, GUIDE, Criteria, Known

ANY_SUBJECT = "any"
"""The subject of what is not made for one subject; found under each."""

ANY_GRADE = "UG"
"""The grade of what is not made for one grade; found under each."""

MINUTES = "minutes"
"""The filter that holds one number; pages offer it in steps."""

STEPS = ("15", "30", "60")
"""At least so many minutes a week."""

NO_MINUTES = np.iinfo(np.int32).min
"""What stands in the column of minutes where none are known."""


@dataclass(frozen=True)
class Option:
    """One value of a filter, how many practices it would show, and whether it is chosen."""

    value: str
    count: int
    chosen: bool


def columns(cards: Sequence[Card], known: Known) -> dict[str, Column]:
    """Lay out what each card is filed under."""
    minutes = [minutes_saved(card) for card in cards]
    found = {MINUTES: np.array([NO_MINUTES if saved is None else saved for saved in minutes], np.int32)}
    for name in FACETS:
        found |= _filed(name, [_values(card, name) for card in cards], known.of(name))
    return found


class Facets:
    """What each value of each filter finds among the cards of one edition."""

    def __init__(self, columns: Columns, known: Known) -> None:
        """Work out which sets of values each value finds."""
        self._known = known
        self._minutes = columns[MINUTES]
        self._own = {name: columns[f"{name}_sets"] for name in FACETS}
        self._codes = {name: columns[name] for name in FACETS} | {MINUTES: _steps_reached(self._minutes)}
        self._values = {name: known.of(name) for name in FACETS} | {MINUTES: STEPS}
        self._finds = {name: self._found(name) for name in FACETS}
        self._finds[MINUTES] = np.tri(len(STEPS) + 1, len(STEPS), -1, dtype=np.int64)

    def left(self, criteria: Criteria, among: Numbers) -> Numbers:
        """Keep what every filter leaves."""
        fits = _all(self._fitting(criteria, among).values())
        return among if fits is None else among[fits]

    def narrowed(self, criteria: Criteria, among: Numbers) -> tuple[Mask | None, dict[str, tuple[Option, ...]]]:
        """Say which documents every filter leaves, and count every value of every facet among them.

        The counts of a facet leave its own choice aside. There is no mask when there is no filter.
        """
        fitting = self._fitting(criteria, among)
        everywhere = _all(fitting.values())
        kept = among if everywhere is None else among[everywhere]
        options = {}
        for name in self._codes:
            counted = kept
            if name in fitting:
                others = _all(mask for each, mask in fitting.items() if each != name)
                counted = among if others is None else among[others]
            options[name] = self._options(name, criteria, counted)
        return everywhere, options

    def grid(self, rows: Sequence[str], bands: Sequence[str], among: Numbers) -> dict[tuple[str, str], int]:
        """Count what is made for each subject and fits each band."""
        subjects, grades = self._own["subject"], self._own["grade"]
        pairs = self._codes["subject"][among] * np.int64(len(grades)) + self._codes["grade"][among]
        counts = np.bincount(pairs, minlength=len(subjects) * len(grades)).reshape(len(subjects), len(grades))
        table = subjects.T.astype(np.int64) @ counts @ self._finds["grade"]
        row, column = self._places("subject"), self._places("grade")
        return {
            (subject, band): int(table[row[subject], column[band]])
            for subject in rows
            for band in bands
            if subject in row and band in column
        }

    def _fitting(self, criteria: Criteria, among: Numbers) -> dict[str, Mask]:
        """Say for each filter that is on which documents it leaves."""
        fitting = {}
        for name in FACETS:
            if criteria.chosen(name):
                places = self._places(name)
                chosen = [places[value] for value in criteria.chosen(name) if value in places]
                fitting[name] = np.any(self._finds[name][:, chosen], axis=1)[self._codes[name][among]]
        if criteria.minutes is not None:
            fitting[MINUTES] = self._minutes[among] >= min(criteria.minutes, np.iinfo(np.int32).max)
        return fitting

    def _options(self, name: str, criteria: Criteria, among: Numbers) -> tuple[Option, ...]:
        finds = self._finds[name]
        counts = (np.bincount(self._codes[name][among], minlength=len(finds)) @ finds).tolist()
        chosen = (str(criteria.minutes),) if name == MINUTES else criteria.chosen(name)
        return tuple(
            Option(value, count, value in chosen)
            for value, count in zip(self._values[name], counts, strict=True)
            if count or value in chosen
        )

    def _places(self, name: str) -> dict[str, int]:
        return {value: place for place, value in enumerate(self._values[name])}

    def _found(self, name: str) -> Column:
        """Widen each set of a card's own values to all the values that find it."""
        finds = self._own[name].astype(np.int64)
        if name == "grade":
            finds = _by_band(finds, self._known, self._places(name))
        anywhere = self._places(name).get({"subject": ANY_SUBJECT, "grade": ANY_GRADE}.get(name, ""))
        if anywhere is not None:
            finds[finds[:, anywhere] > 0] = 1
        return finds


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
    size: type = np.uint8 if len(sets) <= np.iinfo(np.uint8).max else np.uint16
    return {name: np.array([sets[own] for own in each], size), f"{name}_sets": table}


def _by_band(finds: Column, known: Known, place: dict[str, int]) -> Column:
    """Find a band's cards under each of its grades, and under a band what any of its grades finds."""
    graded = finds.copy()
    bands = [
        (place[band], [place[g] for g in grades if g in place]) for band, grades in known.bands.items() if band in place
    ]
    for band, grades in bands:
        graded[:, grades] |= finds[:, [band]]
    for band, grades in bands:
        graded[:, band] |= graded[:, grades].any(axis=1)
    return graded


def _steps_reached(minutes: Column) -> Column:
    return sum(((minutes >= int(step)).astype(np.uint8) for step in STEPS), np.zeros(len(minutes), np.uint8))


def _all(masks: Iterable[Mask]) -> Mask | None:
    """Join masks; none when there is no mask to join."""
    whole: Mask | None = None
    for mask in masks:
        whole = mask if whole is None else whole & mask
    return whole
