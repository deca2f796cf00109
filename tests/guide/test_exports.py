"""The renderings of the guide: all say the same, and none can be broken by what people type."""

import html
import io
import json
import re
import string
from dataclasses import replace
from pathlib import Path

import docx as word
import jinja2
import markdown as html_of
import pytest
import typst
from pypdf import PdfReader

from portal.guide import document as guide
from portal.guide.document import (
    Answer,
    Document,
    Line,
    Lines,
    Points,
    Question,
    Section,
    Signatures,
    Signed,
    Text,
    Tree,
)
from portal.guide.exports import docx, markdown, pdf, sizes
from portal.guide.exports import json as json_ld
from portal.guide.exports.pdf import Paper
from portal.guide.written import read, write

TEMPLATES = Path(guide.__file__).parents[1] / "templates"

TREE = Tree(
    (
        Question(
            1,
            "Could anything you are about to paste point at a student?",
            yes=Answer(action="Take it out first: names, IDs, scores, plans and photos."),
            no=Answer(next=2),
        ),
        Question(
            2,
            "Will students or families see what comes out?",
            yes=Answer(next=3),
            no=Answer(action="Go ahead. Use it for your own planning, and read it before you rely on it."),
        ),
        Question(
            3,
            "Can you check every fact and number in it yourself?",
            yes=Answer(action="Go ahead. Check it line by line, then share it under your own name."),
            no=Answer(action="Stop here. Ask a colleague who knows the subject, or use a source you trust."),
        ),
    )
)

WORKS = tuple(
    Line(
        heading,
        (
            ("When", f"{when}, and tomorrow is close for a class that reads at three different levels."),
            ("Do", f"{do}, keep every date and number, and list what was left out of each version you made."),
            (
                "Check",
                f"{check}, sentence by sentence, because the easy one loses numbers most often of all.",
            ),
        ),
        "2 practices, 9 reports: 6 worked, 2 with changes, 1 did not",
        ((f"{number:020x}", f"{heading}, as we do it"), (f"{number + 50:020x}", "Same text, three doors")),
    )
    for number, (heading, when, do, check) in enumerate(
        (
            (
                "Three reading levels",
                "You have one good article",
                "Ask for three versions",
                "Lay them side by side",
            ),
            ("A letter home", "You need a short letter", "Give it the facts as a list", "Have it read aloud"),
            (
                "Wrong answers that teach",
                "You write a quiz",
                "Give it two real errors",
                "Solve each item yourself",
            ),
            (
                "From drafts to a lesson",
                "You read thirty drafts",
                "Take the names out",
                "Read four drafts first",
            ),
            ("A day you are out", "A substitute comes in", "List your materials", "Walk through the plan"),
            (
                "Questions for a hard text",
                "You want talk",
                "Ask for eight questions",
                "Find each quoted line",
            ),
        )
    )
)

CAUGHT = tuple(
    replace(line, heading=heading)
    for line, heading in zip(
        WORKS,
        (
            "The easy version dropped the date",
            "An answer key with a wrong sign",
            "A book that does not exist",
            "Praise that graded the student",
            "A letter that sounded rude",
            "A rubric that counted commas",
        ),
        strict=True,
    )
)

GUIDE = Document(
    title="Working with AI: what we do here",
    district="Lakeview Unified School District",
    number=3,
    published="2026-03-02",
    review_by="2026-09-30",
    lapsed=False,
    content_hash="2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
    url="https://guide.example/guide",
    invented=True,
    sections=(
        Section(
            "Start here",
            (
                ("Who this is for", Text("Every teacher, aide and substitute. It is short on purpose.")),
                ("", Text("Use AI for what you can check, keep students out of it, and show a colleague.")),
                ("Before you use it", TREE),
            ),
        ),
        Section("What works here", (("", Lines(WORKS)),)),
        Section(
            "What we caught",
            (
                ("", Lines(CAUGHT)),
                (
                    "Never paste",
                    Points(
                        (
                            "Names, initials or student numbers",
                            "Grades tied to a student",
                            "Plans or health information",
                            "Anything about discipline",
                            "Photos, voices or video",
                            "Writing with the name on it",
                            "Passwords and confidences",
                        )
                    ),
                ),
            ),
        ),
        Section(
            "What we promise you",
            (
                (
                    "",
                    Points(
                        (
                            "What you share is never used to evaluate, discipline or rank you.",
                            "Nobody can look up who shared a practice. We keep no names to look up.",
                            "You may take back what you shared at any time, and then it is gone.",
                            "No one has to use AI. Saying no needs no reason and costs you nothing.",
                            "When we get something wrong, we fix it in the next issue and say so.",
                        )
                    ),
                ),
                (
                    "How this was made",
                    Text(
                        "Sixty-one teachers showed how they use AI in four show-me sessions. Colleagues "
                        "tried what they saw and reported back. Staff and union chose these lines together."
                    ),
                ),
                ("Who to ask", Text("Dana Whitfield, curriculum office\nhelp@lakeview.example, 555-0142")),
                ("What changed", Text("New: questions for a hard text.")),
                (
                    "Signed",
                    Signatures(
                        (
                            Signed("Curriculum", "Dana Whitfield", "2026-02-27"),
                            Signed("Teachers’ union", "Luis Ortega", "2026-03-02"),
                        )
                    ),
                ),
            ),
        ),
    ),
)

