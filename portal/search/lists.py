"""Things as numbers, and lists of numbers that lie in one row: for work on very many of them at once."""

from array import array
from collections.abc import Hashable, Iterable
from typing import TypeVar

import numpy as np

from portal.search.columns import Column

Thing = TypeVar("Thing", bound=Hashable)


class Numbered(dict[Thing, int]):
    """Gives each thing a number when it comes for the first time, from 0 on."""

    def __missing__(self, thing: Thing) -> int:
        """Give the next number."""
        number = self[thing] = len(self)
        return number


class Lists:
    """A list of numbers for each of many things, which are numbers as well."""

    def __init__(self) -> None:
        """Begin with no thing."""
        self._numbers = array("I")
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        """Count the things."""
        return len(self._ends) - 1

    def add(self, numbers: Iterable[int]) -> int:
        """Take the list of the next thing, and give its number."""
        self._numbers.extend(numbers)
        self._ends.append(len(self._numbers))
        return len(self) - 1

    def of(self, things: Column) -> tuple[Column, Column]:
        """Join the lists of some things; say of each number in which place its thing stands."""
        ends, numbers = np.array(self._ends, np.int64), np.array(self._numbers, np.int64)
        lengths = (ends[1:] - ends[:-1])[things]
        return numbers[stretches(ends[things], lengths)], np.repeat(np.arange(len(things)), lengths)


def stretches(starts: Column, lengths: Column) -> Column:
    """List the places of some stretches, one stretch after the other."""
    ends = np.cumsum(lengths)
    places: Column = np.arange(lengths.sum()) + np.repeat(starts - ends + lengths, lengths)
    return places


def once(numbers: Column) -> tuple[Column, Column]:
    """List numbers once each, in order, and how often each came. Sorting is several times faster than hashing here."""
    numbers = np.sort(numbers)
    first = np.flatnonzero(np.diff(numbers, prepend=-1))
    return numbers[first], np.diff(first, append=len(numbers))
