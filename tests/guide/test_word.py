"""The guide as a Word file: what an editor and a screen reader find in it."""

import io
from dataclasses import replace

import docx as word
import pytest
from docx.oxml.ns import qn
from guide.leaflet import DOUBT, GUIDE, HOSTILE, TREE, said

from portal.guide.document import Document, Section, Text
from portal.guide.exports import docx


def opened(document: Document):
    return word.Document(io.BytesIO(docx.render(document)))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_text_fits_into_a_word_file(text):
    file = opened(said(text))

    assert len([one for one in file.paragraphs if one.style.name == "Heading 1"]) == 4
    assert [one for one in file.paragraphs if one.style.name == "Normal" and not one.text] == []


def test_the_word_file_has_real_headings_lists_and_a_language():
    file = opened(GUIDE)

    by_style = {}
    for paragraph in file.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert by_style["Title"] == [GUIDE.title]
    assert by_style["Heading 1"] == [section.heading for section in GUIDE.sections]
    assert "Never paste" in by_style["Heading 2"]
    assert "Three reading levels" in by_style["Heading 2"]
    assert [cell.text for cell in file.tables[0].rows[1].cells][2] == "→ Go to question 2"
    assert file.core_properties.title == GUIDE.title
    assert file.core_properties.author == GUIDE.district
    assert file.core_properties.language == "en"
    assert file.core_properties.created.date().isoformat() == GUIDE.published


def test_each_part_of_the_word_file_begins_a_page_and_its_table_has_a_header():
    file = opened(GUIDE)

    headings = [one for one in file.paragraphs if one.style.name == "Heading 1"]
    assert [one.paragraph_format.page_break_before for one in headings] == [False, True, True, True]
    assert "w:tblHeader" in file.tables[1].rows[0]._tr.xml
    assert "w:tblHeader" not in file.tables[1].rows[1]._tr.xml


def test_the_drawn_tree_is_a_table_with_a_header_that_is_also_told_in_words():
    tree = opened(GUIDE).tables[0]

    assert [[cell.text for cell in row.cells] for row in tree.rows][:2] == [
        ["Question", "Yes", "No"],
        [f"1. {TREE.questions[0].text}", TREE.questions[0].yes.action, "→ Go to question 2"],
    ]
    assert tree.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert tree._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == TREE.words
    assert tree._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Decision tree"


def test_a_line_stays_together_with_its_heading_and_its_doubt():
    paragraphs = opened(GUIDE).paragraphs
    start = [one.text for one in paragraphs].index("Three reading levels")

    assert paragraphs[start + 1].text == f"↻ {DOUBT}"
    assert [one.paragraph_format.keep_with_next for one in paragraphs[start + 1 : start + 6]] == [True] * 4 + [None]


def test_citations_lead_to_the_practices():
    file = opened(GUIDE)

    links = [file.part.rels[tag.get(qn("r:id"))].target_ref for tag in file.element.body.iter(qn("w:hyperlink"))]
    assert links[0] == "https://guide.example/practices/00000000000000000000"
    assert links[-1] == GUIDE.url


def test_words_from_right_to_left_are_marked_as_such_among_others():
    mixed = Section("Start here", (("", Text("Say שלום עולם, then 12 (مرحبا).")), ("", Text("שלום, AI"))))
    said, begun = [one for one in opened(replace(GUIDE, sections=(mixed,))).paragraphs if "שלום" in one.text]

    runs = [(run.text, run._r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None) for run in said.runs]
    assert runs == [("Say ", False), ("שלום עולם", True), (", then 12 (", False), ("مرحبا", True), (").", False)]
    assert said._p.pPr.find(qn("w:bidi")) is None
    assert begun._p.pPr.find(qn("w:bidi")) is not None