HOSTILE = {
    "every sign on the keyboard": string.punctuation,
    "typst": '#panic("x") $x$ *a* _b_ `c` = d @e <f> [g] \\h // i /* j */ -- ~ #{k} \\u{41}',
    "markdown": "1. a\n# b\n> c\n- d\n| e | f |\n|---|---|\n![g](h) **i** ~~j~~ &amp; https://k.l",
    "html": '<script>alert("a")</script><b>b</b> &lt;c&gt; <!-- d',
    "templates": "{{ 7 * 7 }} {% raw %} ${a} %(b)s {0}",
    "Korean": "세 가지 수준으로 다시 쓰기",
    "emoji": "👍🏽 👨‍👩‍👧 🇺🇸 ✅",
    "right to left": "\u202eשלום عليكم\u202c",
    "control characters": "a\x00b\x07c\x1bd\x0be\u2028f\ufffeg\x7fh\u200bi",
    "half a pair": "a\ud800b",
    "combining marks": "e\u0301 a\u20dd \u0301",
    "a very long word": "x" * 400,
    "nothing": "",
    "blanks": " \n\t ",
    "only what cannot be shown": "\x00\ufffe",
}


def said(text: str) -> Document:
    """Make a guide that says this wherever people type."""
    fields = (("When", text), ("Do", text), ("Check", text))
    return replace(
        GUIDE,
        title=text,
        district=text,
        sections=(
            Section(text, (("", Text(text)), (text, Text(text)), (text, Points((text, "and more"))))),
            Section(text, (("", Lines((Line(text, fields, text, (("0a1b2c", text),)),))),)),
            Section(text, ((text, Tree((Question(1, text, Answer(action=text), Answer(next=2)),))),)),
            Section(text, (("", Text(text)), (text, Signatures((Signed(text, text, text),))))),
        ),
    )


def page(document: Document) -> str:
    """Render the part of the guide's page that shows a document."""
    pages = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True)
    return pages.get_template("guide/_document.html").render(document=document)


def squeezed(text: str) -> str:
    """Leave out all that line breaks and columns may change."""
    return re.sub(r"[\s\u200b]+", "", text)


def words_of_pdf(document: Document) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(printed(document))).pages)


def words_of_word(document: Document) -> str:
    file = word.Document(io.BytesIO(docx.render(document)))
    rows = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in file.paragraphs] + rows)


def words_of_markdown(document: Document) -> str:
    return re.sub(r"\*\*|\\(?=\W)", "", markdown.render(document))


def words_of_html(document: Document) -> str:
    return document.title + html.unescape(re.sub(r"<[^>]*>", "", page(document)))


def words_of_json(document: Document) -> str:
    return str(json.loads(json_ld.render(document)))


RENDERINGS = {
    "pdf": words_of_pdf,
    "docx": words_of_word,
    "md": words_of_markdown,
    "html": words_of_html,
    "json": words_of_json,
}
FOR_PEOPLE = [form for form in RENDERINGS if form != "json"]


def printed(document: Document, paper: Paper = Paper.LETTER) -> bytes:
    return pdf.render(document, paper).data


def words_that_matter(document: Document) -> list[str]:
    """List every heading, text, signature and the fingerprint."""
    found = [document.title, document.district, document.content_hash]
    for section in document.sections:
        found.append(section.heading)
        for subheading, block in section.blocks:
            found += [subheading, *words_of_block(block)]
    return found


def words_of_block(block: guide.Block) -> list[str]:
    match block:
        case Text(text):
            return text.split("\n")
        case Points(items):
            return list(items)
        case Tree(questions):
            return [part for one in questions for part in (one.text, one.yes.action, one.no.action)]
        case Lines(lines):
            fields = [part for line in lines for field in line.fields for part in field]
            return [part for line in lines for part in (line.heading, line.evidence)] + fields
        case Signatures(signatures):
            return [part for one in signatures for part in (one.side, one.name)]


@pytest.mark.parametrize("form", RENDERINGS)
def test_every_rendering_says_all_of_the_document(form):
    told = squeezed(RENDERINGS[form](GUIDE))

    assert [text for text in words_that_matter(GUIDE) if squeezed(text) not in told] == []


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_every_rendering_dates_its_signatures_and_says_when_to_review_it(form):
    told = squeezed(RENDERINGS[form](GUIDE))

    for day in ("February 27, 2026", "March 2, 2026", "review by September 30, 2026"):
        assert squeezed(day) in told


