"""What in a text points at a person, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.anonymity.scan import find

SCHOOLS = ("Lakeview Middle School", "Cedar Hollow Elementary School", "Lakeview Career and Technical High School")


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Ask maria.lopez@example.org for it.", "maria.lopez@example.org", "email"),
        ("Call 555-0142 after school", "555-0142", "phone"),
        ("Call (312) 555-0142.", "(312) 555-0142", "phone"),
        ("Call +1 312-555-0142", "+1 312-555-0142", "phone"),
        ("See https://docs.example.org/d/abc.", "https://docs.example.org/d/abc", "link"),
        ("See www.example.org/page", "www.example.org/page", "link"),
        ("It is on example.com/folder", "example.com/folder", "link"),
        ("Student ID: 4839201 was in it", "Student ID: 4839201", "id"),
        ("It printed 20418837 beside the name", "20418837", "id"),
        ("in room 214", "room 214", "room"),
        ("Bring it to Rm. B12", "Rm. B12", "room"),
        ("in lab 214", "lab 214", "room"),
        ("my 3rd period loves it", "my 3rd period", "period"),
        ("in Period 4 today", "Period 4", "period"),
        ("the second hour", "the second hour", "period"),
        ("at Lakeview Middle School", "Lakeview Middle School", "school"),
        ("at lakeview middle", "lakeview middle", "school"),
        ("We at Cedar Hollow Elementary", "Cedar Hollow Elementary", "school"),
    ],
)
def test_what_points_at_a_person_is_marked(text, words, kind):
    assert [(text[m.start : m.end], m.kind) for m in find(text, SCHOOLS)] == [(words, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Write 250 words in 3 paragraphs.",
        "CCSS.ELA-LITERACY.RI.7.1 and 7.NS.A.1",
        "GPT-4 and Claude 3.5 said so.",
        "between 1994 and 2026, about 120-150 words a minute",
        "A city of 1,250,000 people",
        "−3 − (−5) = −8",
        "the periodic table; a long period of time",
        "There is room for 20 more minutes.",
        "quiz 4, lab 2, two reading logs",
        "Grades 6 to 8, 45 minutes",
        "On 2026-11-21 it was warm.",
        "e.g. this, i.e. that",
        "The middle school years; a lake view",
    ],
)
def test_what_points_at_nobody_is_left_alone(text):
    assert find(text, SCHOOLS) == []


@given(some.text(max_size=300))
def test_marks_lie_inside_the_text_in_order_and_apart(text):
    end = 0
    for mark in find(text, SCHOOLS):
        assert end <= mark.start < mark.end <= len(text)
        end = mark.end


@pytest.mark.parametrize("hostile", ["A-", "a.", "a@", "1-", "1 ", "room ", "www.", "a.b@", "a-b.", "9th-", "(123) "])
def test_a_hostile_text_is_scanned_without_delay(hostile):
    """Eight thousand characters of the same trap: a rule that went back and forth would take minutes here."""
    assert isinstance(find(hostile * (8_000 // len(hostile)), SCHOOLS), list)
