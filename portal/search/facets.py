"""Filters and their counts: for each value the set of cards it finds, as the bits of one number.

Bit n stands for the card with document number n. What several filters leave together is an `&`, and a count
is the number of bits, so that exact counts of every value cost next to nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.search.card import Card
from portal.search.criteria import FACETS, GUIDE, Criteria, Known

ANY_SUBJECT = "any"
"""The subject of what is not made for one subject; found under each."""

ANY_GRADE = "UG"
"""The grade of what is not made for one grade; found under each."""


@dataclass(frozen=True)
class Option:
    """One value of a filter, how many practices it would show, and whether it is chosen."""

    value: str
    count: int
    chosen: bool


class Facets:
    """What each value of each filter finds among the cards of one edition."""

    def __init__(self, cards: Sequence[Card], known: Known) -> None:
        """Sort the cards under every value that they are found by."""
        self._known = known
        self._minutes = [minutes_saved(card) for card in cards]
        self._all = (1 << len(cards)) - 1
        self._found = {name: self._under(name, cards) for name in FACETS}

    def left(self, criteria: Criteria, *, but: str = "") -> int:
        """Give the cards that every filter leaves, except those of one facet."""
        cards = self._all
        for name in FACETS:
            if name != but and criteria.chosen(name):
                cards &= self._any_of(name, criteria.chosen(name))
        if criteria.minutes is not None:
            cards &= self._saving(criteria.minutes)
        return cards

    def options(self, criteria: Criteria, among: int) -> dict[str, tuple[Option, ...]]:
        """Count every value of every facet; the counts of a facet leave its own choice aside."""
        return {
            name: self._options(name, criteria.chosen(name), among & self.left(criteria, but=name)) for name in FACETS
        }

    def _options(self, name: str, chosen: Sequence[str], among: int) -> tuple[Option, ...]:
        found = self._found[name]
        options = (
            Option(value, (among & found.get(value, 0)).bit_count(), value in chosen) for value in self._known.of(name)
        )
        return tuple(option for option in options if option.count or option.chosen)

    def _any_of(self, name: str, values: Iterable[str]) -> int:
        cards = 0
        for value in values:
            cards |= self._found[name].get(value, 0)
        return cards

    def _saving(self, minutes: int) -> int:
        return as_bits(
            (number for number, saved in enumerate(self._minutes) if saved is not None and saved >= minutes),
            len(self._minutes),
        )

    def _under(self, name: str, cards: Sequence[Card]) -> dict[str, int]:
        """Give the cards found by each value of one facet."""
        numbers: dict[str, list[int]] = {}
        for number, card in enumerate(cards):
            for value in _values(card, name):
                numbers.setdefault(value, []).append(number)
        found = {value: as_bits(each, len(cards)) for value, each in numbers.items()}
        if name == "subject":
            return _under_each(found, self._known.of(name), ANY_SUBJECT)
        return _by_band(found, self._known) if name == "grade" else found


def as_bits(numbers: Iterable[int], size: int) -> int:
    """Make one number of document numbers, all below a size."""
    held = bytearray((size + 7) // 8)
    for number in numbers:
        held[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(held, "little")


def as_numbers(bits: int) -> list[int]:
    """List the document numbers that one number holds, in order."""
    return [number for number, bit in enumerate(reversed(f"{bits:b}")) if bit == "1"]


def minutes_saved(card: Card) -> int | None:
    """Tell the minutes a week that colleagues reported, or else those the author gave."""
    return card.minutes if card.reports.minutes is None else card.reports.minutes


def _values(card: Card, name: str) -> tuple[str, ...]:
    """List a card's own values of one facet."""
    match name:
        case "subject":
            return card.subject or (ANY_SUBJECT,)
        case "grade":
            return card.grade or (ANY_GRADE,)
        case "tool":
            return card.tool
        case "guide":
            return GUIDE if card.guide else ()
        case _:
            return (str(getattr(card, name)),)


def _under_each(found: Mapping[str, int], codes: Iterable[str], anywhere: str) -> dict[str, int]:
    """Find what fits anywhere under each code."""
    fits = found.get(anywhere, 0)
    return {code: found.get(code, 0) | fits for code in codes}


def _by_band(found: Mapping[str, int], known: Known) -> dict[str, int]:
    """Find a band's cards under each of its grades, and under a band what any of its grades finds."""
    graded = dict(found)
    for band, grades in known.bands.items():
        for grade in grades:
            graded[grade] = graded.get(grade, 0) | found.get(band, 0)
    for band, grades in known.bands.items():
        for grade in grades:
            graded[band] = graded.get(band, 0) | graded[grade]
    return _under_each(graded, known.of("grade"), ANY_GRADE)
