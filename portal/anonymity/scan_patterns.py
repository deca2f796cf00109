"""The part of the scan that knows shapes: e-mails, numbers, links, rooms, periods, and the district's own words."""

import re
from collections.abc import Iterator
from functools import lru_cache

from portal.anonymity.scan_marks import Local, Mark, Text, fold
from portal.anonymity.scan_rules import patterns, rules
from portal.anonymity.scan_schools import ANY_SCHOOL, Names, any_of, schools, spaced

_SAYS = patterns("patterns")

REASONS = {
    "email": "An e-mail address names its owner.",
    "link": "A link can lead to a shared folder or a class page.",
    "phone": "A phone number reaches one person.",
    "id": "A number like this can be a student's or an employee's.",
    "room": "A room points at whoever teaches there.",
    "period": "A period points at one class and its teacher.",
    "school": "A school's name narrows down who wrote this.",
    "local": "People here know where this is, so it narrows down who wrote this.",
}


def find(text: Text, local: Local) -> list[Mark]:
    """Mark every shape; where two shapes claim the same words, the one that stands first is meant."""
    return [*_from_rules(text), *_from_lists(text, local)]


def _from_rules(text: Text) -> Iterator[Mark]:
    for rule in rules("patterns"):
        for match in rule.matches(text):
            start, end = _trimmed(text.low, *rule.span(match))
            if start < end and not _is_harmless(rule.kind, text.low, start, end):
                yield Mark(start, end, rule.kind, REASONS[rule.kind], rule.instead(match, text))


def _from_lists(text: Text, local: Local) -> Iterator[Mark]:
    ours = "nuestra escuela" if text.spanish else "our school"
    here = "aquí" if text.spanish else "here"
    for names in (schools(local.schools), ANY_SCHOOL):
        for match in names.finds(text):
            yield Mark(*match.span("it"), "school", REASONS["school"], ours)
    for match in _words(local.words).finds(text):
        yield Mark(*match.span("it"), "local", REASONS["local"], here)


def _trimmed(low: str, start: int, end: int) -> tuple[int, int]:
    """Leave the full stop after a match unmarked."""
    found = low[start:end]
    closing = ".,;:!?'\"*_" if "(" in found else ".,;:!?)'\"*_"
    return start, start + len(found.rstrip(closing))


def _is_harmless(kind: str, low: str, start: int, end: int) -> bool:
    """Say whether the words around a number make it a measure, a colour or a date, a chapter or an era."""
    before, found, after = low[max(0, start - 32) : start], low[start:end], low[end : end + 32]
    if kind in {"id", "phone"}:
        bare = found.lstrip("#")
        counted = _SAYS["measured"].match(after) or _SAYS["counted"].search(before) or _SAYS["date"].fullmatch(bare)
        return bare.isdecimal() and bool(counted) and not _SAYS["owned"].search(before)
    if kind == "period":
        return bool(_SAYS["not_ours_before"].search(before) or _SAYS["not_ours_after"].match(after))
    if kind == "room":
        return bool(_SAYS["no_room_before"].search(before) or _SAYS["no_room_after"].match(after))
    return False


@lru_cache(maxsize=8)
def _words(words: tuple[str, ...]) -> Names:
    named = [fold(word) for word in words if _WORD.search(fold(word))]
    named += [word[:-1] for word in named if word.endswith("s") and len(word) > _LONG]
    needs = frozenset(form for word in named for form in (_WORD.findall(word)[0], _WORD.findall(word)[0] + "s"))
    pattern = rf"(?i:(?<!\w)(?P<it>{any_of(map(spaced, named))}|(?!))(?:'?s)?(?!\w))"
    return Names(needs, re.compile(pattern))


_WORD = re.compile(r"[^\W_]+")

_LONG = 4
"""A local word longer than this is found without its s as well: "Wildcat pride"."""
