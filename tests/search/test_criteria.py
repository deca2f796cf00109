"""From a query string to criteria and back."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.criteria import FACETS, GUIDE, LEVELS, Criteria, Known, Sort, parse

KNOWN = Known(
    codes={
        "subject": ("math", "english", "any"),
        "grade": ("6-8", "06", "07", "08", "10", "KG", "UG"),
        "kind": ("prompt", "workflow", "caught"),
        "task": ("prep", "families"),
        "tool": ("chatgpt",),
        "level": LEVELS,
        "language": ("en", "ko"),
        "guide": GUIDE,
    },
    bands={"6-8": ("06", "07", "08")},
)

NAMES = st.sampled_from([*FACETS, "q", "minutes", "sort", "page", "utm_source", ""])
CODES = st.sampled_from(sorted({code for codes in KNOWN.codes.values() for code in codes} | {"7", "x", "newest"}))
VALUES = CODES | st.text(max_size=12) | st.integers().map(str)
PAIRS = st.lists(st.tuples(NAMES, VALUES), max_size=12)


def asked(query):
    return parse(parse_qsl(query, keep_blank_values=True), KNOWN)


@given(PAIRS)
def test_a_question_is_read_back_from_its_own_address(pairs):
    criteria = parse(pairs, KNOWN)

    assert asked(criteria.query()) == criteria
    assert asked(criteria.query()).query() == criteria.query()


@given(st.lists(st.tuples(NAMES, VALUES | st.text(st.characters(), max_size=400)), max_size=6))
def test_anything_may_be_asked(pairs):
    criteria = parse(pairs, KNOWN)

    assert len(criteria.q) <= 200
    assert criteria.page >= 1
    assert criteria.query().isascii()


@given(PAIRS, PAIRS.flatmap(st.permutations))
def test_the_order_of_filters_makes_no_other_page(pairs, others):
    filters = [(name, value) for name, value in [*pairs, *others] if name in FACETS]

    assert parse(filters, KNOWN).query() == parse(filters[::-1], KNOWN).query()


def test_the_canonical_address_has_a_fixed_order_and_no_defaults():
    criteria = asked("page=1&sort=relevance&grade=10&subject=math&grade=07&q=exit+tickets&subject=english&minutes=30")

    assert criteria.query() == "q=exit+tickets&subject=english&subject=math&grade=07&grade=10&minutes=30"


@pytest.mark.parametrize(
    "query",
    [
        "subject=alchemy",
        "grade=13",
        "sort=best",
        "page=0",
        "page=two",
        "minutes=-5",
        "minutes=",
        "q=+%00+",
        "ref=mail",
        "kind",
    ],
)
def test_what_is_unknown_is_left_out(query):
    assert asked(query) == Criteria()


@pytest.mark.parametrize(("typed", "code"), [("7", "07"), ("07", "07"), ("10", "10"), (" 6-8 ", "6-8"), ("KG", "KG")])
def test_a_grade_is_read_as_it_is_said(typed, code):
    assert parse([("grade", typed)], KNOWN).grade == (code,)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param("  exit \t tickets\n", "exit tickets", id="spaces"),
        pytest.param("exit\x00tickets\x1b", "exit tickets", id="control characters"),
        pytest.param("ex\u200bit\u202e tickets", "exit tickets", id="invisible characters"),
        pytest.param("e\u0301cole", "école", id="loose accents"),
        pytest.param("\ud800exit", "exit", id="half a character"),
        pytest.param("x" * 500, "x" * 200, id="too long"),
        pytest.param("x" * 199 + " yes", "x" * 199, id="cut at a space"),
    ],
)
def test_words_are_cleaned(typed, read):
    assert parse([("q", typed)], KNOWN).q == read


@pytest.mark.parametrize("digits", ["9" * 9, "9" * 10, "1" + "0" * 5000])
def test_a_page_far_past_the_end_is_a_page(digits):
    assert parse([("page", digits)], KNOWN).page == 999_999_999


def test_the_first_value_that_makes_sense_counts():
    assert asked("sort=best&sort=newest&sort=tried").sort is Sort.NEWEST
    assert asked("q=&q=rubric&q=quiz").q == "rubric"


def test_choosing_again_takes_a_value_off():
    criteria = Criteria(q="quiz", subject=("math",), page=3)

    both = criteria.toggle("subject", "english")

    assert both == Criteria(q="quiz", subject=("english", "math"))
    assert both.toggle("subject", "math") == Criteria(q="quiz", subject=("english",))


def test_one_value_or_a_whole_parameter_is_dropped():
    criteria = Criteria(q="quiz", grade=("07", "08"), minutes=30, sort=Sort.TRIED)

    assert criteria.without("grade", "07").grade == ("08",)
    assert criteria.without("grade").grade == ()
    assert criteria.without("minutes", "30").minutes is None
    assert criteria.without("q").q == ""
    assert criteria.without("sort").sort is Sort.RELEVANCE


def test_a_change_goes_back_to_the_first_page_unless_it_names_one():
    assert Criteria(page=4).with_(sort=Sort.NEWEST).page == 1
    assert Criteria(page=4).with_(page=5).page == 5


def test_filters_that_are_on_are_listed():
    criteria = asked("grade=7&subject=math&subject=english&guide=yes&minutes=20&q=quiz&sort=tried")

    assert criteria.active() == [
        ("subject", "english"),
        ("subject", "math"),
        ("grade", "07"),
        ("guide", "yes"),
        ("minutes", "20"),
    ]
