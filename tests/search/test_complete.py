"""What the search boxes offer while somebody types."""

import pytest


def titles(completion):
    return [each.title for each in completion.titles]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("exit ti", ["Exit tickets in five minutes"]),
        ("TICKETS exi", ["Exit tickets in five minutes"]),
        ("espanol", ["Carta a casa en español"]),
        ("수행", ["수행평가 기준 만들기"]),
        ("re-tea", ["Re-teaching after a quiz"]),
        ("exit quiz", []),
        ("xit", []),
        ("-", []),
        ("", []),
    ],
)
def test_a_title_has_every_word_and_one_that_begins_like_the_last(index, typed, found):
    assert titles(index.complete(typed)) == found


def test_titles_stand_in_the_order_of_the_list(index):
    assert titles(index.complete("f")) == [
        "Three reading levels from one article",
        "Exit tickets in five minutes",
        "From a week of drafts to one mini-lesson",
        "Picture stories for the youngest",
        "Goals for a plan",
    ]


def test_titles_have_room_beside_words_and_words_where_there_are_few_titles(index_of, card):
    words = "readable ready realm rebus recall recess recipe record"
    index = index_of([*(card(f"a{number}", f"Reading {number}", words) for number in range(9)), card("b", "Art", "A")])

    both, alone = index.complete("re"), index.complete("rec")

    assert (len(both.titles), len(both.words)) == (5, 3)
    assert (alone.titles, alone.words) == ((), ("recall", "recess", "recipe", "record"))


def test_words_are_whole_as_people_write_them_the_most_frequent_first(index_of, card):
    index = index_of(
        [
            card("a", "Evaluación", "Una evaluación con ChatGPT."),
            card("b", "Events", "Name three events. Evaluate each event."),
            card("c", "Even more", "More events."),
        ]
    )

    assert index.complete("even").words == ("evening", "events")
    assert index.complete("evalu").words == ("evaluación", "Evaluate")
    assert index.complete("name eve").words == index.complete("eve").words
    assert index.complete("chat").words == ("ChatGPT",)


def test_korean_words_are_completed_by_the_keys_typed_so_far(index):
    assert index.complete("학새").words == ("학생의",)
    assert index.complete("평").words == ("평가", "평가를")
    assert index.complete("교향").words == ()


def test_after_other_words_those_of_a_title_with_them_are_offered_then_those_of_a_text_and_no_stop_words(
    index_of, card
):
    index = index_of(
        [
            card("a", "An exit ticket that tells", "The ticket takes two minutes."),
            *(card(f"b{number}", "Tables", "The table of the teacher.") for number in range(3)),
        ]
    )

    assert index.complete("exit t").words == ("ticket", "tells")
    assert index.complete("exit ta").words == ("takes",)
    assert index.complete("th").words == ()
    assert index.complete("exit tab").words == ("table",)


def test_a_term_is_completed_that_practices_hold_under_any_of_its_names(index_of, card):
    index = index_of([card("a", "Before the bell", "Plan a lesson about parks.")], (("lesson plan", "plan a lesson"),))

    assert index.complete("lesson p").words == ("plan",)


def test_a_practice_taken_down_is_not_offered_nor_a_word_of_it_alone(index):
    hidden = frozenset({"k11"})

    assert index.complete("photo").words == ("photosynthesis",)
    assert index.complete("photo", hidden=hidden).words == ()
    assert titles(index.complete("sto", hidden=hidden)) == ["Picture stories for the youngest"]
    assert "story" in index.complete("sto", hidden=hidden).words


def test_an_edition_without_practices_offers_nothing(index_of):
    completion = index_of([]).complete("quiz")

    assert (completion.titles, completion.words) == ((), ())
