"""Reads the rules of the scan from their files, and finds what they find."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from portal.anonymity.scan_marks import Text

_PIECE = re.compile(r"\{([A-Z_]+)\}")

_BEFORE, _AFTER = 160, 240
"""How far around a word a rule looks, in characters: no phrase is longer."""

_PEOPLE = frozenset({"students", "kids", "kiddos", "learners", "crew", "bunch"})


@dataclass(frozen=True)
class Rule:
    """One pattern over the lower-case text, and what to write instead of what it finds."""

    kind: str
    pattern: re.Pattern[str]
    needs: frozenset[str]
    """Words near which the rule looks: a text has few of them, and so most rules have nothing to do."""
    suggestion: str
    suggestion_es: str
    """The same where the text is Spanish, if the rule finds things in either language."""
    people: str
    """What to write instead where the pattern's group `who` found people: "my 3rd period students"."""
    as_typed: bool
    """Whether it is held against the text with its capitals."""
    marked: tuple[str, ...]
    """The groups of which one is what gets marked; without one, all of it."""

    def matches(self, text: Text) -> Iterator[re.Match[str]]:
        """Give everything the rule finds near the words it needs."""
        for start, end in near(text, self.needs):
            yield from self.pattern.finditer(text.plain if self.as_typed else text.low, start, end)

    def span(self, match: re.Match[str]) -> tuple[int, int]:
        """Say which stretch of a match gets marked: never a space at its ends."""
        start, end = next((match.span(group) for group in self.marked if match[group]), match.span())
        found = match.string[start:end]
        return end - len(found.lstrip()), start + len(found.rstrip())

    def instead(self, match: re.Match[str], text: Text) -> str:
        """Say what to write instead of a match."""
        if self.people and match["who"] in _PEOPLE:
            return self.people
        return self.suggestion_es if text.spanish and self.suggestion_es else self.suggestion


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """Read a file of rules once."""
    found = _file(name)
    pieces = found.get("pieces") or _file("pieces")["pieces"]
    compiled = [(rule, _compiled(rule["pattern"], pieces)) for rule in found["rule"]]
    return tuple(
        Rule(
            kind=rule["kind"],
            pattern=pattern,
            needs=frozenset(rule["needs"].split()),
            suggestion=rule["suggestion"],
            suggestion_es=rule.get("suggestion_es", ""),
            people=rule.get("people", ""),
            as_typed=rule.get("as_typed", False),
            marked=tuple(group for group in pattern.groupindex if group.startswith("it")),
        )
        for rule, pattern in compiled
    )


@cache
def patterns(name: str) -> dict[str, re.Pattern[str]]:
    """Read a file of patterns once, by their names."""
    found = _file(name)
    return {name: _compiled(pattern, found["pieces"]) for name, pattern in found["patterns"].items()}


def near(text: Text, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Give the stretches of a text that lie around some words, apart from each other and in order."""
    places = sorted(place for word in words for place in text.at.get(word, ()))
    start = end = 0
    for place in places:
        if place - _BEFORE > end:
            if end:
                yield start, end
            start = max(0, place - _BEFORE)
        end = place + _AFTER
    if end:
        yield start, min(end, len(text.low))


def _file(name: str) -> dict[str, Any]:
    file = resources.files("portal.anonymity").joinpath("words", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _compiled(pattern: str, pieces: dict[str, str]) -> re.Pattern[str]:
    """Join the lines of a pattern and put the pieces in their places; a piece may be made of pieces."""
    while _PIECE.search(pattern):
        pattern = _PIECE.sub(lambda match: pieces[match[1]], pattern)
    return re.compile("".join(pattern.splitlines()))
