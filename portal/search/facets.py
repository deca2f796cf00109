"""Filters and their counts: for each value of each facet one bit a card, so that counts are of bits.

What the sets of values find, under which cards are filed (filing.py), is worked out when an edition is opened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from operator import and_
from typing import NamedTuple

import numpy as np

from portal.search.columns import Bits, Column, Columns, Mask, Numbers
from portal.search.criteria import FACETS, Criteria, Known
from portal.search.filing import ANY_GRADE, ANY_SUBJECT, MINUTES

STEPS = ("15", "30", "60")
"""At least so many minutes a week."""


class Option(NamedTuple):
    """One value of a filter, how many practices it would show, and whether it is chosen."""

    value: str
    count: int  # type: ignore[assignment] # a tuple can count too, but nobody asks it to
    chosen: bool


@dataclass(frozen=True, eq=False)
class Alike:
    """Which documents are filed under something that one document is filed under."""

    job: Mask
    subject: Mask
    grades: Mask
    """Bands and their grades overlap. What fits any subject, or any grade, has none in common with anything."""


class Facets:
    """What each value of each filter finds among the cards of one edition."""

    def __init__(self, columns: Columns, known: Known) -> None:
        """Set the bits of every value."""
        self._columns = columns
        self._known = known
        self._values = {name: known.of(name) for name in FACETS} | {MINUTES: STEPS}
        found = [finds[columns[name]] for name in FACETS for finds in self._found(name).T]
        self._bits = np.stack([_packed(mask) for mask in (*found, *(columns[MINUTES] >= int(step) for step in STEPS))])
        ends = accumulate(len(values) for values in self._values.values())
        self._rows = {
            name: slice(end - len(values), end) for (name, values), end in zip(self._values.items(), ends, strict=True)
        }

    def narrowed(self, criteria: Criteria, among: Numbers) -> tuple[Mask | None, dict[str, tuple[Option, ...]]]:
        """Say which documents every filter leaves, and count every value of every facet among them.

        The counts of a facet leave its own choice aside. There is no mask when there is no filter.
        """
        found, fitting = self._bits_of(among), self._fitting(criteria)
        counts = _counts(self._bits, reduce(and_, fitting.values(), found))
        for name in fitting:
            others = (bits for each, bits in fitting.items() if each != name)
            counts[self._rows[name]] = _counts(self._bits[self._rows[name]], reduce(and_, others, found))
        options = {name: self._options(name, criteria, counts[rows].tolist()) for name, rows in self._rows.items()}
        if not fitting:
            return None, options
        return _unpacked(reduce(and_, fitting.values()))[among], options

    def count(self, criteria: Criteria, among: Numbers) -> int:
        """Count what every filter leaves."""
        left = reduce(and_, self._fitting(criteria).values(), self._bits_of(among))
        return int(np.bitwise_count(left).sum())

    def grid(self, rows: Sequence[str], bands: Sequence[str], among: Numbers) -> dict[tuple[str, str], int]:
        """Count what each subject and each band together find."""
        subjects, grades = self._found("subject"), self._found("grade")
        pairs = self._columns["subject"][among] * np.int64(len(grades)) + self._columns["grade"][among]
        counts = np.bincount(pairs, minlength=len(subjects) * len(grades)).reshape(len(subjects), len(grades))
        table = subjects.T.astype(np.int64) @ counts @ grades
        row, column = _places(self._values["subject"]), _places(self._values["grade"])
        return {
            (subject, band): int(table[row[subject], column[band]])
            for subject in rows
            for band in bands
            if subject in row and band in column
        }

    def alike(self, number: int) -> Alike:
        """Say which documents have the job, a subject or grades of one."""
        jobs = self._columns["task"]
        return Alike(
            job=jobs == jobs[number],
            subject=self._overlapping("subject", number, ANY_SUBJECT),
            grades=self._overlapping("grade", number, ANY_GRADE),
        )

    def _overlapping(self, name: str, number: int, anywhere: str) -> Mask:
        """Say which documents are found under a value that finds one, too, but for what fits anywhere."""
        codes, finds = self._columns[name], self._found(name)
        place = _places(self._values[name]).get(anywhere)
        if place is not None:
            finds[finds[:, place]] = False
        overlaps: Mask = np.any(finds & finds[codes[number]], axis=1)[codes]
        return overlaps

    def _fitting(self, criteria: Criteria) -> dict[str, Bits]:
        """Give for each filter that is on what it leaves."""
        fitting = {}
        for name in FACETS:
            if criteria.chosen(name):
                chosen = [place for place, value in enumerate(self._values[name]) if value in criteria.chosen(name)]
                fitting[name] = np.bitwise_or.reduce(self._bits[self._rows[name]][chosen])
        if criteria.minutes is not None:
            least = min(criteria.minutes, np.iinfo(np.int32).max)
            fitting[MINUTES] = _packed(self._columns[MINUTES] >= least)
        return fitting

    def _options(self, name: str, criteria: Criteria, counts: Sequence[int]) -> tuple[Option, ...]:
        chosen = (str(criteria.minutes),) if name == MINUTES else criteria.chosen(name)
        each = zip(self._values[name], counts, strict=True)
        return tuple([Option(value, count, value in chosen) for value, count in each if count or value in chosen])

    def _found(self, name: str) -> Mask:
        """Widen each set of a card's own values to all the values that find it."""
        finds: Mask = self._columns[f"{name}_sets"].copy()
        place = _places(self._values[name])
        if name == "grade":
            _widen_to_bands(finds, self._known, place)
        anywhere = place.get({"subject": ANY_SUBJECT, "grade": ANY_GRADE}.get(name, ""))
        if anywhere is not None:
            finds[finds[:, anywhere]] = True
        return finds

    def _bits_of(self, among: Numbers) -> Bits:
        mask = np.zeros(len(self._columns[MINUTES]), np.bool_)
        mask[among] = True
        return _packed(mask)


def _places(values: Sequence[str]) -> dict[str, int]:
    return {value: place for place, value in enumerate(values)}


def _widen_to_bands(finds: Mask, known: Known, place: Mapping[str, int]) -> None:
    """Find a band's cards under each of its grades, and under a band what any of its grades finds."""
    bands = {
        place[band]: [place[grade] for grade in grades if grade in place]
        for band, grades in known.bands.items()
        if band in place
    }
    own = finds.copy()
    for band, grades in bands.items():
        finds[:, grades] |= own[:, [band]]
    for band, grades in bands.items():
        finds[:, band] |= finds[:, grades].any(axis=1)


def _packed(mask: Mask) -> Bits:
    """Put documents into bits, 64 in a number."""
    bits = np.zeros(-(-len(mask) // 64), np.uint64)
    bits.view(np.uint8)[: -(-len(mask) // 8)] = np.packbits(mask, bitorder="little")
    return bits


def _unpacked(bits: Bits) -> Mask:
    return np.unpackbits(bits.view(np.uint8), bitorder="little").view(np.bool_)


def _counts(rows: Bits, among: Bits) -> Column:
    """Count the bits that each row has in common with some; where these are few, the rest is not looked at."""
    held = np.flatnonzero(among)
    if len(held) * 4 < len(among):
        rows, among = rows.take(held, axis=1), among[held]
    counts: Column = np.bitwise_count(rows & among).sum(axis=1, dtype=np.uint32)
    return counts
