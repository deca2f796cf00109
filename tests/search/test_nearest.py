"""What helps when nothing was found."""

import pytest

from portal.search.criteria import Criteria
from portal.search.question import Correction


def found_by(nearest):
    return [(way.what, way.total) for way in nearest.ways]


def test_each_filter_is_tried_without_and_the_largest_answer_comes_first(index):
    nearest = index.nearest(Criteria(q="fractions", subject=("science",), grade=("07",)))

    assert found_by(nearest) == [("q", 2), ("subject", 1)]
    assert nearest.ways[1].criteria == Criteria(q="fractions", grade=("07",))
    assert nearest.corrected is None


def test_a_grade_is_widened_to_its_band(index):
    nearest = index.nearest(Criteria(q="fractions", grade=("08",)))

    assert ("band", 1) in found_by(nearest)
    assert nearest.ways[found_by(nearest).index(("band", 1))].criteria == Criteria(q="fractions", grade=("6-8",))


def test_without_its_grade_a_question_finds_what_its_words_say(index):
    nearest = index.nearest(Criteria(q="grade 7", grade=("03",), subject=("science", "english")))

    [found] = [way.total for way in nearest.ways if way.what == "grade"]
    assert found == index.find(Criteria(grade=("07",), subject=("science", "english"))).total


def test_minutes_are_dropped_too(index):
    nearest = index.nearest(Criteria(subject=("math",), minutes=300))

    assert found_by(nearest) == [("minutes", 4)]


def test_when_no_single_change_helps_everything_is_dropped(index, cards):
    nearest = index.nearest(Criteria(q="zebra", subject=("math",), minutes=900))

    assert found_by(nearest) == [("all", len(cards))]


def test_a_misspelt_word_is_read_as_the_one_nearest_to_it(index):
    found = index.find(Criteria(q="Photosinthesis  stroy"))

    assert [hit.card.id for hit in found.hits][:1] == ["k11"]
    assert found.question.corrections == (Correction("Photosinthesis", "photosynthesis"), Correction("stroy", "story"))
    assert [words for words, on in found.hits[0].title if on] == ["Photosynthesis", "story"]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("수행평거", id="a key beside the right one"),
        pytest.param("수앵평가", id="another one"),
        pytest.param("수행평까", id="shift held down"),
        pytest.param("수해평가", id="a key too few"),
        pytest.param("수행평각", id="a key too many"),
        pytest.param("수행평가", id="no key wrong"),
    ],
)
def test_a_korean_word_is_read_as_the_one_typed_with_nearly_the_same_keys(index, typed):
    found = index.find(Criteria(q=typed))

    assert [hit.card.id for hit in found.hits] == ["f6"]
    assert found.question.corrections == (() if typed == "수행평가" else (Correction(typed, "수행평가"),))


def test_two_words_typed_as_one_are_parted(index):
    assert index.find(Criteria(q="zzzzzzz")).question.corrections == (Correction("zzzzzzz", ""),)
    found = index.find(Criteria(q="exittickets"))

    assert found.question.corrections == (Correction("exittickets", "exit tickets"),)
    assert [hit.card.id for hit in found.hits] == ["c3"]


def test_a_word_like_no_other_is_only_named(index):
    asked = Criteria(q="xylophone 교향곡 fractions")

    nearest = index.nearest(asked)

    assert index.find(asked).question.corrections == (Correction("xylophone", ""), Correction("교향곡", ""))
    assert [(way.criteria.q, way.total) for way in nearest.related] == [("fractions", 1)]


def test_other_words_are_offered_only_where_a_practice_has_them_all(index_of, card):
    groups = (("volcano", "plate tectonics", "lava"), ("eruption", "volcano"))
    index = index_of([card("a", "A card above the machine", "Read the plate on it.")], groups)
    assert index.nearest(Criteria(q="volcano")).related == ()

    index = index_of([card("b", "Plates", "What plate tectonics cannot tell.")], groups)
    assert [way.criteria.q for way in index.nearest(Criteria(q="lava")).related] == ["volcano", "plate tectonics"]


@pytest.mark.parametrize("typed", ["3rdd", "gpt4x", "cta", "b2"])
def test_numbers_codes_and_short_words_are_never_corrected(index, typed):
    assert index.find(Criteria(q=typed)).question.corrections == (Correction(typed, ""),)


@pytest.mark.parametrize("typed", ["z" * 26, "z" * 27, "z" * 28, "z" * 200, "exittickets" * 18, "교향곡" * 66])
def test_a_word_longer_than_any_other_is_only_named(index, typed):
    assert index.find(Criteria(q=typed)).question.corrections == (Correction(typed, ""),)
    assert index.complete(typed).words == ()


def test_a_word_that_is_another_one_is_not_read_as_the_nearest(index_of, card):
    index = index_of([card("a", "She sees it", "I see and saw a packet.")], (("ClassDojo", "Seesaw"),))

    assert index.find(Criteria(q="paket")).question.corrections == (Correction("paket", "packet"),)
    for typed in ("Seesaw", "padlet"):
        assert index.find(Criteria(q=typed)).question.corrections == (Correction(typed, ""),)
    assert [way.criteria.q for way in index.nearest(Criteria(q="Seesaw padlet")).related] == ["packet"]


def test_a_seldom_word_is_followed_by_a_frequent_one_like_it(index_of, card):
    lessons = [card(f"{number:02}", "A lesson", "Plan a lesson.") for number in range(20)]
    index = index_of([*lessons, card("x", "To lessen the noise", "Ask.", grade=("10",))])

    nearest = index.nearest(Criteria(q="lessen", grade=("07",)))

    assert nearest.corrected
    assert (nearest.corrected.criteria.q, nearest.corrected.total) == ("lesson", 20)


def test_a_practice_taken_down_lends_no_word(index):
    for typed in ("photosinthesis", "photosynthesis"):
        found = index.find(Criteria(q=typed), hidden=frozenset({"k11"}))

        assert found.question.corrections == (Correction(typed, ""),)


def test_a_practice_taken_down_lends_no_word_in_a_roundabout_way(index_of, card):
    index = index_of([card("a", "A plant", "Draw its roots."), card("b", "A planet", "Draw its moons.")])

    assert [way.criteria.q for way in index.nearest(Criteria(q="plannets")).related] == ["planet"]
    assert index.nearest(Criteria(q="plannets"), frozenset({"b"})).related == ()


def test_a_practice_taken_down_lends_no_form_of_a_word(index_of, card):
    index = index_of([card("a", "Reflect", "Ask why."), card("b", "Reflections", "Ask why not.")])

    assert index.find(Criteria(q="reflectionz")).question.corrections == (Correction("reflectionz", "reflections"),)
    gone = frozenset({"b"})
    assert index.find(Criteria(q="reflectionz"), hidden=gone).question.corrections == (Correction("reflectionz", ""),)


def test_an_edition_without_practices_has_nothing_nearby(index_of):
    nearest = index_of([]).nearest(Criteria(q="quiz", subject=("math",)))

    assert (nearest.ways, nearest.corrected, nearest.related) == ((), None, ())
