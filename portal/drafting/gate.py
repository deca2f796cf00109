"""The gate: what keeps an issue of the guide from being signed, and what had better be mended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from portal.anonymity import scan
from portal.drafting import hardness, rules, standing
from portal.drafting.passages import Passage, around, passages, reasons
from portal.drafting.phrasing import harsh, undefined
from portal.drafting.rules import GUIDE, PLACES
from portal.drafting.standing import LineFacts
from portal.guide import readability
from portal.guide.content import Content, Waiver
from portal.guide.document import Document, Tree
from portal.guide.exports.pdf import Paper
from portal.guide.rendering import Print
from portal.web.findings import Finding, Place, Severity

MOST_PAGES = 4
SMALLEST = 10.5
"""Points of the smallest text."""
MOST_WORDS = 1600
PAGE_OF_TEXT = 4500
"""Characters that fill a page by themselves at the smallest size."""

_PAPERS = {Paper.LETTER: "Letter", Paper.A4: "A4"}


@dataclass(frozen=True)
class Facts:
    """What a check has to know that does not stand in the words."""

    on: date
    lines: tuple[LineFacts, ...]
    """In the order of the draft: page 2, then page 3."""
    printed: Print
    local: scan.Local


@dataclass(frozen=True)
class Figures:
    """How long the guide is, and how it reads."""

    words: int
    grade: float | None
    """None where the guide is not in English: the formula knows no other language."""
    pages: tuple[tuple[str, int], ...]
    """How many on each paper, by its name."""

    def __str__(self) -> str:
        """Say them in one line."""
        reads = (
            "Reading grade not judged: it is for English" if self.grade is None else f"Reads like grade {self.grade:g}"
        )
        first, *others = self.pages
        pages = ", ".join([f"{first[1]} pages on {first[0]}", *(f"{number} on {paper}" for paper, number in others)])
        return f"{reads} · {self.words:,} words · {pages}"


@dataclass(frozen=True)
class Findings:
    """What the gate says of a draft."""

    blocks: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    figures: Figures
    waived: tuple[Waiver, ...]
    """Words that look as if they point at a person, and may stay: who signs sees why."""


def check(content: Content, document: Document, facts: Facts) -> Findings:
    """Check what would be signed: its content, and the document that it becomes."""
    addresses = [line.address for line in facts.lines]
    printed = passages(document, addresses)
    read = readability.read("\n".join(passage.text for passage in printed))
    english = document.language.lower().split("-")[0] == "en"
    words = read.words + sum(len(readability.words(text)) for text in around(document))
    written = [*printed, *reasons(content, addresses)]
    found = [
        *_tree_findings(document),
        *standing.findings(content, document, facts.lines, facts.on),
        *rules.frame_findings(content, facts.on),
        *_people(written, content.waived, facts.local),
        *_length(words, facts.printed, printed),
        *(hardness.findings(read, printed) if english else ()),
        *_wording(written),
        *_unprintable(facts.printed, printed),
        *_left_over(content.waived, written),
    ]
    return Findings(
        blocks=tuple(finding for finding in found if finding.severity is Severity.BLOCK),
        warnings=tuple(finding for finding in found if finding.severity is Severity.WARN),
        figures=Figures(
            words,
            read.grade if english else None,
            tuple((_PAPERS[paper], pages) for paper, pages in facts.printed.pages.items()),
        ),
        waived=content.waived,
    )


def _tree_findings(document: Document) -> Iterator[Finding]:
    for section in document.sections:
        for _, block in section.blocks:
            if isinstance(block, Tree):
                yield from rules.tree_findings(block.questions)


def _people(written: Sequence[Passage], waived: Sequence[Waiver], local: scan.Local) -> Iterator[Finding]:
    """List what points at a person, but for those whom the guide names on purpose: whom to ask, and who signed."""
    may_stay = {waiver.words for waiver in waived if waiver.reason.strip()}
    for passage in written:
        if passage.place == PLACES["contact"]:
            continue
        for mark in _marks(passage.text, local):
            words = passage.text[mark.start : mark.end]
            if words not in may_stay:
                mend = f"Write “{mark.suggestion}” instead, or say why these words may stay."
                yield Finding(passage.place, f"“{words}”: {mark.reason}", mend, words=words)


@lru_cache(maxsize=256)
def _marks(text: str, local: scan.Local) -> list[scan.Mark]:
    """Scan a text. A draft changes in one place at a time; the other passages were read a moment ago."""
    return scan.find(text, local)


def _left_over(waived: Sequence[Waiver], written: Sequence[Passage]) -> Iterator[Finding]:
    """List the words that may stay and are gone."""
    for waiver in waived:
        if not any(waiver.words in passage.text for passage in written):
            place = Place("Words that may stay", "/staff/guide#waived")
            sentence = f"“{waiver.words}” stands nowhere any more."
            yield Finding(place, sentence, "Take back that they may stay.", Severity.WARN)


def _length(words: int, printed: Print, passages: Sequence[Passage]) -> Iterator[Finding]:
    too_long = {paper: pages for paper, pages in printed.pages.items() if pages > MOST_PAGES}
    if too_long:
        pages = " and ".join(f"{number} pages on {_PAPERS[paper]}" for paper, number in too_long.items())
        mend = f"Shorten it to {MOST_PAGES}: take the weakest line out."
        yield Finding(GUIDE, f"It fills {pages}.", mend)
    if printed.smallest < SMALLEST:
        sentence = f"Some of it is printed at {printed.smallest:g} points, which is too small to read with ease."
        yield Finding(GUIDE, sentence, f"Shorten it until {SMALLEST} points are enough room.")
    if words > MOST_WORDS:
        sentence = f"It has {words:,} words, and {MOST_WORDS:,} are as many as people read."
        yield Finding(GUIDE, sentence, "Cut what nobody would miss.", Severity.WARN)
    for passage in passages:
        if len(passage.text) > PAGE_OF_TEXT:
            sentence = f"This paragraph fills a page by itself: {len(passage.text):,} characters."
            yield Finding(passage.place, sentence, "Cut it down to a few sentences.", Severity.WARN)


def _wording(written: Sequence[Passage]) -> Iterator[Finding]:
    for passage in written:
        for word, gentler in harsh(passage.text):
            mend = f"Say it as a colleague would, such as “{gentler}”."
            yield Finding(passage.place, f"“{word}” sounds like a policy.", mend, Severity.WARN)
    for number, short in undefined(passage.text for passage in written):
        mend = f"Write it out where it first stands, with ({short}) behind it."
        yield Finding(written[number].place, f"Not everybody knows “{short}”.", mend, Severity.WARN)


def _unprintable(printed: Print, passages: Sequence[Passage]) -> Iterator[Finding]:
    left = set(printed.missing)
    for passage in passages:
        here = sorted(left & set(passage.text))
        if here:
            yield _not_printed(passage.place, here)
    elsewhere = sorted(left - {character for passage in passages for character in passage.text})
    if elsewhere:
        yield _not_printed(GUIDE, elsewhere)


def _not_printed(place: Place, characters: Sequence[str]) -> Finding:
    shown = " ".join(character if character.isprintable() else f"U+{ord(character):04X}" for character in characters)
    sentence = f"The PDF can’t print {shown}. A small square stands there, or nothing."
    return Finding(place, sentence, "Use other signs, or keep these for the web page.", Severity.WARN)
