"""A sentence as a teacher might type it, and what of it points at a person."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent

PATTERNS = ("email", "phone", "id", "link", "room", "period", "school", "local")
PHRASES = ("only", "service", "role", "family")
KINDS = (*PATTERNS, *PHRASES, "name")


@dataclass(frozen=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    text: str
    language: str
    kind: str
    """What it points with, or for a sentence that points at nobody, the sort of trap that it is."""
    spans: tuple[Span, ...] = ()
    """What must be marked."""
    also: tuple[Span, ...] = ()
    """What may be marked, too: it points at a person in another way."""
    way: str = ""
    """How Spanish is written: with care, plain as phones write it (no accents), or mixed with English."""

    def part(self, span: Span) -> str:
        return self.text[span.start : span.end]


def read(name: str) -> list[Sentence]:
    """Read the sentences of one file, as "names" or "fresh/names", each with its spans found in its text."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_sentence(json.loads(line)) for line in lines]


def _sentence(line: dict) -> Sentence:
    text = line["text"]
    spans, also = (tuple(_find(part, text) for part in line.get(key, ())) for key in ("spans", "also"))
    return Sentence(text, line["lang"], line.get("kind") or line["sort"], spans, also, line.get("way", ""))


def _find(part: str, text: str) -> Span:
    """Find the one place at which the words stand; twice or never is a mistake in the file."""
    (place,) = re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", text)
    return Span(*place.span())
