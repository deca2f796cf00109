"""The guide as a Word file: plain, with real headings, lists, tables and language that screen readers hold on to."""

import docx
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.section import _Footer
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from portal.guide.document import (
    AGAIN,
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
from portal.guide.exports.docx_file import packed
from portal.guide.exports.docx_look import OCHRE, PENCIL, SOFT, TEAL, About, dress
from portal.guide.exports.docx_tables import draw_tree, list_signatures
from portal.guide.exports.docx_text import link, one_line, page_of_pages
from portal.guide.wording import legible


def render(document: Document) -> bytes:
    """Write the whole document; the same document gives the same bytes."""
    word = docx.Document()
    dress(
        word,
        About(
            title=document.title,
            author=document.district,
            language=document.language,
            subject=document.label,
            comments=". ".join(document.notices),
            moment=document.moment,
        ),
    )
    _frame(word, document)
    word.add_paragraph(one_line(document.title), style="Title")
    word.add_paragraph(one_line(" · ".join(document.facts)), style="Subtitle")
    for notice in document.notices:
        word.add_paragraph(f"{notice}.", style="Intense Quote")
    for index, section in enumerate(document.sections):
        _section(word, section, document, first=index == 0)
    _imprint(word, document)
    return packed(word)


def _frame(word: Word, document: Document) -> None:
    """Say on every page whose issue it is and which page this is, and above all but the first what to know of it."""
    page = word.sections[0]
    page.different_first_page_header_footer = True
    above = " · ".join((document.title, document.label, *document.notices))
    page.header.paragraphs[0].add_run(one_line(above))
    for footer in (page.first_page_footer, page.footer):
        _count(footer, document)


def _count(footer: _Footer, document: Document) -> None:
    below = footer.paragraphs[0]
    below.add_run(f"{one_line(' · '.join(document.facts))} · {one_line(document.content_hash)[:12]} · ")
    page_of_pages(below)


def _section(word: Word, section: Section, document: Document, *, first: bool) -> None:
    """Write one page of the guide."""
    heading = word.add_heading(one_line(section.heading) or one_line(document.title) or "Guide", level=1)
    heading.paragraph_format.page_break_before = not first
    for place, (subheading, block) in enumerate(section.blocks):
        if subheading.strip():
            word.add_heading(one_line(subheading), level=2)
        # The guide's one main sentence opens it.
        leads = first and place == 0 and not subheading.strip()
        _block(word, block, document, style="Quote" if leads else "Normal", level=3 if subheading.strip() else 2)


def _block(word: Word, block: Block, document: Document, *, style: str, level: int) -> None:
    """Write one block; its own headings, if it has any, stand at this level."""
    match block:
        case Text(text):
            if legible(text).strip():
                word.add_paragraph(legible(text).strip(), style=style)
        case Points(items):
            for item in items:
                word.add_paragraph(one_line(item), style="List Bullet")
        case Tree():
            draw_tree(word, block)
        case Lines(lines):
            for line in lines:
                _line(word, line, document, level)
        case Signatures(()):
            word.add_paragraph("Not signed yet.")
        case Signatures(signatures):
            list_signatures(word, signatures)


def _line(word: Word, line: Line, document: Document, level: int) -> None:
    """Write one recommendation or caution; it stays together on its page."""
    parts = []
    if line.heading.strip():
        word.add_heading(one_line(line.heading), level=level)
    if line.doubt:
        parts.append(word.add_paragraph())
        doubt = parts[-1].add_run(f"{AGAIN} {one_line(line.doubt)}")
        doubt.bold, doubt.font.color.rgb = True, PENCIL
    for label, sentence in line.fields:
        parts.append(word.add_paragraph(style="List Bullet"))
        _labelled(parts[-1], label, sentence)
    if line.evidence or line.cites:
        parts.append(word.add_paragraph())
        _rests(parts[-1], line, document)
    for part in parts:
        part.paragraph_format.keep_together = True
    for part in parts[:-1]:
        part.paragraph_format.keep_with_next = True


def _labelled(paragraph: Paragraph, label: str, sentence: str) -> None:
    """Write a sentence behind its label; checks stand out."""
    run = paragraph.add_run(f"{one_line(label)}: ")
    run.bold = True
    if label == "Check":
        run.font.color.rgb = OCHRE
    paragraph.add_run(one_line(sentence))


def _rests(paragraph: Paragraph, line: Line, document: Document) -> None:
    """Say what a line rests on, with a link to each practice."""
    paragraph.add_run(one_line(line.evidence)).font.color.rgb = SOFT
    for place, (practice, title) in enumerate(line.cites):
        if place or line.evidence:
            paragraph.add_run(" · ").font.color.rgb = SOFT
        name, address = f"{one_line(title)} ({one_line(practice[:SHORT])})", document.address_of(practice)
        if address:
            link(paragraph, name, address, TEAL)
        else:
            paragraph.add_run(name).font.color.rgb = SOFT


def _imprint(word: Word, document: Document) -> None:
    """Say where the newest issue is, and what the signatures stand under."""
    address, fingerprint = one_line(document.url), one_line(document.content_hash)
    if not address and not fingerprint:
        return
    last = word.add_paragraph()
    last.paragraph_format.space_before = Pt(10)
    if address:
        last.add_run("Newest issue: ")
        if address.startswith("http"):
            link(last, address, address, TEAL)
        else:
            last.add_run(address)
    if address and fingerprint:
        last.add_run().add_break(WD_BREAK.LINE)
    if fingerprint:
        last.add_run(f"Fingerprint of these words: {fingerprint}")