@pytest.mark.parametrize("form", RENDERINGS)
def test_every_rendering_says_that_a_lapsed_issue_has_lapsed_and_an_invented_district_is_invented(form):
    told = squeezed(RENDERINGS[form](replace(GUIDE, lapsed=True)))
    fresh = squeezed(RENDERINGS[form](replace(GUIDE, invented=False)))

    assert squeezed(guide.LAPSED) in told
    assert squeezed(guide.INVENTED) in told
    assert squeezed(guide.LAPSED) not in fresh
    assert squeezed(guide.INVENTED) not in fresh


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_every_rendering_says_that_a_draft_is_a_draft_and_that_nobody_has_signed_it(form):
    draft = replace(
        GUIDE,
        number=0,
        published="",
        sections=(*GUIDE.sections[:-1], Section("Our promise", (("Signed", Signatures(())),))),
    )

    told = RENDERINGS[form](draft)

    assert "Draft" in told
    assert "Not signed yet." in " ".join(told.split())


# Hostile words


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_document_is_written_and_read_back_whole(text):
    assert read(write(said(text))) == said(text)
    assert write(said(text)).encode()


def test_a_written_document_is_sorted_and_stays_the_same():
    assert read(write(GUIDE)) == GUIDE
    assert write(GUIDE) == json.dumps(
        json.loads(write(GUIDE)), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def test_a_block_that_nobody_knows_is_not_read():
    with pytest.raises(ValueError, match="poem"):
        read(write(GUIDE).replace('"kind":"points"', '"kind":"poem"'))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("paper", Paper)
def test_nothing_that_people_type_stops_the_press(text, paper):
    made = pdf.render(said(text), paper)

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made.data)).pages]
    assert made.pages == len(pages)
    shown = "".join(c for c in text if c not in made.missing and not c.isspace())
    if shown.isascii():
        assert squeezed(shown) in squeezed("".join(pages))


def test_a_character_that_no_font_has_is_replaced_and_reported():
    made = pdf.render(replace(GUIDE, title="수준 and 👍 for \x07all"), Paper.LETTER)

    assert made.missing == ("\x07", "수", "준", "👍")
    assert "□□ and □ for all" in PdfReader(io.BytesIO(made.data)).pages[0].extract_text()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_text_fits_into_a_word_file(text):
    file = word.Document(io.BytesIO(docx.render(said(text))))

    assert len([one for one in file.paragraphs if one.style.name == "Heading 1"]) == 4


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_becomes_markup_in_markdown(text):
    made = markdown.render(said(text))

    ours = {"h1", "h2", "h3", "h4", "p", "ul", "li", "strong", "a", "hr", "blockquote", "br"}
    shown = html_of.markdown(made)
    assert set(re.findall(r"<\s*([a-z0-9!]+)", shown)) <= ours
    assert set(re.findall(r'href="([^"]*)"', shown)) == {
        "https://guide.example/guide",
        "https://guide.example/practices/0a1b2c",
    }
    assert made.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_becomes_markup_on_the_page(text):
    shown = page(said(text))

    assert "<script" not in shown
    assert "<b>b</b>" not in shown
    assert shown.count("<section") == 4


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_machines_can_read_every_text(text):
    made = json.loads(json_ld.render(said(text)).encode())

    assert read(json.dumps(made["document"])) == said(text)


# The PDF


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


@pytest.mark.parametrize("render", [printed, docx.render, markdown.render, json_ld.render, write])
def test_the_same_document_gives_the_same_bytes(render):
    assert render(GUIDE) == render(read(write(GUIDE)))


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


# The Word file


def test_the_word_file_has_real_headings_lists_and_a_language():
    file = word.Document(io.BytesIO(docx.render(GUIDE)))

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
    file = word.Document(io.BytesIO(docx.render(GUIDE)))

    headings = [one for one in file.paragraphs if one.style.name == "Heading 1"]
    assert [one.paragraph_format.page_break_before for one in headings] == [False, True, True, True]
    assert "w:tblHeader" in file.tables[0].rows[0]._tr.xml
    assert "w:tblHeader" not in file.tables[0].rows[1]._tr.xml


# The page and the data


def test_the_page_cites_practices_by_their_links():
    assert 'href="/practices/00000000000000000000"' in page(GUIDE)


def test_machines_learn_who_published_it_and_until_when_it_holds():
    made = json.loads(json_ld.render(GUIDE))

    assert made["@type"] == "LearningResource"
    assert made["name"] == GUIDE.title
    assert made["inLanguage"] == "en"
    assert made["datePublished"] == "2026-03-02"
    assert made["expires"] == "2026-09-30"
    assert made["identifier"]["value"] == GUIDE.content_hash
    assert made["publisher"]["name"] == GUIDE.district
