"""The check of a digest before the room has it: it points at nobody, copies no slip, names no practice, reads well."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.anonymity import scan
from portal.guide import readability
from portal.web.findings import Finding, Place, Severity

RUN = 8
"""Words in a row that stand in a slip, too: so many are a copy."""

HARD = 8
"""School grade above which it is worth another look."""

MOST_PAGES = 2


@dataclass(frozen=True)
class Passage:
    """Something that staff wrote, and where."""

    place: Place
    text: str


@dataclass(frozen=True)
class Facts:
    """What the check has to know that does not stand in the words."""

    local: scan.Local
    facilitators: str
    """As typed in the plan: those who lead may be named."""
    slips: Sequence[str]
    """All texts of the slips that their authors still hold."""
    said: bool
    """Whether staff wrote how it was, or what the room said of a theme: names and asks alone tell nobody."""
    empty_themes: Sequence[Place]
    asks: int
    pages: int
    address: str
    """Of the page where it is written."""


@dataclass(frozen=True)
class Findings:
    """What the check says of a digest."""

    blocks: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


def check(passages: Sequence[Passage], facts: Facts) -> Findings:
    """Check what would go to the room."""
    found = [*_nothing(facts), *_pointing(passages, facts), *_lacking(passages, facts)]
    return Findings(
        blocks=tuple(finding for finding in found if finding.severity is Severity.BLOCK),
        warnings=tuple(finding for finding in found if finding.severity is Severity.WARN),
    )


_WORD = re.compile(r"\w+(?:['’]\w+)*")
_KEY = re.compile(r"(?i)\S*/(?:practices|receipt|staff)/\S*|(?<![0-9a-z])[0-9a-f]{20}(?![0-9a-z])")
"""The address of a practice, or of a page that works with one; or a practice's key."""


def _nothing(facts: Facts) -> Iterator[Finding]:
    if not facts.said:
        mend = "Write how it was, or what the room said of one theme."
        yield Finding(Place("The digest", f"{facts.address}#heard"), "Nobody wrote yet what the room said.", mend)


def _pointing(passages: Sequence[Passage], facts: Facts) -> Iterator[Finding]:
    leading = set(_words(facts.facilitators))
    held = {run for slip in facts.slips for run in _runs(_words(slip))}
    for place, text in ((passage.place, passage.text) for passage in passages):
        for mark in scan.find(text, facts.local):
            marked = text[mark.start : mark.end]
            if not set(_words(marked)) <= leading:
                yield Finding(place, f"“{marked}”: {mark.reason}", f"Write “{mark.suggestion}” instead.")
        for key in _KEY.finditer(text):
            yield Finding(place, f"“{key[0]}” leads to a practice.", "Take it out: the digest says what it is about.")
        copied = next((run for run in _runs(_words(text)) if run in held), None)
        if copied:
            sentence = f"“{' '.join(copied)}” stands in a slip, word for word."
            yield Finding(place, sentence, "Say it in your own words: those belong to their author.")


def _lacking(passages: Sequence[Passage], facts: Facts) -> Iterator[Finding]:
    for place in facts.empty_themes:
        mend = "Write a sentence or two, or drop the theme."
        yield Finding(place, "It has a name, but no words yet.", mend, Severity.WARN)
    if not facts.asks:
        place = Place("What the room asked", f"{facts.address}#ask")
        sentence = "Nothing is asked of the guide yet."
        yield Finding(place, sentence, "Write down what the room wants it to say, if it said so.", Severity.WARN)
    read = readability.read("\n".join(passage.text for passage in passages))
    if read.grade > HARD:
        held = next((each.place for each in passages if read.hardest in each.text), Place("The digest", facts.address))
        sentence = f"All of it reads like grade {read.grade:g}, and grade {HARD} is the most."
        yield Finding(held, sentence, f"Say this in shorter words and sentences: “{read.hardest}”", Severity.WARN)
    if facts.pages > MOST_PAGES:
        sentence = f"It fills {facts.pages} pages, and {MOST_PAGES} are as many as people read."
        yield Finding(Place("The digest", facts.address), sentence, "Cut what nobody would miss.", Severity.WARN)


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Give each run of words that is long enough to be a copy."""
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
