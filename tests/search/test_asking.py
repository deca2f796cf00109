"""How a query is read: what it asks for together, leaves out, and means besides."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.district import ROOT, SettingsError
from portal.search import synonyms
from portal.search.asking import SYNONYM, ask
from portal.search.question import Variant
from portal.search.stops import says_little
from portal.search.words import Words, spelt

WORDS = Words(synonyms.read(ROOT / "seed" / synonyms.NAME))

TYPED = st.text(max_size=60) | st.lists(
    st.sampled_from(
        ['"', "“", "”", "-", "−", "exit", "slip", "IEP", "parents", "padres", "re-teach", "7th", "the", "평가를", "😀"]
    ),
    max_size=14,
).map(" ".join)


def plains(query, words=WORDS):
    return [word.plain for word in ask(query, words).words]


def holds(text, query, language="en"):
    """Say whether a text has every word of a query."""
    held = set(WORDS.tokens(text, language))
    return all(any(held.issuperset(each.tokens) for each in word.variants) for word in ask(query, WORDS).words)


@pytest.mark.parametrize(
    "query", ['"exit ticket"', "“exit ticket”", "«exit ticket»", 'the "exit ticket"', '"exit ticket" "']
)
def test_quotation_marks_keep_words_together(query):
    (phrase,) = ask(query, WORDS).words

    assert phrase.plain == "exit ticket"
    assert phrase.variants[0] == Variant(("exit", "ticket"), adjacent=True)
    assert all(variant.adjacent for variant in phrase.variants)


def test_a_minus_leaves_a_word_or_a_phrase_out():
    question = ask('story -quiz −"exit ticket" mini-lesson -5', WORDS)

    assert [word.plain for word in question.without] == ["quiz", "exit ticket"]
    assert [word.plain for word in question.words] == ["story", "minilesson", "5"]


@pytest.mark.parametrize(
    "query", ["", '"', '""', "-", "- -", '-"', '-""', "\x00\x1b", "?! — ''", "\u200b", "-the", '"?"', "“ ”"]
)
def test_what_holds_no_word_asks_for_nothing(query):
    question = ask(query, WORDS)

    assert (question.words, question.without, question.corrections) == ((), (), ())


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("how do I write an email to a parent about late homework", ["email", "parent", "late homework"]),
        ("I need help with ideas for a rubric please", ["rubric"]),
        ("AI for fractions", ["fractions"]),
        ("make a quiz", ["make", "quiz"]),
        ("use of student data", ["use", "student data"]),
        ("the help I want", ["help", "want"]),
        ("quiero una carta para los padres", ["carta", "padres"]),
        ("5 questions in 10 minutes", ["5", "questions", "10", "minutes"]),
        ("the 504 plan", ["504 plan"]),
    ],
)
def test_words_that_tell_nothing_do_not_count_beside_others(typed, told):
    assert plains(typed) == told


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ELL", "Support for multilingual learners"),
        ("english language learners", "My ELLs"),
        ("SPED", "a plan for special education"),
        ("differentiated instruction", "We differentiate every text"),
        ("bell ringers", "A warm-up in three minutes"),
        ("scoring guide", "Rubrics for essays"),
        ("hallucination", "It made up a source"),
        ("handouts", "one more worksheet"),
        ("gym", "for PE class"),
        ("note home", "Emails that families read"),
    ],
)
def test_teachers_find_what_colleagues_call_otherwise(typed, written):
    assert holds(written, typed)
    assert all(variant.worth == SYNONYM for word in ask(typed, WORDS).words for variant in word.variants[2:])


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("language arts", "English learners"),
        ("ELL", "El Niño and the weather"),
        ("grade papers", "Grade 7"),
        ("slides", "The present level of a student"),
        ("meeting minutes", "in five minutes"),
        ("mental health", "health care"),
    ],
)
def test_groups_stay_narrow(typed, written):
    assert not holds(written, typed)


def test_a_group_reaches_into_the_other_language():
    assert holds("Una carta a las familias", "letter parents", "es")
    assert holds("A letter to families", "carta para los padres")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("evaluacion", "evaluaciones"),
        ("evaluación", "evaluar"),
        ("exámenes", "un examen"),
        ("fraccion", "Fracciones"),
        ("lápiz", "lapices"),
        ("maestras", "el maestro"),
        ("calificar", "Calificación y calificaciones"),
        ("escribir", "Escribe, escriban, escribiendo"),
        ("tareas", "tarea"),
        ("actividad", "actividades"),
        ("3er grado", "grado 3"),
        ("exit tickets", "un exit ticket"),
        ("chatgpt", "con ChatGPT"),
    ],
)
def test_spanish_words_meet_in_their_forms(typed, written):
    assert holds(written, typed, "es")


@pytest.mark.parametrize(("typed", "written"), [("área", "they are here"), ("nota", "not here"), ("tema", "a team")])
def test_a_spanish_stem_meets_no_english_word(typed, written):
    assert not holds(written, typed)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("quiz,, test", "line 2: nothing stands"),
        ("quiz", "line 2: 'quiz' stands alone"),
        ("Quiz, quiz", "line 2: a word"),
    ],
)
def test_a_mistake_in_the_list_is_named_by_its_line(tmp_path, line, said):
    path = tmp_path / "synonyms.txt"
    path.write_text(f"# tests\n{line}  # here\n", encoding="utf-8")

    with pytest.raises(SettingsError, match=said):
        synonyms.read(path)


def test_a_district_may_have_its_own_list(tmp_path):
    (tmp_path / "synonyms.txt").write_text("\ufeffquiz, Check-up\n\n# more\n", encoding="utf-8")

    assert synonyms.read(synonyms.beside(tmp_path)) == (("quiz", "Check-up"),)
    assert len(synonyms.read(synonyms.beside(tmp_path / "elsewhere"))) >= 120


def test_ten_thousand_characters_are_a_query():
    assert len(ask('fractions "a b -' * 700, WORDS).words) <= 5
    assert ask("x" * 10_000, WORDS).words[0].plain == "x" * 60


@given(TYPED)
def test_no_word_is_lost_in_silence(typed):
    question = ask(typed, WORDS)

    places = [(word.start, word.end) for word in (*question.words, *question.without)]
    kept = {plain for word in (*question.words, *question.without) for plain, _ in spelt(typed[word.start : word.end])}
    assert all(0 <= start < end <= len(typed) for start, end in places)
    assert all(plain in kept or says_little(plain) for plain, _ in spelt(typed))


@given(st.text(max_size=60), st.sampled_from(["en", "es", "ko"]))
@settings(max_examples=60)
def test_a_practice_is_found_by_its_own_words(text, language):
    assert holds(text, text.replace('"', " ").replace("-", " "), language)


@given(TYPED, st.sampled_from(["en", "es"]))
def test_places_of_any_text_hold_the_token(text, language):
    for token in WORDS.tokens(text, language):
        spans = WORDS.spans(text, {token}, language)
        assert spans
        assert all(token in WORDS.tokens(text[start:end], language) for start, end in spans)
