"""The roster: a file that a district fills in, with sentences that say what is wrong with it."""

import pytest

from portal.anonymity.labels import ANY_GRADE, EVERYBODY, Label, Roster, Row
from portal.district import ROOT, SettingsError
from portal.vocabulary import roster, words

VOCABULARY = words.read(ROOT / "seed" / "vocabulary.json")


def read(tmp_path, *lines, header="subject,grade,teachers", encoding="utf-8"):
    path = tmp_path / "roster.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding=encoding)
    return roster.read(path, VOCABULARY)


def test_no_file_is_no_roster(tmp_path):
    assert roster.read(tmp_path / "roster.csv", VOCABULARY) is None


def test_codes_labels_and_what_people_call_them_are_understood(tmp_path):
    found = read(tmp_path, "math, 7 ,12", "Science;math,Grades 6 to 8,4", "any,03,15", "library,any,2")

    assert found == Roster(
        (
            Row(frozenset({"math"}), "07", 12),
            Row(frozenset({"math", "science"}), "6-8", 4),
            Row(frozenset({"any"}), "03", 15),
            Row(frozenset({"library"}), ANY_GRADE, 2),
        )
    )


def test_remarks_empty_lines_a_byte_order_mark_and_empty_cells_are_passed_over(tmp_path):
    lines = ["", "# invented, like all of this", '"# a remark, as a spreadsheet saves it",,', "math,07,12,,"]
    found = read(tmp_path, *lines, encoding="utf-8-sig")
    assert found.everybody == 12


def test_the_invented_districts_own_is_of_about_a_thousand_teachers():
    found = roster.read(ROOT / "seed" / "roster.csv", VOCABULARY)
    assert 950 <= found.everybody <= 1050
    assert found.count(EVERYBODY, VOCABULARY.bands) == found.everybody
    assert found.count(Label(("english", "math"), "03"), VOCABULARY.bands) >= 10, "generalists teach all of them"


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        pytest.param(["math,07,12", "alchemy,07,3"], "line 3: there is no subject 'alchemy'", id="an unknown subject"),
        pytest.param(["math,8-Jun,3"], "line 2: there is no grade '8-Jun'", id="a grade that became a date"),
        pytest.param(["math,07,3.5"], "'3.5' is no number of teachers", id="half a teacher"),
        pytest.param(["math,07,-3"], "'-3' is no number of teachers", id="fewer than none"),
        pytest.param(["math,07," + "9" * 5000], "is no number of teachers", id="more than anyone has"),
        pytest.param(["math,07"], "line 2: write a subject, a grade and a number", id="no number"),
        pytest.param(["math,07,1,2"], "line 2: write a subject, a grade and a number", id="too many numbers"),
        pytest.param(["math;science,07,3", "science;math,7,3"], "line 3: .* stand in line 2", id="a place twice"),
        pytest.param([], "counts no teacher", id="nothing in it"),
        pytest.param(["math,07,0"], "counts no teacher", id="nobody in it"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(tmp_path, lines, sentence):
    with pytest.raises(SettingsError, match=rf"(?s)roster\.csv.*{sentence}") as problem:
        read(tmp_path, *lines)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["math,03,5", "english,03,6", "any,03,11"], id="all subjects of a grade"),
        pytest.param(["math,06,5", "math,07,6", "math,6-8,11"], id="all grades of a band"),
        pytest.param(["math,06,5", "math,9-12,6", "math,any,11"], id="all grades of a subject"),
        pytest.param(["math,06,5", "english,07,6", "any,6-8,11"], id="a whole band"),
        pytest.param(["math,06,5", "any,03,6", "any,any,11"], id="the whole district"),
    ],
)
def test_a_total_is_refused_because_it_counts_teachers_twice(tmp_path, lines):
    with pytest.raises(SettingsError, match=r"line 4: 11 looks like the total .* Count each teacher once"):
        read(tmp_path, *lines)


def test_a_number_that_is_no_total_stands(tmp_path):
    assert read(tmp_path, "math,03,5", "english,03,6", "any,03,12").everybody == 23
    assert read(tmp_path, "math,06,5", "math,6-8,5").everybody == 10, "one line is no total"


def test_another_header_and_another_encoding_are_refused(tmp_path):
    with pytest.raises(SettingsError, match=r"line 1: the first line names the columns. Write subject,grade,teachers"):
        read(tmp_path, "math;07;12", header="subject;grade;teachers")
    with pytest.raises(SettingsError, match="is not UTF-8 text"):
        read(tmp_path, "Educación,07,12", encoding="latin-1")
    with pytest.raises(SettingsError, match="names the columns"):
        read(tmp_path, header="")
