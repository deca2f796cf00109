"""The guide as an accessible PDF: a leaflet whose pages are set as large as they hold."""

import enum
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from portal.guide.document import AGAIN, SHORT, Document, Lines, Signatures, Tree
from portal.guide.exports import setting, sizes
from portal.guide.wording import spoken
from portal.guide.written import write


class Paper(enum.Enum):
    """The sheet the guide is printed on."""

    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True)
class Pdf:
    """The guide as printed, and what printing could not keep of it."""

    data: bytes
    pages: int
    """How many pages it really has."""
    missing: tuple[str, ...]
    """Characters of the document that no font has or no page can show."""
    smallest: float
    """Points of its smallest text."""


def render(document: Document, paper: Paper) -> Pdf:
    """Set the document as a leaflet; the same document gives the same bytes."""
    (data, pages), missing = setting.with_stand_ins(
        _shown(document), lambda guide: _fitted(guide, paper, document.moment, len(document.sections))
    )
    return Pdf(data, pages, missing, sizes.smallest(data))


@dataclass(frozen=True)
class _Fit:
    """How a section is set: points of its cards, points of its other text, share of the usual space."""

    cards: float
    reading: float
    air: float


_FITS = (
    _Fit(cards=12.5, reading=14, air=1),
    _Fit(cards=11.75, reading=13.25, air=1),
    _Fit(cards=11, reading=12.5, air=1),
    _Fit(cards=10.5, reading=11.5, air=0.6),
    _Fit(cards=10.5, reading=10.5, air=0),
)
"""The roomiest first; the gate allows nothing smaller than the last."""
_TEMPLATE = Path(__file__).with_name("guide.typ")


def _fitted(guide: str, paper: Paper, moment: datetime, sections: int) -> tuple[bytes, int]:
    """Set every section as large as its page allows, or all as small as may be if the guide is too long."""
    tightest = _leaflet(guide, paper, (_FITS[-1],) * sections)
    data, pages = setting.printed(tightest, moment)
    if pages > sections:
        return data, pages
    chosen: dict[int, _Fit] = {}
    for fit in _FITS[:-1]:
        for section in _on_one_page(_leaflet(guide, paper, (fit,) * sections)):
            chosen.setdefault(section, fit)
        if len(chosen) == sections:
            break
    fits = tuple(chosen.get(section, _FITS[-1]) for section in range(sections))
    return setting.printed(_leaflet(guide, paper, fits), moment)


def _leaflet(guide: str, paper: Paper, fits: tuple[_Fit, ...]) -> typst.Compiler:
    inputs = {"guide": guide, "paper": paper.value, "fits": json.dumps([asdict(fit) for fit in fits])}
    return setting.sheets(_TEMPLATE, inputs)


def _on_one_page(leaflet: typst.Compiler) -> list[int]:
    """List the sections that fill no more than one page, by their place."""
    starts = json.loads(leaflet.query("<start>", field="value"))
    ends = [*starts[1:], int(leaflet.query("<pages>", field="value", one=True)) + 1]
    return [place for place, (start, end) in enumerate(zip(starts, ends, strict=True)) if end - start == 1]


def _shown(document: Document) -> dict[str, Any]:
    """Say everything that the template prints, in words."""
    shown: dict[str, Any] = json.loads(write(document))
    for section, printed in zip(document.sections, shown["sections"], strict=True):
        for (_, block), part in zip(section.blocks, printed["blocks"], strict=True):
            match block:
                case Tree():
                    part["words"] = block.words
                case Lines():
                    for line in part["lines"]:
                        line["cites"] = [[key[:SHORT], document.address_of(key)] for key, _ in line["cites"]]
                case Signatures():
                    for printed_one, signed in zip(part["signatures"], block.signatures, strict=True):
                        printed_one["on"] = signed.day
    return shown | {
        "language": setting.language_of(document.language),
        "short_hash": document.content_hash[:12],
        "label": document.label,
        "again": AGAIN,
        "facts": document.facts,
        "warnings": document.warnings,
        "notices": document.notices,
        "review_by": spoken(document.review_by),
    }
