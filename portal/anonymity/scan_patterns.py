"""The part of the scan that knows shapes: e-mails, numbers, links, rooms, periods, and the district's own words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from portal.anonymity.scan_marks import Local, Mark, Text, fold
from portal.anonymity.scan_rules import near, patterns, rules

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
    for names in (_schools(local.schools), _ANY_SCHOOL):
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


_KINDS = (
    r"elementary|primary|middle|intermediate|junior\s+high|senior\s+high|jr\.?\s+high|high|charter|magnet|school|academy|"
    r"center|k-8|early|career|technical|preparatory|prep"
)
_TAIL = re.compile(rf"\s+(?:{_KINDS})\b.*$")
_SHORT = (
    r"(?:elementary|elem\.?|primary|middle|intermediate|junior\s+high|jr\.?\s+high|high|charter|magnet|academy|school|"
    r"career|tech|prep|k-8|ms|hs|es|jhs|el)\b(?:\s+school)?"
)


@dataclass(frozen=True)
class _Names:
    """Names as one pattern over the text as typed, and the words near which it looks."""

    needs: frozenset[str]
    pattern: re.Pattern[str]

    def finds(self, text: Text) -> Iterator[re.Match[str]]:
        for start, end in near(text, self.needs):
            yield from self.pattern.finditer(text.plain, start, end)


_ANY_SCHOOL = _Names(
    frozenset(
        [
            "elementary",
            "middle",
            "high",
            "intermediate",
            "junior",
            "escuela",
            "secundaria",
            "preparatoria",
            "colegio",
            "ps",
            "is",
            "s",
        ]
    ),
    re.compile(
        r"\b(?P<it>(?!(?:Grade|The|Our|My|An?|For|In|At|Every|Title|New|Modern|Public|Private|Old|Local|From|To|And|Of|"
        r"Upper|Lower|Typical|American|Your|This|Most|Many|Write|Help|Attention|Dear|Any|All|Some|US)\b)"
        r"[A-Z][a-z]{2,}(?: [A-Z][a-z]+){0,2} (?:Elementary|Middle|High|Intermediate|Junior High)(?: School)?"
        r"|(?:P\.?S\.?|I\.?S\.?) ?#?\d{2,3}"
        r"|(?:[Ee]scuela|[Ss]ecundaria|[Pp]reparatoria|[Cc]olegio)(?: [Pp]rimaria| [Ss]ecundaria)?"
        r"(?: [A-Z][a-z]{2,}){1,3})"
        r"\b(?! (?:Musical|Students|Teachers?|Math|English|Science|Level|Grades?))"
    ),
)
"""A school of anywhere, in the way that schools are named."""


@lru_cache(maxsize=8)
def _schools(schools: tuple[str, ...]) -> _Names:
    """Find a school in full or shortened, "Cedar Hollow" anywhere, and one word only in "here at Lakeview"."""
    small: list[str] = ["(?!)"]
    titled: list[str] = ["(?!)"]
    needs: set[str] = set()
    for school in schools:
        name = fold(school)
        stem = _TAIL.sub("", name).strip()
        letters = _initials(name)
        small += [_spaced(name), *letters]
        needs |= {name.split()[0], *letters}
        if stem != name:
            kind = r"(?:escuela|secundaria|primaria|preparatoria|prepa|colegio)\s+(?:\w+\s+)?"
            small += [rf"{_spaced(stem)}\s+{_SHORT}", rf"{kind}{_spaced(stem)}"]
            titled.append(_spaced(stem.title()) if " " in stem else rf"(?:(?<=\bat )|(?<=\ben )){stem.title()}")
    either = rf"(?i:{_any_of(small)})|(?:{_any_of(titled)})(?!\s+(?:Unified|District|County|School District))"
    return _Names(frozenset(needs), re.compile(rf"(?<!\w)(?P<it>{either})(?!\w)"))


@lru_cache(maxsize=8)
def _words(words: tuple[str, ...]) -> _Names:
    named = [fold(word) for word in words if _WORD.search(fold(word))]
    named += [word[:-1] for word in named if word.endswith("s") and len(word) > _LONG]
    needs = frozenset(form for word in named for form in (_WORD.findall(word)[0], _WORD.findall(word)[0] + "s"))
    pattern = rf"(?i:(?<!\w)(?P<it>{_any_of(map(_spaced, named))}|(?!))(?:'?s)?(?!\w))"
    return _Names(needs, re.compile(pattern))


def _spaced(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def _any_of(parts: Iterable[str]) -> str:
    return "|".join(sorted(set(parts), key=lambda part: (-len(part), part)))


def _initials(name: str) -> set[str]:
    """Give the letters a long name goes by, such as "ches": three letters could be anything."""
    words = [word for word in name.split() if word[0].isalpha()]
    short = {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in {"and", "of", "the"})}
    return {letters for letters in short if len(letters) > 3}  # noqa: PLR2004 - as the sentence says


_WORD = re.compile(r"[^\W_]+")

_LONG = 4
"""A local word longer than this is found without its s as well: "Wildcat pride"."""
