"""What in a text could point at a person: shown to its author before anything is kept, and to moderators.

Each mark carries a reason and a suggestion in plain words. The rules would rather mark too much than too little:
a mark never blocks, the author decides.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A stretch of a text that could point at a person. Offsets count code points."""

    start: int
    end: int
    kind: str
    reason: str
    suggestion: str


@dataclass(frozen=True)
class _Rule:
    kind: str
    reason: str
    suggestion: str
    pattern: re.Pattern[str]


_ROOMS = r"(?:room|rm\.?|classroom|portable|lab(?=\s?#?\d{3})|salón|aula)"
_ORDINAL = r"(?:[1-9](?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"

_RULES = (
    _Rule(
        "email",
        "An e-mail address names its owner.",
        "someone",
        re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"),
    ),
    _Rule(
        "link",
        "A link can lead to a shared folder or a class page.",
        "a page",
        re.compile(
            r"(?:https?://|www\.)[^\s<>\"]+|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}?\.(?:com|org|net|edu|gov|us|io)(?:/[^\s<>\"]*)?\b",
            re.IGNORECASE,
        ),
    ),
    _Rule(
        "phone",
        "A phone number reaches one person.",
        "a phone number",
        re.compile(
            r"(?<![\w.])(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?!\w)|(?<![\w.-])\d{3}-\d{4}(?![\w-])"
        ),
    ),
    _Rule(
        "id",
        "A number like this can be a student's or an employee's.",
        "a number",
        re.compile(
            r"\b(?:student|employee|staff|pupil|state)?\s?(?:id|no\.|number|#)\s*[:#]?\s*[A-Z]{0,3}-?\d{4,12}\b"
            r"|\b[A-Z]{1,3}-?\d{5,10}\b|(?<![\w.,-])\d{3}-\d{2}-\d{4}(?![\w-])|(?<![\w.,-])\d{6,10}(?![\w.,-]\d|\w)",
            re.IGNORECASE,
        ),
    ),
    _Rule(
        "room",
        "A room points at whoever teaches there.",
        "my classroom",
        re.compile(rf"\b{_ROOMS}\s?(?:#|no\.?\s?|number\s)?(?:[A-Z]-?)?\d{{1,4}}[A-Z]?\b", re.IGNORECASE),
    ),
    _Rule(
        "period",
        "A period points at one class and its teacher.",
        "one class",
        re.compile(
            rf"\b(?:(?:my|our|the)\s)?{_ORDINAL}[\s-]?(?:period|hour|block)s?\b"
            r"|\b(?:(?:my|our|the)\s)?(?:period|block|hora|periodo)\s?#?(?:[1-9]|[A-H](?=\b))(?![\w%])",
            re.IGNORECASE,
        ),
    ),
)

_SCHOOL_WORDS = re.compile(
    r"\s+(?:elementary|primary|middle|junior high|senior high|high|charter|magnet|school|academy|center|k-8)\b.*$",
    re.IGNORECASE,
)


def find(text: str, schools: Iterable[str] = ()) -> list[Mark]:
    """Mark what could point at a person, in the order of the text and without overlaps; the longer mark wins."""
    marks = sorted(_all(text, schools), key=lambda mark: (mark.start, -mark.end))
    kept: list[Mark] = []
    for mark in marks:
        if kept and mark.start < kept[-1].end:
            if mark.end > kept[-1].end and mark.end - mark.start > kept[-1].end - kept[-1].start:
                kept[-1] = mark
            continue
        kept.append(mark)
    return kept


def _all(text: str, schools: Iterable[str]) -> Iterator[Mark]:
    for rule in _RULES:
        for match in rule.pattern.finditer(text):
            yield Mark(*_trimmed(match), rule.kind, rule.reason, rule.suggestion)
    for name in schools:
        for match in _school(name).finditer(text):
            yield Mark(
                match.start(),
                match.end(),
                "school",
                "A school's name narrows down who wrote this.",
                "our school",
            )


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """Leave the spaces before and the full stop after a match unmarked."""
    found = match.group()
    start = match.start() + len(found) - len(found.lstrip())
    return start, start + len(found.strip().rstrip(".,;:!?)"))


def _school(name: str) -> re.Pattern[str]:
    """Find a school by its full name and by the way people shorten it: "Lakeview Middle", "Lakeview MS"."""
    full = r"\s+".join(re.escape(word) for word in name.split())
    stem = _SCHOOL_WORDS.sub("", name).strip()
    if not stem or stem == name:
        return re.compile(rf"\b{full}\b", re.IGNORECASE)
    stem = r"\s+".join(re.escape(word) for word in stem.split())
    short = r"(?:elementary|primary|middle|junior\s+high|high|charter|magnet|academy|school|MS|HS|ES|K-8)"
    return re.compile(rf"\b(?:{full}|{stem}\s+{short}(?:\s+school)?)\b", re.IGNORECASE)
