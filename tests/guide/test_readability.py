"""The grade of a text: words, sentences and syllables, counted by rule of thumb."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.guide.readability import read, sentences, syllables

KNOWN = {
    1: ("cat", "the", "makes", "asked", "eyes", "whole", "don't", "2027"),
    2: ("pages", "table", "needed", "useful", "something", "question", "special", "isn't", "AI"),
    3: ("idea", "video", "period", "actual", "family", "practices", "PDF", "well-founded"),
    4: ("material", "education", "curriculum", "evaluate"),
    5: ("administrator", "recommendation", "evaluation"),
}
"""Words whose syllables everybody can clap."""


@pytest.mark.parametrize(("number", "word"), [(number, word) for number, words in KNOWN.items() for word in words])
def test_syllables_are_counted_as_they_are_spoken(number, word):
    assert syllables(word) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ask. Check. Then teach.", ["Ask.", "Check.", "Then teach."], id="full stops"),
        pytest.param("Ask Dr. Lee, e.g. at noon.", ["Ask Dr. Lee, e.g. at noon."], id="abbreviations"),
        pytest.param("It grew by 7.5 in May.", ["It grew by 7.5 in May."], id="decimals"),
        pytest.param("7. Ask again.", ["7. Ask again."], id="the number of an item"),
        pytest.param("We read in grade 7. Then we wrote.", ["We read in grade 7.", "Then we wrote."], id="a number"),
        pytest.param("A heading\nA sentence.", ["A heading", "A sentence."], id="headings and items"),
        pytest.param("“Really?” he said. (No.)", ["“Really?” he said.", "(No.)"], id="quotations"),
    ],
)
def test_sentences_end_where_a_reader_would_stop(text, expected):
    assert list(sentences(text)) == expected


def test_the_grade_is_that_of_the_formula():
    found = read("The cat sat on the mat. It was an idea.")

    # Ten words in two sentences, twelve syllables.
    assert (found.words, found.sentences, found.mean) == (10, 2, 5)
    assert found.grade == max(0, round(0.39 * 5 + 11.8 * 1.2 - 15.59, 1))
    assert read("Administrators recommend differentiated evaluations.").grade > read("We like good tests.").grade


def test_the_sentence_is_named_that_is_hardest_to_read():
    hard = "Educators should operationalize differentiated instructional methodologies."

    assert read(f"Ask first. {hard} Then teach it.").hardest == hard


@settings(max_examples=60)
@given(st.text())
def test_any_text_can_be_read(text):
    found = read(text)

    assert math.isfinite(found.grade)
    assert found.grade >= 0
    assert found.words >= found.sentences
    assert found.hardest in text


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["cat", "sat", "mat", "ran"]), min_size=1, max_size=30), st.data())
def test_a_longer_word_never_makes_a_text_easier(words, data):
    place = data.draw(st.integers(0, len(words) - 1))
    longer = [*words[:place], "education", *words[place + 1 :]]

    assert read(" ".join(longer)).grade >= read(" ".join(words)).grade
