"""The label of a practice is never finer than a band, and never loses what it covers."""

from hypothesis import given
from hypothesis import strategies as some

from portal.anonymity.labels import safe_grades, safe_subjects, shared_widely

BANDS = {"pk-2": ("PK", "TK", "KG", "01", "02"), "3-5": ("03", "04", "05"), "6-8": ("06", "07", "08")}
GRADES = [grade for grades in BANDS.values() for grade in grades]


def test_a_grade_is_shown_as_its_band():
    assert safe_grades(["07"], BANDS) == ("6-8",)
    assert safe_grades(["05", "06", "6-8"], BANDS) == ("3-5", "6-8")


def test_no_grade_or_an_ungraded_class_fits_any_grade():
    assert safe_grades([], BANDS) == ("UG",)
    assert safe_grades(["UG", "07"], BANDS) == ("UG",)


@given(some.lists(some.sampled_from([*GRADES, *BANDS, "UG", "??"])))
def test_a_label_is_bands_only_and_covers_every_grade_that_was_chosen(grades):
    label = safe_grades(grades, BANDS)

    assert set(label) <= {*BANDS, "UG"}
    covered = set(GRADES) if "UG" in label else {grade for band in label for grade in BANDS[band]}
    assert {grade for grade in grades if grade in GRADES} <= covered


@given(some.lists(some.sampled_from(["math", "english", "any"])))
def test_subjects_are_ordered_and_any_wins(subjects):
    label = safe_subjects(subjects)
    assert list(label) == sorted(set(label))
    assert ("any" in label) is (not subjects or "any" in subjects)


def test_a_tool_that_few_share_is_not_shown():
    assert shared_widely({"claude": 5, "aila": 4}) == {"claude"}
