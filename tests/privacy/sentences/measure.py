"""How well a finder marks the sentences: what it finds, what of its marks is right, what it leaves alone."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from privacy.sentences.sentence import KINDS, PHRASES, Sentence, Span


class Mark(Protocol):
    start: int
    end: int
    kind: str


Find = Callable[[str], Iterable[Mark]]

CONFIDENCE = 1.959964
"""How many standard errors a 95 % interval reaches to each side."""

NUMBERED = {"phone", "id", "room", "period"}
"""Kinds of which the word with the digit tells all: the 214 of "Room 214". Of the others every word tells."""


@dataclass(frozen=True)
class Share:
    """How many of how many, with Wilson's 95 % interval, which stays honest near none and near all."""

    hits: int
    count: int

    @property
    def value(self) -> float:
        return self.hits / self.count if self.count else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        if not self.count:
            return 0.0, 1.0
        square = CONFIDENCE**2 / self.count
        middle = (self.value + square / 2) / (1 + square)
        reach = math.sqrt(self.value * (1 - self.value) * square + square**2 / 4) / (1 + square)
        return max(0.0, middle - reach), min(1.0, middle + reach)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.3f} [{low:.2f}, {high:.2f}] of {self.count}"


@dataclass(frozen=True)
class Read:
    """A sentence, and the marks that a finder left in it."""

    sentence: Sentence
    marks: tuple[Mark, ...]

    def missed(self) -> tuple[Span, ...]:
        """Give what must be marked and is not, as what it is."""
        return tuple(span for span in self.sentence.spans if not self._hits(span))

    def wrong(self) -> tuple[Mark, ...]:
        """Give the marks on what points at nobody; a mark that is mostly other words is wrong as well."""
        return tuple(mark for mark in self.marks if not self._is_right(mark))

    def _hits(self, span: Span) -> bool:
        kind = self.sentence.kind
        marked = _places(mark for mark in self.marks if mark.kind == kind)
        telling = _telling(self.sentence, span)
        return bool(telling & marked) if kind in {*PHRASES, "name"} else telling <= marked

    def _is_right(self, mark: Mark) -> bool:
        expected = _places((*self.sentence.spans, *self.sentence.also))
        place = _places([mark])
        return 2 * len(place & expected) >= len(place) > 0


def read_all(find: Find, sentences: Iterable[Sentence]) -> list[Read]:
    return [Read(sentence, tuple(find(sentence.text))) for sentence in sentences]


def recall(read: Iterable[Read]) -> Share:
    """Count what must be marked, and how much of it is marked as what it is."""
    read = list(read)
    count = sum(len(one.sentence.spans) for one in read)
    return Share(count - sum(len(one.missed()) for one in read), count)


def precision(read: Iterable[Read]) -> Share:
    """Count all marks, and how many are right."""
    read = list(read)
    count = sum(len(one.marks) for one in read)
    return Share(count - sum(len(one.wrong()) for one in read), count)


def untouched(read: Iterable[Read]) -> Share:
    """Count the sentences that point at nobody, and how many have no mark at all."""
    alone = [one for one in read if not one.sentence.spans]
    return Share(sum(not one.marks for one in alone), len(alone))


def table(read: list[Read]) -> str:
    """Write all figures down: a row for each kind and each trap, for both languages and each alone."""
    traps = dict.fromkeys(one.sentence.kind for one in read if not one.sentence.spans)
    rows = [("", "both", "English", "Spanish")]
    rows += [_row(f"recall: {kind}", recall, [one for one in read if one.sentence.kind == kind]) for kind in KINDS]
    rows += [_row("precision", precision, read), _row("untouched", untouched, read)]
    rows += [
        _row(f"untouched: {trap}", untouched, [one for one in read if one.sentence.kind == trap]) for trap in traps
    ]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def in_language(language: str, read: Iterable[Read]) -> list[Read]:
    return [one for one in read if one.sentence.language == language]


def _row(title: str, figure: Callable[[list[Read]], Share], read: list[Read]) -> tuple[str, str, str, str]:
    english, spanish = in_language("en", read), in_language("es", read)
    return title, str(figure(read)), str(figure(english)), str(figure(spanish))


def _telling(sentence: Sentence, span: Span) -> set[int]:
    """Give the places of the letters and digits of a span that tell something."""
    words = [(span.start + m.start(), m[0]) for m in re.finditer(r"\S+", sentence.part(span))]
    if sentence.kind in NUMBERED:
        words = [word for word in words if any(letter.isdigit() for letter in word[1])] or words
    return {start + at for start, word in words for at, letter in enumerate(word) if letter.isalnum()}


def _places(spans: Iterable[Mark | Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}
