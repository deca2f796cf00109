"""A name stays in a practice only when a moderator says why, and the reason goes when the words go."""

from flask import Flask
from people import Staff, Teacher, days_later

from portal.db import db
from portal.practices.models import Practice
from portal.staff import audit

NAMED = "Give it to Jamal Washington in room 214."


def practice(app: Flask) -> Practice:
    with app.app_context():
        return db.session.scalars(db.select(Practice)).one()


def shared(app: Flask, teacher: Teacher, curriculum: Staff) -> tuple[str, str]:
    """Give the receipt and the key of a practice with a name, which is in the tray."""
    receipt = teacher.shares("prompt", when=NAMED)
    days_later(app, 1)
    return receipt, curriculum.finds_in_tray("Exit ticket in two minutes")


def test_a_name_is_marked_in_the_tray_and_asked_about(app, teacher, curriculum):
    shared(app, teacher, curriculum)

    page = curriculum.open("/staff/tray")

    assert [tag.get_text() for tag in page.soup.select("mark")] == ["Jamal Washington", "room 214"]
    assert "This looks like a person's name." in page.text
    assert "Why may this name stay?" in page.text


def test_without_a_reason_it_stays_in_the_tray(app, teacher, curriculum):
    _, key = shared(app, teacher, curriculum)

    page = curriculum.decides(key, "clear", words="  ")

    assert page.status == 422
    assert "Say why this name may stay." in page.problem
    assert practice(app).state == "tray"


def test_with_a_reason_it_is_cleared_and_the_audit_holds_no_word_of_it(app, teacher, curriculum):
    _, key = shared(app, teacher, curriculum)

    curriculum.decides(key, "clear", words="A character in the book they read.")

    assert (practice(app).state, practice(app).names_kept) == ("pool", "A character in the book they read.")
    with app.app_context():
        said = [line.what for line in audit.lines()]
    assert "cleared a practice although a name stands in it" in said
    assert not [line for line in said if "Jamal" in line or "character" in line]


def test_too_long_a_reason_is_handed_back(app, teacher, curriculum):
    _, key = shared(app, teacher, curriculum)

    page = curriculum.decides(key, "clear", words="x" * 1_001)

    assert page.status == 422
    assert page.one("#words-clear").get_text() == "x" * 1_001


def test_where_nobody_is_named_nothing_is_asked(app, teacher, curriculum):
    teacher.shares("prompt")
    days_later(app, 1)
    key = curriculum.finds_in_tray("Exit ticket in two minutes")
    assert "Why may this name stay?" not in curriculum.open("/staff/tray").text

    curriculum.decides(key, "clear", words="not asked for")

    assert (practice(app).state, practice(app).names_kept) == ("pool", "")


def test_a_correction_takes_the_reason_with_it(app, teacher, curriculum):
    receipt, key = shared(app, teacher, curriculum)
    curriculum.decides(key, "clear", words="A character in a book.")

    form = teacher.shows(receipt).send("Correct the words")
    form.send("See the preview", when="At the end of a lesson.").send("Put the new words in place")

    assert practice(app).names_kept == ""


def test_a_colleagues_line_and_a_report_show_their_marks_too(app, released, reader, curriculum):
    path = str(reader.open("/practices").one(".card__title a")["href"])
    reader.open(f"{path}/tried").send(outcome="worked", note="I gave it to Jamal.", checks="In room 214.")
    reader.open(f"{path}/report").send(words="It names Mrs. Okafor.")
    days_later(app, 1)

    page = curriculum.open("/staff/tray")

    assert sorted(tag.get_text() for tag in page.soup.select("mark")) == ["Jamal", "Mrs. Okafor", "room 214"]
    assert "A room points at whoever teaches there." in page.text
