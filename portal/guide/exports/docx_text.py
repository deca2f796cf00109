"""Texts in a Word file: links, labels, and which way each run of letters is read."""

import re
from copy import deepcopy

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

from portal.guide.wording import legible


def one_line(text: str) -> str:
    """Bring a text to one line of characters that a file may hold."""
    return " ".join(legible(text).split())


def link(paragraph: Paragraph, text: str, address: str, colour: RGBColor) -> None:
    """Add words that lead to an address."""
    run = paragraph.add_run(text)
    run.font.color.rgb, run.font.underline = colour, True
    around = OxmlElement("w:hyperlink")
    around.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    around.append(run._r)  # noqa: SLF001 -- the library makes no links
    paragraph._p.append(around)  # noqa: SLF001 -- nor does it place them


def page_of_pages(paragraph: Paragraph) -> None:
    """Say which page this is, and of how many."""
    paragraph.add_run("page ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")


def direct(part: BaseOxmlElement) -> None:
    """Tell Word which paragraphs and runs of a part are read from right to left: it does not look at the letters."""
    for paragraph in part.iter(qn("w:p")):
        whole = "".join(tag.text or "" for tag in paragraph.iter(qn("w:t")))
        if _RIGHTWARD.search(whole):
            for run in list(paragraph.iter(qn("w:r"))):
                _part(run)
        if _BEGINS_RIGHTWARD.match(whole):
            paragraph.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)


_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""The scripts that are written from right to left."""
_RIGHTWARD = re.compile(f"([{_RIGHT}]+(?:[\\W\\d]+[{_RIGHT}]+)*)")
_BEGINS_RIGHTWARD = re.compile(f"[\\W\\d_]*[{_RIGHT}]")
_AFTER_BIDI = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")


def _part(run: BaseOxmlElement) -> None:
    """Give what is read from right to left runs of its own."""
    look = run.find(qn("w:rPr"))
    for child in [child for child in run if child is not look]:
        pieces = _RIGHTWARD.split(child.text) if child.tag == qn("w:t") and child.text else [child]
        for place, piece in enumerate(pieces):
            if piece == "":
                continue
            alone = OxmlElement("w:r")
            if look is not None:
                alone.append(deepcopy(look))
            if isinstance(piece, str):
                alone.text = piece
            else:
                alone.append(piece)
            if place % 2:
                _turn(alone.get_or_add_rPr())
            run.addprevious(alone)
    run.getparent().remove(run)


def _turn(look: BaseOxmlElement) -> None:
    """Mark a run as read from right to left; such runs have a boldness of their own."""
    bold = look.find(qn("w:b"))
    if bold is not None:
        bold.addnext(OxmlElement("w:bCs"))
    look.append(OxmlElement("w:rtl"))


def _field(paragraph: Paragraph, name: str) -> None:
    """Add a number that Word counts itself."""
    counted = OxmlElement("w:fldSimple")
    counted.set(qn("w:instr"), name)
    shown = OxmlElement("w:t")
    shown.text = "1"
    run = OxmlElement("w:r")
    run.append(shown)
    counted.append(run)
    paragraph._p.append(counted)  # noqa: SLF001 -- the library has no fields of its own
