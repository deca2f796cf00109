"""The vocabulary, read once from the district's file: codes for machines, labels for people."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import current_app

from portal.district import SettingsError

LISTS = ("grades", "subjects", "tasks", "tools", "wrong", "found", "reach", "languages")

_LANGUAGES = (
    ("en", "English"),
    ("es", "Spanish"),
    ("ar", "Arabic"),
    ("fr", "French"),
    ("ht", "Haitian Creole"),
    ("ko", "Korean"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("so", "Somali"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
    ("other", "Another language"),
)
"""Languages a practice may be written in, where the district's file has no list of its own."""


@dataclass(frozen=True)
class Term:
    """One word of a list: its code, what people call it, and other spellings an import may use."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """Every list by its name, and the bands that grades fall into."""

    lists: dict[str, dict[str, Term]]
    bands: dict[str, tuple[str, ...]]
    """The grades of each band, by the band's code."""
    serious: frozenset[str]
    """The codes of `reach` that make a caution serious."""

    def codes(self, name: str) -> tuple[str, ...]:
        """List the codes of a list in its order; grades come with their bands."""
        return tuple(self.lists[name])

    def label(self, name: str, code: str) -> str:
        """Say a code in people's words; one that was retired stays readable."""
        term = self.lists[name].get(code)
        return term.label if term else code

    def labels(self, name: str, codes: Iterable[str]) -> str:
        """Say several codes in people's words."""
        return ", ".join(self.label(name, code) for code in codes)

    def choices(self, name: str) -> list[tuple[str, str]]:
        """List (code, label) pairs, as a form offers them."""
        return [(term.code, term.label) for term in self.lists[name].values()]

    def understood(self, name: str, typed: str) -> str:
        """Find the code that someone meant by a code, a label or an alias; empty when there is none, or several."""
        wanted = typed.strip().casefold()
        if name == "grades" and wanted.isdecimal():
            wanted = wanted.zfill(2)
        found = [
            term.code
            for term in self.lists[name].values()
            if wanted in {spelling.casefold() for spelling in (term.code, term.label, *term.aliases)}
        ]
        return found[0] if len(found) == 1 else ""

    def names(self, name: str) -> dict[str, tuple[str, ...]]:
        """Give all that people call each code of a list: its label first."""
        return {code: (term.label, *term.aliases) for code, term in self.lists[name].items()}

    def where(self, subjects: Iterable[str], grades: Iterable[str]) -> str:
        """Say a label in one line, such as "Mathematics · Grades 6 to 8"."""
        return f"{self.labels('subjects', subjects)} · {self.labels('grades', grades)}"


def current() -> Vocabulary:
    """Give the district's vocabulary."""
    found: Vocabulary = current_app.extensions["vocabulary"]
    return found


def read(path: Path) -> Vocabulary:
    """Read a vocabulary file, or say in one sentence what is wrong with it."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        lists = {name: _terms(data[name]["entries"]) for name in LISTS if name in data}
        bands = {band["code"]: tuple(band["grades"]) for band in data["grades"]["bands"]}
        lists["grades"] = _any_grade(_terms(data["grades"]["bands"]) | lists["grades"])
        lists.setdefault("languages", {code: Term(code, label) for code, label in _LANGUAGES})
        serious = frozenset(data["reach"]["serious"])
    except OSError as error:
        raise SettingsError(f"The vocabulary file {path} can't be read ({error.strerror}).") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise SettingsError(f"The vocabulary file {path} is not JSON: {error}.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"The vocabulary file {path} lacks {error}. Compare it with seed/vocabulary.json."
        ) from error
    missing = set(LISTS) - set(lists)
    if missing:
        raise SettingsError(f"The vocabulary file {path} lacks {', '.join(sorted(missing))}.")
    return Vocabulary(lists, bands, serious)


def _terms(entries: list[dict[str, Any]]) -> dict[str, Term]:
    return {entry["code"]: Term(entry["code"], entry["label"], tuple(entry.get("aliases", ()))) for entry in entries}


def _any_grade(grades: dict[str, Term]) -> dict[str, Term]:
    """Ungraded reads as "any grade" on a label."""
    if "UG" in grades:
        grades["UG"] = Term("UG", "Any grade", ("ungraded", "mixed", "any", "all"))
    return grades
