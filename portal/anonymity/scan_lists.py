"""What is known about words that could be names: lists of names, of ordinary words, of people everybody knows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from portal.anonymity.scan_marks import fold, word_list
from portal.anonymity.scan_rules import patterns


@dataclass(frozen=True)
class Lists:
    """The lists, each folded; none of them is whole, so the words around a name count as much."""

    given: frozenset[str]
    family: frozenset[str]
    ambiguous: frozenset[str]
    """Names that are also words, months, places or tools."""
    ordinary: frozenset[str]
    """Words that are hardly ever names."""
    openers: frozenset[str]
    """Names that often open a sentence as some other word."""
    known: frozenset[str]
    """People everybody knows, by full name or by the one word they go by."""
    places: frozenset[str]
    tools: frozenset[str]

    def is_given(self, word: str) -> bool:
        """Say whether it is a given name."""
        return _is_in(self.given, word)

    def is_family(self, word: str) -> bool:
        """Say whether it is a family name, or built like one."""
        return _is_in(self.family, word) or bool(_SHAPE.fullmatch(word))

    def is_listed(self, word: str) -> bool:
        """Say whether it is a name at all."""
        return self.is_given(word) or self.is_family(word)

    def is_doubtful(self, word: str) -> bool:
        """Say whether it is something else as well."""
        return word in self.ambiguous or word in self.ordinary or word in self.places or len(word) <= _SHORT

    def is_sure(self, word: str) -> bool:
        """Say whether it is a name and nothing else."""
        return self.is_listed(word) and not self.is_doubtful(word)

    def is_known(self, words: Sequence[str]) -> bool:
        """Say whether everybody knows who this is; "young Frederick Douglass" is Frederick Douglass."""
        plain = [word.rstrip(".") for word in words]
        return " ".join(plain) in self.known or any(
            " ".join(plain[start:end]) in self.known
            for start in range(len(plain))
            for end in range(start + 2, len(plain) + 1)
        )


@cache
def lists(language: str) -> Lists:
    """Read the lists for a text in English or Spanish, "en" or "es": Rosa is a name in one, and a rose in the other."""
    given = frozenset(_words("given"))
    ambiguous = frozenset(_words("ambiguous") + (_words("ambiguous_spanish") if language == "es" else []))
    ordinary = frozenset(_words("ordinary"))
    return Lists(
        given=given,
        family=frozenset(_words("surnames")),
        ambiguous=ambiguous | (given & ordinary),
        ordinary=ordinary - (given - ambiguous),
        openers=frozenset(_words("openers")),
        known=frozenset(word_list("known")),
        places=frozenset([*_words("places"), *word_list("places_long")]),
        tools=frozenset(_words("tools")),
    )


@lru_cache(maxsize=8)
def folded(names: Iterable[str]) -> frozenset[str]:
    """Give names folded, each in full and by its first word: "Brisk Teaching" goes by Brisk."""
    words = [fold(name).split() for name in names]
    return frozenset(" ".join(each) for each in words) | frozenset(each[0] for each in words if each)


_SHAPE = patterns("names")["family_shape"]

_SIGNS = re.compile("['-]")

_SHORT = 2
"""Names of two letters, such as Li and Bo, are also something else in too many languages."""


def _is_in(names: frozenset[str], word: str) -> bool:
    """Look a word up, also as "obrien", "jiwoo" for "ji-woo", and as both halves of "garcia-lopez"."""
    return word in names or _SIGNS.sub("", word) in names or ("-" in word and names.issuperset(word.split("-")))


def _words(name: str) -> list[str]:
    return [word for line in word_list(name) for word in line.split()]
