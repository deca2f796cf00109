"""Grades in the words of a query become the filter they mean."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.district import ROOT
from portal.search.criteria import Criteria, Known, parse
from portal.search.understood import read
from portal.vocabulary import words

VOCABULARY = words.read(Path(ROOT / "seed" / "vocabulary.json"))
KNOWN = Known(
    codes={"grade": VOCABULARY.codes("grades")},
    bands=VOCABULARY.bands,
    names={"grade": VOCABULARY.names("grades")},
)


@pytest.mark.parametrize(
    ("typed", "left", "grades"),
    [
        ("grade 7 fractions", "fractions", "07"),
        ("fractions for my 7th graders", "fractions", "07"),
        ("Seventh-Grade fractions", "fractions", "07"),
        ("gr. 7 & gr. 8 fractions", "& fractions", "07 08"),
        ("6th, 7th and 8th grade lab", "lab", "06 07 08"),
        ("grades 5-7 lab", "lab", "05 06 07"),
        ("grades 6 to 8 lab", "lab", "6-8"),
        ("K-2 phonics", "phonics", "pk-2"),
        ("Kinder centers", "centers", "KG"),
        ("pre-k story", "story", "PK"),
        ("elementary music", "music", "3-5 pk-2"),
        ("email to middle school families", "email families", "6-8"),
        ("HS biology", "biology", "9-12"),
        ("middle school 7th grade", "", "07"),
        ("ideas for 7th grade", "", "07"),
        ("fracciones para alumnos de séptimo grado", "fracciones", "07"),
        ("cuento 3er grado", "cuento", "03"),
        ("lectura grados 6 a 8", "lectura", "6-8"),
    ],
)
def test_a_grade_in_the_words_is_a_filter(typed, left, grades):
    assert read(Criteria(q=typed, page=3), KNOWN) == Criteria(q=left, grade=tuple(grades.split()))


@pytest.mark.parametrize(
    "typed",
    [
        '"grade 7" fractions',
        "story -kindergarten",
        "text at a 5th grade reading level",
        "on grade level",
        "17th grade",
        "grade 13",
        "7th period schedule",
        "one grade for the group",
        "K-12 newsletter",
        "any grade",
        "3-5 sentences",
        "science of reading",
        "english learners",
    ],
)
def test_what_may_mean_something_else_stays_as_it_was_typed(typed):
    assert read(Criteria(q=typed, page=3), KNOWN) == Criteria(q=typed, page=3)


def test_a_grade_that_was_chosen_counts():
    asked = Criteria(q="8th grade fractions", grade=("07",))

    assert read(asked, KNOWN) == asked
    assert read(asked.with_(q="7th grade fractions"), KNOWN) == asked.with_(q="fractions")


GRADED = st.lists(
    st.sampled_from(["grade", "7th", "8", "k", "-", "–", "to", "middle school", "kinder", '"', "for", ",", "séptimo"]),
    max_size=12,
).map(" ".join)


@given(GRADED | st.text(max_size=40), st.sampled_from([(), ("07",), ("6-8", "KG")]))
def test_what_was_understood_needs_no_second_look(typed, grade):
    asked = parse([("q", typed), *(("grade", code) for code in grade)], KNOWN)

    once = read(asked, KNOWN)

    assert read(once, KNOWN) == once == parse([("q", once.q), *once.active()], KNOWN)
    assert once.grade == asked.grade or not asked.grade
