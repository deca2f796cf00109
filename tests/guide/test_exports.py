"""The renderings of the guide: all say the same, and none can be broken by what people type."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup
from conftest import settings_for
from guide.leaflet import CAUGHT, DOUBT, GUIDE, HOSTILE, WORKS, read_back, said, squeezed, told, words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.app import create_app
from portal.guide import document as guide
from portal.guide import rendering
from portal.guide.document import Answer, Lines, Points, Question, Section, Signatures, Text
from portal.guide.exports import pdf
from portal.guide.wording import legible
from portal.guide.written import read, write

FORMS = ("pdf", "docx", "html", "md", "json")
FOR_PEOPLE = FORMS[:-1]


@pytest.fixture(scope="module", autouse=True)
def district(blank):
    app = create_app(settings_for(blank))
    with app.app_context():
        yield


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_all_of_the_document(form):
    lapsed = replace(GUIDE, lapsed=True)

    words = told(lapsed, form)

    expected = [*words_of(lapsed), DOUBT, guide.LAPSED, guide.INVENTED]
    assert [text for text in expected if squeezed(text) not in words] == []


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_every_form_for_people_has_its_dates_as_they_are_said_and_a_sign_before_a_doubt(form):
    words = told(GUIDE, form)

    for text in ("February 27, 2026", "March 2, 2026", "review by September 30, 2026", f"{guide.AGAIN} {DOUBT}"):
        assert squeezed(text) in words
    assert words.count(squeezed(DOUBT)) == 1


@pytest.mark.parametrize("form", FORMS)
def test_no_form_warns_of_an_issue_that_holds_in_a_district_that_is_real(form):
    words = told(replace(GUIDE, invented=False), form)

    assert squeezed(guide.LAPSED) not in words
    assert squeezed(guide.INVENTED) not in words


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_every_form_says_that_a_draft_is_a_draft_and_that_nobody_has_signed_it(form):
    unsigned = Section("Our promise", (("Signed", Signatures(())),))

    words = told(replace(GUIDE, number=0, published="", sections=(*GUIDE.sections[:-1], unsigned)), form)

    assert "Draft" in words
    assert squeezed("Not signed yet.") in words


def test_another_process_gives_the_same_bytes(tmp_path):
    stored = tmp_path / "guide.json"
    stored.write_text(write(GUIDE), encoding="utf-8")
    program = (
        "import sys, hashlib; from pathlib import Path; from portal.guide import rendering, written;"
        "document = written.read(Path(sys.argv[1]).read_text(encoding='utf-8'));"
        "print(*(hashlib.sha256(rendering.render(document, form)).hexdigest() for form in sys.argv[2:]))"
    )
    forms = [form for form in FORMS if form != "html"]

    there = subprocess.run(
        [sys.executable, "-c", program, str(stored), *forms],
        cwd=Path(guide.__file__).parents[2],
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert there.stdout.split() == [hashlib.sha256(rendering.render(GUIDE, form)).hexdigest() for form in forms]


def test_the_page_to_take_away_needs_no_other_file_and_leads_to_the_practices():
    page = BeautifulSoup(rendering.render(GUIDE, "html"), "html.parser")

    assert not page.select("[src], link, script")
    assert ".guide__page > h2" in page.style.string
    practice = f"https://guide.example/practices/{WORKS[0].cites[0][0]}"
    assert {practice, GUIDE.url} <= {link["href"] for link in page.select("a[href]")}


def test_machines_learn_who_published_it_what_it_rests_on_and_until_when_it_holds():
    made = json.loads(rendering.render(GUIDE, "json"))

    assert made["@type"] == "LearningResource"
    assert made["name"] == GUIDE.title
    assert made["description"] == "Use AI for what you can check, keep students out of it, and show a colleague."
    assert (made["inLanguage"], made["datePublished"], made["expires"]) == ("en", "2026-03-02", "2026-09-30")
    assert made["identifier"]["value"] == GUIDE.content_hash
    assert made["publisher"]["name"] == GUIDE.district
    assert {cited["name"] for cited in made["citation"]} == {
        title for line in WORKS + CAUGHT for _, title in line.cites
    }


# What people type

LETTERS = st.characters(exclude_categories=["Cs"]) | st.sampled_from(
    "ñßœŁαЯğ“—’…é\u0301€½→שم세字👍\u200d\u00ad\ufe0f\u202e"
)


@settings(max_examples=15)
@given(st.text(LETTERS | st.characters(max_codepoint=0x17F), min_size=1, max_size=30))
def test_what_people_type_comes_out_right_in_every_form_or_is_reported(text):
    document = replace(
        GUIDE, sections=(Section("Start here", (("", Text(text)), ("Before", Points((f"{text} and more",))))),)
    )

    made = pdf.render(document, pdf.Paper.LETTER)

    kept = squeezed("".join(c for c in text if legible(c)))
    for form in ("docx", "html", "md"):
        assert told(document, form).count(kept) >= 2, form
    assert read(json.dumps(json.loads(rendering.render(document, "json"))["document"])) == document
    printed = squeezed("".join(c for c in text if c not in made.missing))
    assert Counter(printed + printed) - Counter(read_back(made.data, "pdf")) == Counter()


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
def test_no_text_becomes_markup_in_markdown(text):
    made = rendering.render(said(text), "md").decode()

    ours = {"h1", "h2", "h3", "h4", "p", "ul", "li", "strong", "a", "hr", "blockquote", "br"}
    shown = markdown.markdown(made)
    assert set(re.findall(r"<\s*([a-z0-9!]+)", shown)) <= ours
    assert set(re.findall(r'href="([^"]*)"', shown)) == {
        "https://guide.example/guide",
        "https://guide.example/practices/0a1b2c",
    }


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_becomes_markup_on_the_page(text):
    page = BeautifulSoup(rendering.render(said(text), "html"), "html.parser")

    assert not page.main.select("script, b b")
    assert len(page.select("section")) == 4


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_machines_can_read_every_text(text):
    made = json.loads(rendering.render(said(text), "json"))

    assert read(json.dumps(made["document"])) == said(text)


LONG = ("Take the names out, then read it line by line before you rely on any of it. " * 6)[:400]
TOO_MUCH = {
    "a paragraph of 40,000 characters": Text(LONG * 100),
    "a word of 300 characters": Points(("Donaudampfschifffahrt" * 15,)),
    "a tree of 400 characters to an answer": guide.Tree(
        (
            Question(1, LONG, Answer(LONG), Answer(next=2)),
            Question(2, LONG, Answer(next=3), Answer(LONG)),
            Question(3, LONG, Answer(LONG), Answer(LONG)),
        )
    ),
    "six lines of 400 characters to a field": Lines(
        tuple(replace(line, fields=tuple((label, LONG) for label, _ in line.fields)) for line in WORKS)
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("block", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_text_is_all_there(block, form):
    document = replace(GUIDE, sections=(Section("Start here", (("Much", block),)),))

    letters = Counter(told(document, form))

    # Where a page ends within a paragraph, its footer comes between.
    assert Counter(squeezed("".join(words_of(document)))) - letters == Counter()


@pytest.mark.parametrize("form", FORMS)
def test_a_guide_that_says_nothing_is_rendered(form):
    empty = tuple((("", block),) for block in (Text(""), Points(()), guide.Tree(()), Lines(()), Signatures(())))

    made = rendering.render(
        replace(GUIDE, title="", district="", url="", sections=(Section("", ()), *(Section("", e) for e in empty))),
        form,
    )

    assert made
