"""The guide as an accessible PDF: tagged, in its language, with every character that can be shown."""

import enum
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from portal.guide.document import AGAIN, SHORT, Document, Lines, Signatures, Tree
from portal.guide.exports import sizes
from portal.guide.wording import legible, spoken
from portal.guide.written import write

STAND_IN = "□"
"""What is printed in place of a character that no font has."""


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
    shown = _shown(document)
    missing = {c for text in _texts(shown) for c in text if not c.isspace() and not legible(c)}
    guide = json.dumps(_cleaned(shown), ensure_ascii=False)
    while True:
        try:
            data, pages = _fitted(guide, paper, document.moment, len(document.sections))
            return Pdf(data, pages, tuple(sorted(missing)), sizes.smallest(data))
        except typst.TypstError as refusal:
            absent = _absent(refusal.diagnostic) & set(guide)
            if not absent:
                raise
            # Each turn takes a character out for good, so there is an end to it; mostly one turn does.
            guide = guide.translate({ord(c): _stand_in(c) for c in absent})
            missing |= absent


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
_FONTS = typst.Fonts(include_system_fonts=False)
_NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_LONG_WORD = re.compile(r"(?<!\S)(?!https?:|[0-9a-f]{64}(?!\S))\S{36,}")
"""What would run out of its column; addresses break by themselves and a fingerprint has a line of its own."""
_PIECE = re.compile(r".{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=-|$)")


def _fitted(guide: str, paper: Paper, moment: datetime, sections: int) -> tuple[bytes, int]:
    """Set every section as large as its page allows, or all as small as may be if the guide is too long."""
    tightest = _leaflet(guide, paper, (_FITS[-1],) * sections)
    data, pages = _printed(tightest, moment)
    if pages > sections:
        return data, pages
    chosen: dict[int, _Fit] = {}
    for fit in _FITS[:-1]:
        for section in _on_one_page(_leaflet(guide, paper, (fit,) * sections)):
            chosen.setdefault(section, fit)
        if len(chosen) == sections:
            break
    fits = tuple(chosen.get(section, _FITS[-1]) for section in range(sections))
    return _printed(_leaflet(guide, paper, fits), moment)


def _leaflet(guide: str, paper: Paper, fits: tuple[_Fit, ...]) -> typst.Compiler:
    """Hand the guide to the template as data: none of its words is ever read as markup."""
    return typst.Compiler(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        font_paths=_FONTS,
        ignore_system_fonts=True,
        sys_inputs={"guide": guide, "paper": paper.value, "fits": json.dumps([asdict(fit) for fit in fits])},
    )


def _printed(leaflet: typst.Compiler, moment: datetime) -> tuple[bytes, int]:
    """Print the leaflet and count its pages."""
    data = leaflet.compile(format="pdf", pdf_standards=["ua-1"], timestamp=moment)
    if not isinstance(data, bytes):
        raise TypeError("A PDF is one run of bytes.")
    return data, int(leaflet.query("<pages>", field="value", one=True))


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
    language = _LANGUAGE.match(document.language)
    return shown | {
        "language": language[0] if language else "en",
        "short_hash": document.content_hash[:12],
        "label": document.label,
        "again": AGAIN,
        "facts": document.facts,
        "warnings": document.warnings,
        "notices": document.notices,
        "review_by": spoken(document.review_by),
    }


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 -- what JSON holds
    """Go through every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _cleaned(value: Any) -> Any:  # noqa: ANN401 -- what JSON holds
    """Make every text in a value legible."""
    if isinstance(value, str):
        return _LONG_WORD.sub(_breakable, legible(value).strip())
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(part) for part in value]
    return value


def _stand_in(character: str) -> str:
    """Give what is printed instead: nothing for a mark on the character before it, or a sign without ink."""
    return "" if unicodedata.category(character)[0] in "MCZ" else STAND_IN


def _breakable(word: re.Match[str]) -> str:
    """Let a word that is longer than its line break within."""
    return _PIECE.sub("\\g<0>\u200b", word[0])


def _absent(diagnostic: str) -> set[str]:
    """Read which characters the compiler found in no font."""
    texts = (_ESCAPE.sub(lambda e: chr(int(e[1], 16)), text) for text in _NO_GLYPH.findall(diagnostic))
    return {c for text in texts for c in text if not c.isascii()}
