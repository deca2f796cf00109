"""One press writes the suggestion: on the preview without script, for a new practice and for a correction."""

from browser import Page
from flask import Flask
from people import Teacher

from portal.db import db
from portal.practices.models import Practice

ROOM = "Bring it to me in room 214. My 3rd period loves it."


def stored(app: Flask) -> list[Practice]:
    with app.app_context():
        return list(db.session.scalars(db.select(Practice)))


def token(page: Page) -> str:
    return str(page.one("#preview input[name=token]")["value"])


def test_one_press_changes_one_place_and_the_same_form_goes_on(app, teacher):
    preview = teacher.previews("prompt", when=ROOM)
    assert preview.found == ["room 214", "My 3rd period"]

    again = preview.send("Write “my classroom” instead", form="main")

    assert again.heading == "Look it over"
    assert again.found == ["My 3rd period"]
    assert token(again) == token(preview)
    assert stored(app) == []


def test_what_is_stored_is_what_was_pressed(app, teacher):
    preview = teacher.previews("prompt", when=ROOM)

    for words in ("my classroom", "One class"):
        preview = preview.send(f"Write “{words}” instead", form="main")
    assert preview.found == []
    assert preview.send("Share it").receipt

    assert [p.words["when"] for p in stored(app)] == ["Bring it to me in my classroom. One class loves it."]


def test_pressing_twice_changes_nothing_more(teacher):
    preview = teacher.previews("prompt", when=ROOM)
    teacher_pressed = preview.send("Write “my classroom” instead", form="main")

    page = teacher_pressed.browser.post("/share/prompt", fields(teacher_pressed) | {"replace": "when:18:26"})

    assert page.found == ["My 3rd period"]
    assert "in my classroom. My 3rd period loves it." in page.text


def test_a_place_that_is_none_changes_nothing(teacher):
    preview = teacher.previews("prompt", when=ROOM)

    for place in ("", "when", "when:0:3", "nothing:18:26", "when:-1:9999999999999999999999"):
        page = preview.browser.post("/share/prompt", fields(preview) | {"replace": place})
        assert page.status == 200
        assert page.found == ["room 214", "My 3rd period"]


def test_a_correction_by_receipt_has_the_same_buttons(app, teacher):
    receipt = teacher.shares("prompt")
    form = teacher.shows(receipt).send("Correct the words")
    preview = form.send("See the preview", when=ROOM)

    preview = preview.send("Write “my classroom” instead", form="main")
    assert preview.found == ["My 3rd period"]
    preview.send("Put the new words in place")

    assert [p.words["when"] for p in stored(app)] == ["Bring it to me in my classroom. My 3rd period loves it."]


def test_the_scan_answers_a_field_while_it_is_typed_and_keeps_nothing(app, teacher: Teacher):
    answer = teacher.browser.client.post("/share/scan", data={"text": "Ask 😀 José Ramírez in room 214."})

    found = answer.get_json()["found"]
    assert [(mark["start"], mark["end"], mark["kind"]) for mark in found] == [(6, 18, "name"), (22, 30, "room")]
    assert set(found[0]) == {"start", "end", "kind", "reason", "suggestion"}
    assert stored(app) == []
    assert teacher.browser.client.post("/share/scan", data={"text": "a" * 8_001}).status_code == 400


def fields(page: Page) -> dict[str, str]:
    return {str(tag["name"]): str(tag["value"]) for tag in page.soup.select("#preview input[type=hidden]")}
