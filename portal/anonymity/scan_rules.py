"""Reads the rules of the scan from their files, and finds what they find."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from portal.anonymity.scan_marks import Text

_PIECE = re.compile(r"\{([A-Z_]+)\}")

_PEOPLE = frozenset({"students", "kids", "kiddos", "learners", "crew", "bunch"})


@dataclass(frozen=True)
class Rule:
    """One pattern over the lower-case text, and what to write instead of what it finds."""

    kind: str
    pattern: re.Pattern[str]
    needs: frozenset[str]
    """Words of which one must be in the text; none when the rule always looks."""
    suggestion: str
    suggestion_es: str
    """The same where the text is Spanish, if the rule finds things in either language."""
    people: str
    """What to write instead where the pattern's group `who` found people: "my 3rd period students"."""
    marked: tuple[str, ...]
    """The groups of which one is what gets marked; without one, all of it."""

    def matches(self, text: Text) -> Iterator[re.Match[str]]:
        """Give everything the rule finds in a text."""
        if not self.needs or not self.needs.isdisjoint(text.words):
            yield from self.pattern.finditer(text.low)

    def span(self, match: re.Match[str]) -> tuple[int, int]:
        """Say which stretch of a match gets marked."""
        return next((match.span(group) for group in self.marked if match[group]), match.span())

    def instead(self, match: re.Match[str], text: Text) -> str:
        """Say what to write instead of a match."""
        if self.people and match["who"] in _PEOPLE:
            return self.people
        return self.suggestion_es if text.spanish and self.suggestion_es else self.suggestion


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """Read a file of rules once; the lines of a pattern are joined, and {NAME} stands for a piece."""
    file = resources.files("portal.anonymity").joinpath("words", f"{name}.toml")
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    pieces = {name: _joined(piece) for name, piece in found["pieces"].items()}

    def laid_out(pattern: str) -> str:
        """Put the pieces in their places; a piece may be made of pieces."""
        while _PIECE.search(pattern):
            pattern = _PIECE.sub(lambda match: pieces[match[1]], pattern)
        return pattern

    patterns = [re.compile(laid_out(_joined(rule["pattern"]))) for rule in found["rule"]]
    return tuple(
        Rule(
            kind=rule["kind"],
            pattern=pattern,
            needs=frozenset(rule.get("needs", "").split()),
            suggestion=rule["suggestion"],
            suggestion_es=rule.get("suggestion_es", ""),
            people=rule.get("people", ""),
            marked=tuple(group for group in pattern.groupindex if group.startswith("it")),
        )
        for rule, pattern in zip(found["rule"], patterns, strict=True)
    )


def _joined(lines: str) -> str:
    return "".join(lines.splitlines())
