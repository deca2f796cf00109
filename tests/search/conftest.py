"""A small edition to search in: a dozen invented cards under short ids."""

from dataclasses import replace
from pathlib import Path

import pytest

from portal.search.building import build
from portal.search.card import Card, Reports
from portal.search.criteria import GUIDE, LEVELS, Known
from portal.search.index import Index

BANDS = {
    "pk-2": ("PK", "TK", "KG", "01", "02"),
    "3-5": ("03", "04", "05"),
    "6-8": ("06", "07", "08"),
    "9-12": ("09", "10", "11", "12"),
}

KNOWN = Known(
    codes={
        "subject": ("english", "math", "science", "languages", "any", "special-ed"),
        "grade": (*BANDS, *(grade for grades in BANDS.values() for grade in grades), "UG"),
        "kind": ("prompt", "workflow", "caught"),
        "task": ("prep", "worksheets", "assessments", "feedback", "families"),
        "tool": ("chatgpt", "gemini", "notebooklm"),
        "level": LEVELS,
        "language": ("en", "es", "ko"),
        "guide": GUIDE,
    },
    bands=BANDS,
)

NAMES = {
    "english": "English language arts",
    "math": "Mathematics",
    "special-ed": "Special education",
    "feedback": "Grading and feedback",
    "families": "Writing to families",
    "KG": "Kindergarten",
    "07": "Grade 7",
    "6-8": "Grades 6 to 8",
}

PLAIN = Card(
    id="",
    kind="prompt",
    title="",
    words={"prompt": "", "when": "On Sunday evening.", "checks": "I read every line."},
    subject=("english",),
    grade=("6-8",),
    task="prep",
)


def prompt(key, title, text, **other):
    """Lay out a prompt; what the test does not care about is plain."""
    checks = other.pop("checks", PLAIN.words["checks"])
    words = {"prompt": text, "when": PLAIN.words["when"], "checks": checks}
    return replace(PLAIN, id=key, title=title, words=words, **other)


CARDS = (
    prompt(
        "a1",
        "Three reading levels from one article",
        "Rewrite {article} for grades {low} and {high}. Keep every fact and every number.",
        checks="I compare all three versions with the article.",
        tool=("chatgpt", "gemini"),
        level="official",
        guide=True,
        minutes=40,
        edition=1,
        reports=Reports(worked=5, changes=2, occasions=3, minutes=60),
    ),
    prompt(
        "b2",
        "Word problems with local places",
        "Write six word problems about fractions for {grade}. Show the working of each one.",
        subject=("math",),
        grade=("07",),
        task="worksheets",
        tool=("chatgpt",),
        level="tried",
        minutes=25,
        edition=1,
        reports=Reports(worked=3, occasions=2),
    ),
    prompt(
        "c3",
        "Exit tickets in five minutes",
        "Make five exit tickets on {topic}. The last one asks what is still unclear.",
        subject=("any",),
        grade=("UG",),
        task="assessments",
        edition=2,
        reports=Reports(worked=9, did_not=1, occasions=3),
        level="holding-up",
    ),
    replace(
        PLAIN,
        id="d4",
        kind="workflow",
        title="From a week of drafts to one mini-lesson",
        words={
            "steps": "1. I take the names out of ten drafts.\n2. I ask for **three common errors**.",
            "checks": "I reread four drafts myself.",
        },
        task="feedback",
        edition=2,
    ),
    replace(
        PLAIN,
        id="e5",
        kind="caught",
        title="An answer key with a wrong sign",
        words={
            "asked": "An answer key on subtracting negative numbers.",
            "output": "“−3 − (−5) = −8.”",
            "now": "I work every key by hand before I print it.",
        },
        picks={"wrong": ("key", "maths"), "found": ("worked",)},
        subject=("math",),
        grade=("08",),
        task="assessments",
        minutes=-10,
        edition=3,
    ),
    prompt(
        "f6",
        "수행평가 기준 만들기",
        "당신은 중학교 수학 평가 전문가입니다. 학생의 평가를 도와주세요. 책을 읽고 쓴 글도 봅니다.",
        subject=("math",),
        grade=("6-8",),
        task="assessments",
        language="ko",
        edition=3,
    ),
    prompt(
        "g7",
        "Carta a casa en español",
        "Escribe una carta corta a las familias sobre la evaluación de mañana.",
        subject=("languages",),
        grade=("9-12",),
        task="families",
        language="es",
        edition=3,
    ),
    prompt(
        "h8",
        "Picture stories for the youngest",
        "Tell a story of six pictures about {animal}. Use words that a child can sound out.",
        grade=("pk-2",),
        edition=1,
        imported=True,
    ),
    prompt(
        "i9",
        "Goals for a plan",
        "Suggest a measurable goal from these notes: {notes}. Leave out the student's name.",
        subject=("special-ed",),
        grade=("3-5",),
        edition=2,
    ),
    prompt(
        "j10",
        "Re-teaching after a quiz",
        "Here are the questions most students missed. Plan a twenty-minute lesson to re-teach them.",
        subject=("science",),
        grade=("06", "07"),
        edition=2,
    ),
    prompt(
        "k11",
        "Photosynthesis in a story",
        "Explain photosynthesis as a story told by a leaf. " + "Then ask one question at a time. " * 20,
        subject=("science",),
        grade=("3-5",),
        edition=1,
    ),
    prompt(
        "l12",
        "Debate both sides",
        "Argue for and against {question}, l'école d'été aside.",
        grade=("10",),
        edition=3,
    ),
)


def labels(card):
    """Say a card's codes in words, as the vocabulary would."""
    codes = (*card.subject, *card.grade, card.task, *card.tool)
    return " ".join(NAMES.get(code, "") for code in codes)


def opened(folder: Path, cards, synonyms=()) -> Index:
    """Build an index in a new folder and open it."""
    folder.mkdir()
    build(folder, cards, known=replace(KNOWN, synonyms=synonyms), labels=labels)
    return Index.open(folder)


@pytest.fixture
def cards():
    return CARDS


@pytest.fixture
def known():
    return KNOWN


@pytest.fixture
def card():
    """Lay out a prompt with some of its fields given."""
    return prompt


@pytest.fixture
def name_of():
    return labels


@pytest.fixture
def index_of(tmp_path):
    """Build and open an index of other cards."""
    built = []

    def build_one(cards, synonyms=()):
        built.append(opened(tmp_path / f"edition-{len(built)}", cards, synonyms))
        return built[-1]

    yield build_one
    for each in built:
        each.close()


@pytest.fixture(scope="session")
def index(tmp_path_factory):
    """The open index of the dozen cards."""
    with_all = opened(tmp_path_factory.mktemp("search") / "edition", CARDS)
    yield with_all
    with_all.close()
