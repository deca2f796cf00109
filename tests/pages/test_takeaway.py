"""A teacher takes what she found along: as Markdown, as a table, or on paper, with all that has to stand beside it."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.district import ROOT
from portal.pages import takeaway_csv, takeaway_markdown
from portal.pages.takeaway import CARE, PARTLY, Takeaway
from portal.pages.takeaway_csv import harmless
from portal.pages.takeaway_markdown import fenced
from portal.search.card import Card, Caution, Reports
from portal.trials.levels import Thresholds
from portal.vocabulary import words

VOCABULARY = words.read(ROOT / "seed" / "vocabulary.json")

FORMULA = '=HYPERLINK("https://elsewhere.example","Look")'

PROMPT = Card(
    "k1",
    "prompt",
    FORMULA,
    {"prompt": "Write {this}:\n```\n````\n# no heading\n", "checks": "-2+3 <b>*I*</b> look\n# twice"},
    ("math", "science"),
    ("6-8",),
    "assessments",
    tool=("claude",),
    minutes=-15,
    reports=Reports(worked=3, did_not=1, cautions=(Caution("maths", serious=True, reports=1),)),
)
STEPS = Card("k2", "workflow", "Steps", {"steps": "1. **Me:** read\n2. <i>it</i> [x](http://a.example)"}, (), (), "")
TAKEN = Takeaway(
    asked="“levels”",
    address="https://here.example/practices?q=levels",
    source="Show Me How, Harbor, edition 7",
    total=300,
    groups=(("", (PROMPT,)), (PARTLY, (STEPS,))),
    invented=False,
)


def seen(tag):
    """Give the words of rendered Markdown; this renderer leaves the backslash of an escape there that others know."""
    return tag.get_text().replace("\\", "")


@pytest.fixture(scope="session")
def blank(with_five: Path) -> Path:
    return with_five


def test_markdown_holds_every_word_and_no_word_becomes_markup():
    text = takeaway_markdown.render(TAKEN, VOCABULARY, Thresholds())
    page = BeautifulSoup(markdown.markdown(text, extensions=["fenced_code", "sane_lists"]), "html.parser")

    said = seen(page)
    assert [seen(tag) for tag in page.select("h1, h2")] == ["Practices for “levels”", FORMULA, "Steps"]
    assert page.select_one("pre").get_text() == PROMPT.words["prompt"]
    assert "-2+3 <b>*I*</b> look" in said
    assert [seen(tag) for tag in page.select("ol li")] == ["Me: read", "<i>it</i> [x](http://a.example)"]
    assert [tag.get_text() for tag in page.select("ol strong")] == ["Me:"]
    assert {tag["href"].partition("/practices")[0] for tag in page.select("a")} <= {"https://here.example"}
    for each in ("4 reports: 3 worked, 1 did not", CARE, PARTLY, "edition 7", "first 2", "300", TAKEN.address):
        assert each in said, each


@given(st.text(alphabet="`~ \na", max_size=40))
@example("```\n````")
@settings(max_examples=60)
def test_no_prompt_closes_its_fence(text):
    first, *inside, last = fenced(text).split("\n")

    assert first == f"{last}text"
    assert not any(line.strip().startswith(last) for line in inside)


def test_a_table_has_codes_and_labels_and_no_formula():
    text = takeaway_csv.render(TAKEN, VOCABULARY)
    assert text.startswith("\ufefftitle,kind,")
    assert "\r\n" in text
    first, second = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))

    assert first["title"] == f"'{FORMULA}"
    assert first["checks"] == f"'{PROMPT.words['checks']}"
    assert first["prompt"] == PROMPT.words["prompt"]
    assert (first["subject"], first["subject_label"]) == ("math;science", "Mathematics; Science")
    assert (first["minutes"], first["worked"], first["did_not"]) == ("-15", "3", "1")
    assert (second["steps"], second["minutes"]) == (STEPS.words["steps"], "")
    for row in (first, second):
        assert (row["question"], row["found_at"], row["source"]) == (TAKEN.asked, TAKEN.address, TAKEN.source)
        assert CARE in row["note"]
        assert "first 2" in row["note"]
    assert None not in first, "a row has as many cells as there are columns"


@given(st.text(alphabet="=+-@\t\r\n＝'a ", max_size=4))
@settings(max_examples=60)
def test_no_cell_begins_like_a_formula(text):
    cell = harmless(text)

    assert not str(cell).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert cell in (text, f"'{text}")


def test_what_was_not_cut_says_only_how_many():
    whole = replace(TAKEN, total=2, asked="")

    assert whole.title == "Practices"
    assert whole.notes == ("2 practices.", CARE)


def test_who_takes_nothing_along_reads_that_nothing_was_found():
    none = replace(TAKEN, total=0, groups=(("", ()),))

    assert "> We found nothing for “levels” yet." in takeaway_markdown.render(none, VOCABULARY, Thresholds())
    assert replace(none, asked="").notes == ("No practice is public yet.",)


def test_a_teacher_takes_all_pages_along_under_one_address(reader, app):
    client = app.test_client()
    for path in ("/practices.md", "/practices.csv", "/practices/print"):
        answer = client.get(f"{path}?subject=math")
        assert answer.status_code == 200
        assert "Three reading levels" in answer.text
        assert "http://localhost/practices?subject=math" in answer.text.replace("&amp;", "&")
        elsewhere = client.get(f"{path}?page=2&subject=math&colour=red")
        assert (elsewhere.status_code, elsewhere.headers["Location"]) == (302, f"{path}?subject=math")
        assert client.get(f"{path}?q=nothingofthekind").status_code == 200
    assert client.get("/practices.csv").headers["Content-Disposition"] == 'attachment; filename="practices.csv"'
    assert "/practices/print" in client.get("/practices.odt").text

    sheet = reader.open("/practices/print?subject=math")
    assert len(sheet.soup.select("article")) == 4
    assert CARE in sheet.text
    assert sheet.one(".prompt").get_text().startswith("Write an exit ticket")
