"""A label is the finest that covers enough teachers, and it only ever widens."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from portal.anonymity.labels import (
    EVERYBODY,
    Label,
    Roster,
    Row,
    Shares,
    band_of,
    fits,
    lies_in,
    safe,
    sayable,
    shared_widely,
    shares,
    ways,
)

BANDS = {"pk-2": ("KG", "01", "02"), "3-5": ("03", "04", "05"), "6-8": ("06", "07", "08")}
GRADES = [grade for grades in BANDS.values() for grade in grades]
SUBJECTS = ["english", "math", "science"]

ROSTER = Roster(
    (
        Row(frozenset({"math"}), "06", 6),
        Row(frozenset({"math"}), "07", 12),
        Row(frozenset({"math"}), "6-8", 3),
        Row(frozenset({"math", "science"}), "06", 9),
        Row(frozenset({"latin"}), "6-8", 4),
        Row(frozenset({"latin"}), "UG", 8),
        Row(frozenset({"any"}), "03", 15),
    )
)

choices = some.tuples(
    some.lists(some.sampled_from([*SUBJECTS, "any"]), max_size=3),
    some.lists(some.sampled_from([*GRADES, *BANDS, "UG", "??"]), max_size=3),
)
rosters = some.lists(
    some.builds(
        Row,
        some.frozensets(some.sampled_from([*SUBJECTS, "any"]), min_size=1, max_size=3),
        some.sampled_from([*GRADES, *BANDS, "UG"]),
        some.integers(0, 25),
    ),
    max_size=12,
).map(lambda rows: Roster(tuple(rows)))


def label(subjects, grades, roster=ROSTER, least=10):
    return safe(subjects, grades, bands=BANDS, roster=roster, least=least)


def covers(wide, narrow):
    """Say whether one label holds for everyone that another holds for."""
    named = set(wide.subjects) - {"any"}
    return named <= set(narrow.subjects) and lies_in(narrow.place, wide.place, BANDS)


def test_a_grade_is_named_where_enough_teach_the_subject_there():
    assert label(["math"], ["07"]) == Label(("math",), "07")
    assert label(["math"], ["06"]) == Label(("math",), "06"), "those who teach science as well teach mathematics"


def test_two_subjects_count_only_those_who_teach_both():
    assert label(["science", "math"], ["06"]) == Label(("math", "science"), "UG"), "nine in the grade, and 24 anywhere"
    assert label(["latin", "math"], ["6-8"], Roster(ROSTER.rows[:-1])) == EVERYBODY


def test_a_few_teachers_of_a_subject_are_widened_until_they_are_enough():
    assert label(["latin"], ["6-8"]) == Label(("latin",), "UG")
    assert label(["latin"], ["6-8"], least=100) == EVERYBODY


def test_several_grades_are_never_named_one_by_one():
    assert label(["math"], ["06", "07"]) == Label(("math",), "6-8")
    assert label(["math"], ["05", "07"]) == Label(("math",), "UG")
    assert label(["math"], ["UG", "07"]) == Label(("math",), "UG")


def test_who_teaches_across_a_band_counts_in_the_band_and_not_in_its_grades():
    assert ROSTER.count(Label(("math",), "07"), BANDS) == 12
    assert ROSTER.count(Label(("math",), "6-8"), BANDS) == 30
    assert ROSTER.count(Label(("latin",), "UG"), BANDS) == 27
    assert ROSTER.count(EVERYBODY, BANDS) == ROSTER.everybody == 57


def test_without_a_roster_it_is_one_subject_and_one_band_at_the_finest():
    assert label(["math"], ["07"], None) == Label(("math",), "6-8")
    assert label(["math"], ["06", "07", "6-8"], None) == Label(("math",), "6-8")
    assert label(["math"], ["05", "06"], None) == Label(("math",), "UG")
    assert label(["math", "science"], ["07"], None) == Label(("any",), "6-8")
    assert label([], [], None) == EVERYBODY


def test_a_trial_names_the_band_of_its_grade():
    assert band_of("07", BANDS) == band_of("6-8", BANDS) == "6-8"
    assert band_of("UG", BANDS) == band_of("??", BANDS) == "UG"


@given(choices, rosters, some.integers(1, 60))
def test_a_label_covers_enough_or_is_everybody(chosen, roster, least):
    given_label = label(*chosen, roster, least)
    assert given_label == EVERYBODY or roster.count(given_label, BANDS) >= least


@given(choices, rosters, some.integers(1, 60))
def test_nothing_finer_on_the_way_would_have_covered_enough(chosen, roster, least):
    steps = list(ways(*chosen, BANDS))
    finer = steps[: steps.index(label(*chosen, roster, least))]
    assert [step for step in finer if roster.count(step, BANDS) >= least] == []


@given(choices)
def test_each_step_of_the_way_covers_the_one_before(chosen):
    steps = list(ways(*chosen, BANDS))
    assert all(covers(wide, narrow) for narrow, wide in pairwise(steps))
    assert steps[-1] == EVERYBODY


@given(choices, rosters)
def test_a_label_holds_for_all_that_was_chosen(chosen, roster):
    subjects, grades = chosen
    for known in (roster, None):
        given_label = label(subjects, grades, known)
        assert set(given_label.subjects) <= {*subjects, "any"}
        assert all(lies_in(grade, given_label.place, BANDS) for grade in grades)


@given(choices, rosters, some.integers(1, 60), some.integers(0, 40))
def test_asking_for_more_teachers_never_makes_a_label_finer(chosen, roster, least, more):
    assert covers(label(*chosen, roster, least + more), label(*chosen, roster, least))


@given(choices, rosters, rosters, some.integers(1, 60))
def test_more_teachers_never_make_a_label_wider(chosen, roster, joined, least):
    fuller = Roster(roster.rows + joined.rows)
    assert covers(label(*chosen, roster, least), label(*chosen, fuller, least))


@given(rosters, some.integers(1, 30))
def test_the_shares_of_a_roster_add_up(roster, least):
    found = shares(roster, BANDS, least=least)
    parts = (found.by_grade, found.by_band, found.by_subject, found.not_at_all)
    assert all(0 <= part <= 1 for part in parts)
    assert abs(sum(parts) - bool(roster.everybody)) < 1e-9


def test_the_shares_say_how_finely_teachers_can_be_labelled():
    assert shares(ROSTER, BANDS, least=10) == Shares((6 + 12 + 9 + 15) / 57, 3 / 57, 12 / 57, 0.0)
    assert shares(ROSTER, BANDS, least=58) == Shares(0.0, 0.0, 0.0, 1.0)
    assert shares(Roster((Row(frozenset({"any"}), "03", 15),)), BANDS, least=10).by_grade == 1.0


def test_a_number_of_teachers_points_at_nobody():
    assert [sayable(count, least=10) for count in (3, 10, 14, 20, 21, 44, 136)] == [10, 10, 10, 10, 20, 40, 140]


def test_a_teacher_of_every_subject_fits_every_set():
    generalist = Row(frozenset({"any"}), "03", 1)
    assert fits(generalist, Label(("latin", "math"), "3-5"), BANDS)
    assert not fits(generalist, Label(("math",), "6-8"), BANDS)


def test_a_tool_that_few_share_is_not_shown():
    assert shared_widely({"claude": 5, "aila": 4}) == {"claude"}
