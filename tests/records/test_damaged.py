"""A row that is damaged is held, too: it is told as it lies there, and the rest with it."""

from people import Teacher
from privacy.looking import as_stored, change, database_of

from portal.records.record import of_practice
from portal.records.sight import Sight


def test_a_damaged_row_is_told_as_it_lies_there(app, teacher: Teacher):
    teacher.shares("prompt")
    ((key, *_),) = as_stored(database_of(app), "practice")
    change(database_of(app), "UPDATE practice SET subjects = '{broken'")

    with app.app_context():
        (row,) = of_practice(key, Sight.ALL).rows("practice")

    assert row["subjects"] == "{broken"
    assert row["grades"] == ["07"]
