"""The tables of the Word file, the decision tree and the signatures: each has a header row and is told in words."""

from collections.abc import Sequence

from docx.document import Document as Word
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Length, Pt, RGBColor
from docx.table import Table, _Cell

from portal.guide.document import Answer, Signed, Tree
from portal.guide.exports.docx_look import DEEP, GROUND, PLUM, TEAL, WHITE
from portal.guide.exports.docx_text import one_line


def draw_tree(word: Word, tree: Tree) -> None:
    """Draw the decision tree: a row for each question, and beside it what each answer leads to."""
    rows = [
        (f"{question.number}. {question.text}", _led(question.yes), _led(question.no)) for question in tree.questions
    ]
    table = _table(word, ("Question", "Yes", "No"), rows, title="Decision tree", told=tree.words, size=Pt(12))
    for cell, colour in zip(table.rows[0].cells, (DEEP, TEAL, PLUM), strict=True):
        _fill(cell, colour)
        cell.paragraphs[0].runs[0].font.color.rgb = WHITE
    for row, question in zip(table.rows[1:], tree.questions, strict=True):
        for cell, answer in zip(row.cells, (None, question.yes, question.no), strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            # What leads on to another question looks like one.
            if answer is None or answer.next is not None:
                _fill(cell, GROUND)
                cell.paragraphs[0].runs[0].bold = True


def list_signatures(word: Word, signatures: Sequence[Signed]) -> None:
    """List who signed for which side, and when."""
    _table(
        word,
        ("Side", "Name", "Date"),
        [(one.side, one.name, one.day) for one in signatures],
        title="Signatures",
        told="Who signed these words for each side, and on which day.",
    )


_Row = tuple[str, str, str]
_WIDTHS = (Inches(2.7), Inches(2.1), Inches(2.1))
_FRAME = (
    f"<w:tblBorders {nsdecls('w')}>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{TEAL}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
_ROOM = (
    f"<w:tblCellMar {nsdecls('w')}>"
    + "".join(f'<w:{side} w:w="110" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    + "</w:tblCellMar>"
)
"""Space between a cell's border and its words, in twentieths of a point."""


def _led(answer: Answer) -> str:
    return f"→ {answer.words}" if answer.next is not None else answer.words


def _table(
    word: Word, header: _Row, rows: Sequence[_Row], *, title: str, told: str, size: Length | None = None
) -> Table:
    """Write a table whose rows stay whole, and tell it in words to whoever cannot see it."""
    table: Table = word.add_table(rows=1 + len(rows), cols=len(header), style="Table Grid")
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 -- the library knows no borders, header rows or words
    for around in (_FRAME, _ROOM):
        look.addprevious(parse_xml(around))
    for name, words in (("w:tblDescription", told), ("w:tblCaption", title)):
        said = OxmlElement(name)
        said.set(qn("w:val"), one_line(words))
        look.addnext(said)
    table.autofit = False
    for place, (row, texts) in enumerate(zip(table.rows, (header, *rows), strict=True)):
        kept = row._tr.get_or_add_trPr()  # noqa: SLF001 -- nor rows that stay whole
        kept.append(OxmlElement("w:cantSplit"))
        if place == 0:
            kept.append(OxmlElement("w:tblHeader"))
        for cell, text, width in zip(row.cells, texts, _WIDTHS, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(one_line(text))
            run.bold, run.font.size = place == 0 or None, size
            paragraph.paragraph_format.keep_with_next = place == 0
            paragraph.paragraph_format.space_after = Pt(0)
    return table


def _fill(cell: _Cell, colour: RGBColor) -> None:
    """Lay a ground of one colour under a cell."""
    ground = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    cell._tc.get_or_add_tcPr().insert_element_before(ground, "w:vAlign")  # noqa: SLF001 -- nor grounds
