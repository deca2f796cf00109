"""What counts as a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.asking import ask
from portal.search.words import Words

WORDS = Words()


def asked(query):
    return ask(query, WORDS).words


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        pytest.param("rubric", "Rubrics", id="number and case"),
        pytest.param("summarizing", "summarized", id="endings"),
        pytest.param("quizzes", "quiz", id="a doubled letter"),
        pytest.param("evaluacion", "evaluación", id="no accent typed"),
        pytest.param("evaluación", "EVALUACION", id="no accent written"),
        pytest.param("cafe", "cafe\u0301", id="an accent of its own"),
        pytest.param("smorrebrod", "smørrebrød", id="letters no accent can be taken from"),
        pytest.param("strasse", "Straße", id="a sharp s"),
        pytest.param("teacher", "the teacher’s desk", id="a possessive"),
        pytest.param("students'", "student", id="a possessive of many"),
        pytest.param("don’t", "don't", id="two apostrophes"),
        pytest.param("école", "l’école d’été", id="a French article"),
        pytest.param("reteach", "re-teaching", id="a hyphen written"),
        pytest.param("re-teach", "reteach", id="a hyphen typed"),
        pytest.param("re-teach", "re\u2010teach", id="another hyphen"),
        pytest.param("teach", "re-teach", id="a part of a hyphenated word"),
        pytest.param("grade 7", "Grades 6, 7 and 8", id="a number"),
        pytest.param("7th grade", "Grade 7", id="an ordinal number"),
        pytest.param("6-8", "grades 6 to 8", id="numbers with a hyphen"),
        pytest.param("student name", "{student_name}", id="a placeholder"),
        pytest.param("abc", "ＡＢＣ", id="wide letters"),
        pytest.param("finding", "ﬁnd", id="a ligature"),
        pytest.param("cooperate", "co\u00adoperate", id="a soft hyphen"),
        pytest.param("평가", "평가를 도와주세요", id="Korean with a particle"),
        pytest.param("평가를", "수행평가 기준", id="a particle typed"),
        pytest.param("평가", "평가를", id="Korean in loose letters"),
        pytest.param("책", "책을 읽고", id="one Korean syllable"),
        pytest.param("3학년", "초등 3학년", id="a number beside Hangul"),
        pytest.param("作文", "请写作文", id="Chinese"),
        pytest.param("テスト", "小ﾃｽﾄ", id="narrow Kana"),
        pytest.param("книга", "КНИГА", id="Cyrillic"),
        pytest.param("किताब", "एक किताब", id="vowel signs"),
    ],
)
def test_a_word_is_found_as_it_is_typed(typed, written):
    held = set(WORDS.tokens(written))

    assert all(any(held.issuperset(each.tokens) for each in word.variants) for word in asked(typed))
    assert asked(typed)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("art", "party"), ("평가", "가평"), ("reach", "re-teach"), ("68", "6-8"), ("grading", "grade 7")],
)
def test_other_words_stay_apart(typed, written):
    held = set(WORDS.tokens(written))

    assert not any(held.issuperset(each.tokens) for word in asked(typed) for each in word.variants)


def test_words_of_every_text_do_not_count():
    assert [word.plain for word in asked("how do I make the rubric")] == ["make", "rubric"]


def test_words_of_every_text_count_when_there_is_nothing_else():
    assert [word.plain for word in asked("to be or not to be")] == ["to", "be", "or", "not"]


def test_a_query_without_words_asks_nothing():
    assert asked(" ?! — '' \u200b") == ()


def test_each_word_is_asked_once():
    assert [word.plain for word in asked("Quiz quizzes quiz story")] == ["quiz", "story"]


@pytest.mark.parametrize(
    ("text", "token", "found"),
    [
        pytest.param("Rubrics for the rubric.", "rubric", ["Rubrics", "rubric"], id="endings and all"),
        pytest.param("The teacher’s plan", "teacher", ["teacher"], id="without its apostrophe"),
        pytest.param("We re-teach it", "reteach", ["re-teach"], id="with its hyphen"),
        pytest.param("We re-teach it", "teach", ["teach"], id="only the part"),
        pytest.param("①  ﬁve\u0301 cafe\u0301s", "cafe", ["cafe\u0301s"], id="after letters that fold into more"),
        pytest.param("수행평가를 봅니다", "평가", ["평가"], id="inside a Korean word"),
        pytest.param("작문 평가", "평가", ["평가"], id="in loose letters"),
    ],
)
def test_the_place_of_a_word_is_told_in_code_points(text, token, found):
    assert [text[start:end] for start, end in WORDS.spans(text, {token})] == found


def test_places_that_overlap_are_one():
    assert WORDS.spans("수행평가를", {"수행", "행평", "평가"}) == [(0, 4)]


@given(st.text(max_size=60))
def test_every_token_of_a_text_has_a_place_in_it(text):
    tokens = WORDS.tokens(text)

    for token in tokens:
        assert WORDS.spans(text, {token})
    assert all(token and not any(sign.isspace() for sign in token) for token in tokens)


@given(st.text(max_size=60))
def test_a_text_is_found_by_itself(text):
    held = set(WORDS.tokens(text))

    assert all(any(held.issuperset(each.tokens) for each in word.variants) for word in asked(text))


@given(st.text(max_size=60))
def test_places_lie_inside_the_text_in_order_and_apart(text):
    spans = WORDS.spans(text, set(WORDS.tokens(text)))

    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(start < end <= len(text) for start, end in spans)
