"""The guide as a PDF: what a printer and a screen reader find in it."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest
import typst
from guide.leaflet import GUIDE, HOSTILE, TREE, WORKS, said, squeezed
from pypdf import PdfReader

from portal.guide import document as guide
from portal.guide import rendering
from portal.guide.document import Document, Lines, Section
from portal.guide.exports import pdf, sizes
from portal.guide.exports.pdf import Paper


def printed(document: Document, paper: Paper = Paper.LETTER) -> bytes:
    return rendering.render(document, "pdf", paper)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_that_people_type_stops_the_press(text):
    made = pdf.render(said(text), Paper.A4)

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made.data)).pages]
    assert made.pages == len(pages)
    shown = "".join(c for c in text if c not in made.missing and not c.isspace())
    if shown.isascii():
        assert squeezed(shown) in squeezed("".join(pages))


def test_a_character_that_no_font_has_is_replaced_and_reported():
    made = pdf.render(replace(GUIDE, title="수준 and 👍 for \x07all"), Paper.LETTER)

    assert made.missing == ("\x07", "수", "준", "👍")
    assert "□□ and □ for all" in PdfReader(io.BytesIO(made.data)).pages[0].extract_text()


@pytest.mark.parametrize("paper", Paper)
def test_a_full_guide_fits_four_pages_with_the_tree_on_the_first(paper):
    made = pdf.render(GUIDE, paper)

    pages = PdfReader(io.BytesIO(made.data)).pages
    assert made.pages == len(pages) == 4
    assert made.missing == ()
    for page, section in zip(pages, GUIDE.sections, strict=True):
        assert section.heading in page.extract_text()
    assert TREE.questions[2].text.split()[-1] in pages[0].extract_text()


def test_letter_and_a4_are_what_they_say():
    widths = {paper: round(PdfReader(io.BytesIO(printed(GUIDE, paper))).pages[0].mediabox.width) for paper in Paper}

    assert widths == {Paper.LETTER: 612, Paper.A4: 595}


def test_no_text_is_set_smaller_than_ten_and_a_half_points():
    sizes = set()

    def note(text, _matrix, text_matrix, _font, size):
        if text.strip():
            sizes.add(round(size * abs(text_matrix[3]), 1))

    made = pdf.render(GUIDE, Paper.LETTER)
    for page in PdfReader(io.BytesIO(made.data)).pages:
        page.extract_text(visitor_text=note)

    assert made.smallest == min(sizes) == 10.5


def test_the_smallest_text_is_found_even_where_a_page_is_scaled():
    pages = typst.compile(
        b"#text(9pt)[nine] #pagebreak() #scale(50%)[half of eleven] #text(7pt)[seven]", ignore_system_fonts=True
    )

    assert sizes.smallest(pages) == 5.5


def test_a_guide_that_is_too_long_tells_how_long_it_is():
    long = Section("What works here", (("", Lines(WORKS * 4)),))

    made = pdf.render(replace(GUIDE, sections=(long, *GUIDE.sections[1:])), Paper.LETTER)

    assert made.pages == len(PdfReader(io.BytesIO(made.data)).pages)
    assert made.pages > 4


def test_the_pdf_is_tagged_and_names_its_language_title_and_standard():
    reader = PdfReader(io.BytesIO(printed(GUIDE)))
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert reader.metadata.title == GUIDE.title
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_the_headings_are_the_bookmarks():
    outline = PdfReader(io.BytesIO(printed(GUIDE))).outline

    assert [entry.title for entry in outline if not isinstance(entry, list)] == [
        section.heading for section in GUIDE.sections
    ]
    within = {
        above.title: [one.title for one in below] for above, below in pairwise(outline) if isinstance(below, list)
    }
    assert within["What works here"] == [line.heading for line in WORKS]
    assert within["What we promise you"][-1] == "Signed"


def test_the_drawn_tree_is_also_told_in_words():
    told = []

    def walk(entry):
        for kid in entry if isinstance(entry, list) else [entry]:
            tag = kid.get_object()
            if isinstance(tag, dict):
                told.extend([tag["/Alt"]] if tag.get("/S") == "/Figure" else [])
                walk(tag.get("/K", []))
            elif isinstance(tag, list):
                walk(tag)

    walk(PdfReader(io.BytesIO(printed(GUIDE))).trailer["/Root"]["/StructTreeRoot"]["/K"])

    assert told == [TREE.words]


def test_every_page_of_the_pdf_says_that_the_issue_has_lapsed():
    reader = PdfReader(io.BytesIO(printed(replace(GUIDE, lapsed=True))))

    assert len(reader.pages) == 4
    for page in reader.pages:
        assert guide.LAPSED in page.extract_text()


def test_every_page_of_the_pdf_counts_itself_and_carries_the_fingerprint():
    for number, page in enumerate(PdfReader(io.BytesIO(printed(GUIDE))).pages, start=1):
        text = page.extract_text()
        assert f"Page {number} of 4" in text
        assert GUIDE.content_hash[:12] in text
        assert guide.INVENTED in text
