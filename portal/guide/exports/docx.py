"""The guide as a Word file: plain, with real headings, lists and language that screen readers hold on to."""

import io
import zipfile

import docx
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from portal.guide.document import (
    SHORT,
    Block,
    Document,
    Line,
    Lines,
    Points,
    Section,
    Signatures,
    Text,
    Tree,
)
from portal.guide.wording import legible


def render(document: Document) -> bytes:
    """Write the whole document; the same document gives the same bytes."""
    word = docx.Document()
    _dress(word, document)
    _frame(word, document)
    word.add_paragraph(_one_line(document.title), style="Title")
    word.add_paragraph(_one_line(" · ".join(document.facts)), style="Subtitle")
    for notice in document.notices:
        word.add_paragraph(notice + ".", style="Intense Quote")
    for index, section in enumerate(document.sections):
        _section(word, section, new_page=index > 0)
    _imprint(word, document)
    file = io.BytesIO()
    word.save(file)
    return _stilled(file.getvalue())


_INK = RGBColor(0x20, 0x24, 0x2B)
_SOFT = RGBColor(0x56, 0x5E, 0x69)
_TEAL = RGBColor(0x0A, 0x6A, 0x60)
_DEEP = RGBColor(0x07, 0x4D, 0x46)
_OCHRE = RGBColor(0x8A, 0x5A, 0x00)
_PENCIL = RGBColor(0xB3, 0x26, 0x1E)
_LOOKS = {
    "Normal": ("Calibri", 10.5, _INK),
    "Title": ("Georgia", 26, _DEEP),
    "Subtitle": ("Calibri", 11, _SOFT),
    "Heading 1": ("Georgia", 18, _TEAL),
    "Heading 2": ("Georgia", 12.5, _TEAL),
    "Heading 3": ("Georgia", 12, _INK),
    "Intense Quote": ("Calibri", 12, _PENCIL),
    "Header": ("Calibri", 10.5, _SOFT),
    "Footer": ("Calibri", 10.5, _SOFT),
}
"""Font, points and colour by the style's name."""

_SPACES = {"Normal": (0, 4), "List Bullet": (0, 1), "Heading 1": (0, 6), "Heading 2": (7, 2), "Heading 3": (6, 2)}
"""Points before and after a paragraph by its style: a page of the guide should stay a page."""


def _one_line(text: str) -> str:
    """Bring a text to one line of characters that a file may hold."""
    return " ".join(legible(text).split())


def _dress(word: Word, document: Document) -> None:
    """Set paper, language, styles and what the file says about itself."""
    page = word.sections[0]
    page.page_width, page.page_height = Inches(8.5), Inches(11)
    page.left_margin = page.right_margin = Inches(0.9)
    page.top_margin = page.bottom_margin = Inches(0.7)
    for name, (font, points, colour) in _LOOKS.items():
        _dress_style(word, name, font, points, colour)
    for name, (before, after) in _SPACES.items():
        spacing = _style(word, name).paragraph_format
        spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.0
    language = _one_line(document.language) or "en"
    for tag in word.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
    about = word.core_properties
    about.title = _one_line(document.title)[:255]
    about.author = about.last_modified_by = _one_line(document.district)[:255]
    about.language = language
    about.subject = document.label
    about.comments = ". ".join(document.notices)
    about.created = about.modified = document.moment


def _dress_style(word: Word, name: str, font: str, points: float, colour: RGBColor) -> None:
    """Give a style its font, size and colour in place of the theme's."""
    style = _style(word, name)
    style.font.name = font
    style.font.size = Pt(points)
    style.font.color.rgb = colour
    fonts = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)


def _style(word: Word, name: str) -> ParagraphStyle:
    style = word.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs.")
    return style


def _frame(word: Word, document: Document) -> None:
    """Say on every page whose issue it is, what to know about it, and which page this is."""
    page = word.sections[0]
    above = " · ".join((document.title, document.label, *document.notices))
    page.header.paragraphs[0].add_run(_one_line(above))
    below = page.footer.paragraphs[0]
    below.add_run(f"{_one_line(' · '.join(document.facts))} · {document.content_hash[:12]} · page ")
    _field(below, "PAGE")
    below.add_run(" of ")
    _field(below, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    """Add a number that Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    shown = OxmlElement("w:t")
    shown.text = "1"
    run = OxmlElement("w:r")
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 -- the library has no fields of its own


def _section(word: Word, section: Section, *, new_page: bool) -> None:
    """Write one page of the guide."""
    heading = word.add_heading(_one_line(section.heading), level=1)
    heading.paragraph_format.page_break_before = new_page
    for subheading, block in section.blocks:
        if subheading.strip():
            word.add_heading(_one_line(subheading), level=2)
        _block(word, block, level=3 if subheading.strip() else 2)


def _block(word: Word, block: Block, level: int) -> None:
    """Write one block; its own headings, if it has any, stand at this level."""
    match block:
        case Text(text):
            word.add_paragraph(legible(text).strip())
        case Points(items):
            for item in items:
                word.add_paragraph(_one_line(item), style="List Bullet")
        case Tree():
            _tree(word, block)
        case Lines(lines):
            for line in lines:
                _line(word, line, level)
        case Signatures(()):
            word.add_paragraph("Not signed yet.")
        case Signatures(signatures):
            _table(word, [("Side", "Name", "Date"), *((one.side, one.name, one.day) for one in signatures)])


def _tree(word: Word, tree: Tree) -> None:
    """Write the decision tree as questions with their two answers; the numbers are what answers lead to."""
    for question in tree.questions:
        asked = word.add_paragraph(style="Normal")
        asked.add_run(f"{question.number}. {_one_line(question.text)}").bold = True
        asked.paragraph_format.keep_with_next = True
        for word_for_it, answer in (("Yes", question.yes), ("No", question.no)):
            _labelled(word.add_paragraph(style="List Bullet"), word_for_it, answer.words)


def _line(word: Word, line: Line, level: int) -> None:
    """Write one recommendation or caution."""
    if line.heading.strip():
        word.add_heading(_one_line(line.heading), level=level)
    for label, sentence in line.fields:
        _labelled(word.add_paragraph(style="List Bullet"), label, sentence)
    cited = (f"{title} ({practice[:SHORT]})" for practice, title in line.cites)
    rests = _one_line(" · ".join(part for part in (line.evidence, *cited) if part))
    if rests:
        word.add_paragraph().add_run(rests).font.color.rgb = _SOFT


def _labelled(paragraph: Paragraph, label: str, sentence: str) -> None:
    """Write a sentence behind its label; checks stand out."""
    run = paragraph.add_run(f"{_one_line(label)}: ")
    run.bold = True
    if label == "Check":
        run.font.color.rgb = _OCHRE
    paragraph.add_run(_one_line(sentence))


def _table(word: Word, rows: list[tuple[str, str, str]]) -> None:
    """Write a small table whose first row is marked as its header."""
    table = word.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _one_line(text)
    header = table.rows[0]
    header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 -- nor a header row
    for cell in header.cells:
        cell.paragraphs[0].runs[0].bold = True


def _imprint(word: Word, document: Document) -> None:
    """Say where the newest issue is, and what the signatures stand under."""
    last = word.add_paragraph()
    if document.url:
        last.add_run(f"Newest issue: {_one_line(document.url)}").add_break(WD_BREAK.LINE)
    if document.content_hash:
        last.add_run(f"Fingerprint of these words: {_one_line(document.content_hash)}")


def _stilled(data: bytes) -> bytes:
    """Pack the file again without the moment it was packed at."""
    still = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(still, "w") as out:
        for name in packed.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, packed.read(name))
    return still.getvalue()
