"""A whole guide to render, what people might type into one, and how each form is read back."""

import io
import json
import re
import string
import unicodedata
from dataclasses import replace

import docx
import markdown
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from pypdf import PdfReader

from portal.guide import rendering
from portal.guide.document import (
    Answer,
    Block,
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

DOUBT = "We are looking at this again: ChatGPT changed on May 3, 2027."

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
        Section("What works here", (("", Lines((replace(WORKS[0], doubt=DOUBT), *WORKS[1:]))),)),
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


def told(document: Document, form: str) -> str:
    """Read back all that a form says, without what line breaks and columns may change."""
    return read_back(rendering.render(document, form), form)


def read_back(file: bytes, form: str) -> str:
    """Read from the bytes of a file all that it says."""
    return squeezed(_WORDS[form](file))


def squeezed(text: str) -> str:
    """Leave out what has no ink, and write each letter in one way."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] not in "CZ")


def words_of(document: Document) -> list[str]:
    """List every heading, text, signature and the fingerprint."""
    found = [document.title, document.district, document.content_hash, *document.notices]
    for section in document.sections:
        found.append(section.heading)
        for subheading, block in section.blocks:
            found += [subheading, *_words_of_block(block)]
    return found


def _words_of_block(block: Block) -> list[str]:
    match block:
        case Text(text):
            return text.split("\n")
        case Points(items):
            return list(items)
        case Tree(questions):
            return [part for one in questions for part in (one.text, one.yes.action, one.no.action)]
        case Lines(lines):
            fields = [part for line in lines for field in line.fields for part in field]
            return [part for line in lines for part in (line.heading, line.evidence, line.doubt)] + fields
        case Signatures(signatures):
            return [part for one in signatures for part in (one.side, one.name)]


def _pdf(file: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)


def _word(file: bytes) -> str:
    return "".join(tag.text or "" for tag in docx.Document(io.BytesIO(file)).element.body.iter(qn("w:t")))


def _markdown(file: bytes) -> str:
    # Python's Markdown knows only some of the escapes that Markdown has now.
    known = re.sub(r"\\([^`*_{}\[\]()>#+.!-])", _known, file.decode())
    return BeautifulSoup(markdown.markdown(known), "html.parser").get_text()


def _known(escape: re.Match[str]) -> str:
    return {"\\": "\\\\", "\n": "  \n"}.get(escape[1], f"&#{ord(escape[1])};")


def _html(file: bytes) -> str:
    return BeautifulSoup(file, "html.parser").main.get_text()


def _texts(value: object) -> list[str]:
    if isinstance(value, dict | list):
        return [text for part in (value.values() if isinstance(value, dict) else value) for text in _texts(part)]
    return [str(value)]


_WORDS = {
    "pdf": _pdf,
    "docx": _word,
    "md": _markdown,
    "html": _html,
    "json": lambda file: "".join(_texts(json.loads(file))),
}
