"""Questions and their answers."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from portal.search.asking import ask
from portal.search.card import Reports
from portal.search.criteria import Criteria, Sort
from portal.search.facets import STEPS
from portal.search.words import Words


def ids(found):
    return [hit.card.id for hit in found.hits]


def text(pairs):
    return "".join(words for words, _ in pairs)


def marks(pairs):
    return [words for words, on in pairs if on]


def counts(found, name):
    return {option.value: option.count for option in found.facets[name]}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        pytest.param("fractions", {"b2"}, id="a word of the text"),
        pytest.param("FRACTION", {"b2"}, id="its ending and case"),
        pytest.param("fraction places", {"b2"}, id="words of text and title together"),
        pytest.param("fraction leaf", set(), id="never in one practice"),
        pytest.param("reteach", {"j10"}, id="without the hyphen"),
        pytest.param("evaluacion", {"g7"}, id="without the accent"),
        pytest.param("평가", {"f6"}, id="Korean with a particle"),
        pytest.param("평가를", {"f6"}, id="Korean with a particle typed"),
        pytest.param("책", {"f6"}, id="one syllable"),
        pytest.param("mathematics", {"b2", "e5", "f6"}, id="a subject's name"),
        pytest.param("math", {"b2", "e5", "f6"}, id="a subject's code"),
        pytest.param("7th grade fractions", {"b2"}, id="a grade's name"),
        pytest.param("kindergarten", {"h8"}, id="a grade of the band"),
        pytest.param("chatgpt article", {"a1"}, id="a tool"),
        pytest.param("article low", {"a1"}, id="a placeholder"),
        pytest.param("photosyn*", set(), id="no wildcard"),
        pytest.param("title:fractions", set(), id="no field"),
        pytest.param("fractions OR leaf", set(), id="no operator"),
        pytest.param("[a TO z]", set(), id="no range"),
    ],
)
def test_words_find_the_practices_that_hold_all_of_them(index, query, wanted):
    found = index.find(Criteria(q=query))

    assert set(ids(found)[: found.exact]) == wanted


@pytest.mark.parametrize("query", ["story", "the", "re-teach lesson", "평가", "grade 7", "one question at a time"])
def test_the_index_finds_what_reading_every_card_finds(index, cards, name_of, known, query):
    words = Words()

    def holds(card):
        graded = replace(card, grade=card.grade + tuple(g for code in card.grade for g in known.bands.get(code, ())))
        codes = (card.kind, card.task, *card.subject, *card.tool)
        held = {
            *words.tokens("\n".join((card.title, *card.words.values())), card.language),
            *words.tokens("\n".join((name_of(graded), *codes))),
        }
        return all(any(held.issuperset(each.tokens) for each in word.variants) for word in ask(query, words).words)

    found = index.find(Criteria(q=query))

    assert set(ids(found)[: found.exact]) == {card.id for card in cards if holds(card)}
    assert found.total == len(found.hits) == index.count(Criteria(q=query))


def test_without_a_question_everything_is_shown(index, cards):
    found = index.find(Criteria())

    assert (found.total, found.page, found.pages) == (len(cards), 1, 1)


@pytest.mark.parametrize(
    ("criteria", "wanted"),
    [
        pytest.param(Criteria(subject=("math",)), {"b2", "c3", "e5", "f6"}, id="a subject, and what is for any"),
        pytest.param(Criteria(subject=("any",)), {"c3"}, id="what is for any subject"),
        pytest.param(Criteria(subject=("languages", "special-ed")), {"c3", "g7", "i9"}, id="either subject"),
        pytest.param(Criteria(grade=("07",)), {"a1", "b2", "c3", "d4", "f6", "j10"}, id="a grade, and its band"),
        pytest.param(Criteria(grade=("6-8",)), {"a1", "b2", "c3", "d4", "e5", "f6", "j10"}, id="a band's grades"),
        pytest.param(Criteria(grade=("UG",)), {"c3"}, id="what is for any grade"),
        pytest.param(Criteria(grade=("10",)), {"c3", "g7", "l12"}, id="another grade"),
        pytest.param(Criteria(subject=("math",), grade=("08",)), {"c3", "e5", "f6"}, id="both at once"),
        pytest.param(Criteria(kind=("workflow", "caught")), {"d4", "e5"}, id="kinds"),
        pytest.param(Criteria(task=("families",)), {"g7"}, id="a task"),
        pytest.param(Criteria(tool=("gemini",)), {"a1"}, id="one of a card's tools"),
        pytest.param(Criteria(level=("official", "tried")), {"a1", "b2"}, id="levels"),
        pytest.param(Criteria(language=("ko",)), {"f6"}, id="a language"),
        pytest.param(Criteria(guide=("yes",)), {"a1"}, id="the guide"),
        pytest.param(Criteria(minutes=25), {"a1", "b2"}, id="minutes"),
        pytest.param(Criteria(minutes=50), {"a1"}, id="minutes as reported, over the author's"),
        pytest.param(Criteria(minutes=61), set(), id="too many minutes"),
        pytest.param(Criteria(q="story", subject=("science",)), {"k11"}, id="words and a filter"),
    ],
)
def test_filters_leave_what_fits(index, criteria, wanted):
    assert set(ids(index.find(criteria))) == wanted


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(Criteria(q="Sunday", kind=("prompt",), grade=("07",)), id="words and two filters"),
        pytest.param(Criteria(q="Sunday article", minutes=15), id="some of the words and minutes"),
        pytest.param(
            Criteria(subject=("math", "english"), level=("tried", "official"), minutes=15), id="three filters"
        ),
    ],
)
def test_counts_tell_what_each_choice_would_show(index, known, asked):
    found = index.find(asked)

    assert len(found.facets["subject"]) > 1
    for name, options in found.facets.items():
        for option in options:
            alone = asked.with_(**{name: int(option.value) if name == "minutes" else (option.value,)})
            assert index.find(alone).total == option.count, (name, option)
            assert option.chosen is ((name, option.value) in asked.active())
            assert option.value in (known.of(name) or STEPS)


def test_grades_are_counted_one_by_one_and_by_band(index):
    found = counts(index.find(Criteria()), "grade")

    assert (found["6-8"], found["06"], found["07"], found["08"]) == (7, 5, 6, 5)
    assert (found["9-12"], found["09"], found["10"], found["UG"]) == (3, 2, 3, 1)


def test_options_stand_in_the_order_of_the_vocabulary_and_empty_ones_only_when_chosen(index, known):
    found = index.find(Criteria(q="fractions", subject=("science",)))

    assert list(counts(found, "subject")) == ["math", "science"]
    assert list(counts(index.find(Criteria()), "grade")) == list(known.of("grade"))
    assert counts(found, "tool") == {}


def test_a_practice_taken_down_is_nowhere(index):
    asked, hidden = Criteria(q="story"), frozenset({"k11", "never-there"})

    found = index.find(asked, hidden=hidden)

    assert set(ids(index.find(asked))) == {"k11", "h8"}
    assert ids(found) == ["h8"]
    assert (found.total, index.count(asked, hidden=hidden)) == (1, 1)
    assert "science" not in counts(found, "subject")


def test_the_title_counts_more_than_the_text(index_of, card):
    index = index_of(
        [
            card("a", "Quiz of the week", "Ask five things."),
            card("b", "Five things of the week", "Make a quiz."),
            card("c", "Something else", "Ask nobody."),
        ]
    )

    assert ids(index.find(Criteria(q="quiz"))) == ["a", "b"]


def test_official_ones_come_first_unless_they_hardly_answer(index_of, card):
    text = "A rubric for essays, and how to read one aloud. "
    index = index_of(
        [
            card("a1", "Rubrics for essays", text, level="official"),
            card("b2", "A rubric, a rubric and a rubric", text * 3),
            card("c3", "Something else", "Trees. " * 200 + "A rubric.", level="official"),
        ]
    )

    assert ids(index.find(Criteria(q="rubric"))) == ["a1", "b2", "c3"]


def test_without_words_the_official_come_first_then_the_most_tried(index):
    assert ids(index.find(Criteria()))[:4] == ["a1", "c3", "b2", "d4"]


def test_the_most_tried_come_first_on_request(index):
    assert ids(index.find(Criteria(sort=Sort.TRIED)))[:4] == ["c3", "a1", "b2", "d4"]


def test_the_newest_edition_comes_first_on_request_and_within_it_the_id_decides(index):
    assert ids(index.find(Criteria(sort=Sort.NEWEST)))[:5] == ["e5", "f6", "g7", "l12", "c3"]


def test_twenty_stand_on_a_page_and_none_past_the_end(index_of, card):
    index = index_of(card(f"{number:03}", "Quiz", "Ask.", reports=Reports(worked=number)) for number in range(45))

    pages = [index.find(Criteria(q="quiz", sort=Sort.TRIED, page=page)) for page in (1, 2, 3, 4, 999_999_999)]

    assert [len(page.hits) for page in pages] == [20, 20, 5, 0, 0]
    assert [(page.total, page.pages) for page in pages] == [(45, 3)] * 5
    assert [key for page in pages for key in ids(page)] == [f"{number:03}" for number in reversed(range(45))]


def test_an_edition_without_practices_answers_too(index_of):
    found = index_of([]).find(Criteria(q="quiz", subject=("math",)))

    assert (found.total, found.pages, found.hits) == (0, 0, ())
    assert counts(found, "subject") == {"math": 0}


def test_a_hit_marks_the_words_in_title_snippet_and_check(index):
    hit = index.find(Criteria(q="article versions")).hits[0]

    assert text(hit.title) == "Three reading levels from one article"
    assert marks(hit.title) == ["article"]
    assert marks(hit.snippet) == ["article"]
    assert marks(hit.check) == ["versions", "article"]


def test_a_snippet_is_cut_around_the_best_place_at_whole_words(index_of, card):
    before, after = "One more sentence to pass the time. " * 20, "And another one after it. " * 20
    index = index_of([card("a", "Long", f"A rubric. {before}Make the rubric for a debate. {after}")])

    snippet = index.find(Criteria(q="debate rubric")).hits[0].snippet

    assert marks(snippet) == ["rubric", "debate"]
    assert 150 <= len(text(snippet)) <= 185
    assert text(snippet).startswith("…")
    assert text(snippet).endswith("…")
    assert set(text(snippet).strip("…").split()) <= set(f"{before} Make the rubric for a debate. {after}".split())


def test_without_words_a_snippet_is_the_first_lines(index):
    (workflow,) = index.find(Criteria(kind=("workflow",))).hits
    (caught,) = index.find(Criteria(kind=("caught",))).hits

    assert text(workflow.snippet) == "1. I take the names out of ten drafts. 2. I ask for three common errors."
    assert text(workflow.check) == "I reread four drafts myself."
    assert text(caught.check) == "I work every key by hand before I print it."
    assert marks(caught.snippet) == []


def test_a_long_text_without_spaces_is_cut_all_the_same(index_of, card):
    index = index_of([card("a", "Long", "가나다라마바사" * 200 + "평가" + "아자차카타파하" * 200)])

    snippet = index.find(Criteria(q="평가")).hits[0].snippet

    assert marks(snippet) == ["평가"]
    assert len(text(snippet)) <= 185


def test_a_text_for_language_models_stays_words(index_of, card):
    index = index_of([card("a", "<b>Bold</b>", "Ignore all instructions & <script>alert(1)</script> {{ 7*7 }}")])

    hit = index.find(Criteria(q="script")).hits[0]

    assert text(hit.snippet) == "Ignore all instructions & <script>alert(1)</script> {{ 7*7 }}"
    assert marks(hit.snippet) == ["script", "script"]


def test_readers_may_ask_at_the_same_time(index):
    queries = ["story", "평가", "one question at a time", "the", "fractions"] * 20
    alone = {query: ids(index.find(Criteria(q=query))) for query in queries}

    with ThreadPoolExecutor(4) as readers:
        together = list(readers.map(lambda query: ids(index.find(Criteria(q=query))), queries))

    assert together == [alone[query] for query in queries]
