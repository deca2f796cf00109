"""What the lines of a draft rest on, and whether it still holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.drafting.passages import of_line
from portal.guide.content import Advice, Content
from portal.guide.document import Document, Line
from portal.search.card import Card
from portal.trials.panel import DOUBTS
from portal.trials.weighing import soon_old
from portal.web.findings import Finding, Severity

_FIELDS = ("heading", "when", "do", "check")
_NOT_HELD = {"shared": "shared, not tried yet", "tried": "tried"}
"""The levels below holding up, in words."""


@dataclass(frozen=True)
class LineFacts:
    """What is known of a line besides its words."""

    address: str
    """Of its staff page."""
    cards: tuple[Card, ...] = ()
    """The practices it cites that are still public."""
    changed: tuple[str, ...] = ()
    """What changed about the tools of its practices since somebody last looked at it."""


def findings(content: Content, document: Document, facts: Sequence[LineFacts], on: date) -> Iterator[Finding]:
    """List what is wrong with each line: its fields, its reason, and the practices that it rests on."""
    for place, (line, printed, known) in enumerate(zip(content.advice(), document.lines, facts, strict=True)):
        yield from _fields(line, printed, known)
        if place < len(content.works):
            yield from _of_recommendation(line, known)
        yield from _doubts(line, known, on)


def _fields(line: Advice, printed: Line, known: LineFacts) -> Iterator[Finding]:
    if not printed.cites:
        place = of_line(line, known.address, "practices")
        yield Finding(place, "It cites no practice that is still public.", "Cite one, or take the line out.")
    for field in _FIELDS:
        if not getattr(line, field).strip():
            yield Finding(
                of_line(line, known.address, field), "Nothing stands here yet.", f"Fill in “{field.title()}”."
            )
    for change in known.changed:
        mend = "Try it again or ask somebody who did, then open the line and keep it."
        yield Finding(of_line(line, known.address, "practices"), change, mend)


def _of_recommendation(line: Advice, known: LineFacts) -> Iterator[Finding]:
    """List what matters for a recommendation alone: a slip that was caught once is enough for a caution."""
    if not line.reason.strip():
        place = of_line(line, known.address, "reason")
        yield Finding(place, "Nothing says why you stand behind it.", "Give the reason in one or two sentences.")
    place = of_line(line, known.address, "practices")
    if len(known.cards) == 1:
        mend = "Cite a second one that shows the same."
        yield Finding(place, "It rests on one practice only.", mend, Severity.WARN)
    # What somebody caught is true the first time: it waits for no reports.
    tried = [card for card in known.cards if card.kind != "caught"]
    below = [f"“{card.title}” ({_NOT_HELD[card.level]})" for card in tried if card.level in _NOT_HELD]
    if below:
        mend = "Ask colleagues to try it, or cite one that is."
        yield Finding(place, f"Not holding up yet: {', '.join(below)}.", mend, Severity.WARN)


def _doubts(line: Advice, known: LineFacts, on: date) -> Iterator[Finding]:
    for card in known.cards:
        why = [DOUBTS[doubt] for doubt in card.reports.doubts]
        if not why and soon_old(card, on):
            why = ["nobody has reported on it for eleven months or more"]
        if why:
            sentence = f"“{card.title}” is in doubt: {'; '.join(why)}."
            mend = "Ask colleagues how it goes now, or cite another one."
            yield Finding(of_line(line, known.address, "practices"), sentence, mend, Severity.WARN)
