"""A teacher shares: the form, the preview, the receipt."""

import pytest
from flask import Flask
from people import KINDS, PROMPT, days_later

from portal.db import db
from portal.practices.models import Practice


def stored(app: Flask) -> list[Practice]:
    with app.app_context():
        return list(db.session.scalars(db.select(Practice)))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_previewed_and_then_stored_once(app, teacher, kind):
    preview = teacher.previews(kind)
    assert preview.status == 200
    assert stored(app) == []

    receipt = preview.send("Share it").receipt

    assert len(receipt.split(" ")) == 6
    assert [p.title for p in stored(app)] == [KINDS[kind]["title"]]
    assert teacher.state(receipt) == "waiting"


def test_an_email_address_is_shown_to_its_author_before_anything_is_kept(app, teacher):
    page = teacher.previews("workflow", steps="Ask maria@example.org for the slides.")

    assert page.found == ["maria@example.org"]
    assert stored(app) == []


def test_a_lost_answer_is_sent_again_and_gives_the_same_receipt(app, teacher):
    preview = teacher.previews("prompt")

    first, again = preview.send("Share it").receipt, preview.send("Share it").receipt

    assert first == again
    assert len(stored(app)) == 1


def test_words_changed_after_a_lost_answer_are_put_in_place_by_receipt(app, teacher):
    preview = teacher.previews("prompt")
    first = preview.send("Share it").receipt

    again = preview.send("Change something").send(title="A better title").send("Share it")
    assert again.receipt == first
    assert [p.title for p in stored(app)] == [PROMPT["title"]]

    again.send("Put my change in place").send("Put the new words in place")
    assert [p.title for p in stored(app)] == ["A better title"]


def test_an_old_tab_does_not_undo_a_correction(app, teacher):
    preview = teacher.previews("prompt")
    receipt = preview.send("Share it").receipt
    form = teacher.shows(receipt).send("Correct the words")
    form.send("See the preview", title="Corrected").send("Put the new words in place")

    again = preview.send("Share it")

    assert again.receipt == receipt
    assert [p.title for p in stored(app)] == ["Corrected"]


def test_only_the_words_that_were_looked_over_are_stored(app, teacher):
    page = teacher.previews("prompt").send("Share it", title="Never previewed")

    assert page.status == 400
    assert "not the words you looked over" in page.problem
    assert stored(app) == []


def test_a_missing_check_is_asked_for_in_plain_words_and_the_rest_stays(teacher):
    page = teacher.previews("prompt", checks="")

    assert page.status == 422
    assert "Say what you check before anyone sees it." in page.problem
    assert page.one("textarea[name=prompt]").get_text().strip() == PROMPT["prompt"]
    assert page.one("input[name=grade][value='07']").has_attr("checked")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"prompt": "x" * 8_001}, "Take 1 character out", id="a text that is too long"),
        pytest.param({"title": "x" * 121}, "Take 1 character out", id="a title that is too long"),
        pytest.param({"subject": ["alchemy"]}, "Choose from the list", id="an unknown subject"),
        pytest.param({"minutes": "many"}, "Write a whole number", id="minutes that are no number"),
        pytest.param({"title": "   "}, "Give it a title", id="a title of spaces"),
    ],
)
def test_bad_input_is_answered_with_what_to_do(app, teacher, changes, sentence):
    page = teacher.previews("prompt", **changes)

    assert page.status == 422
    assert sentence in page.problem
    assert stored(app) == []


def test_a_form_left_open_for_days_shows_its_preview_again_with_everything_in_it(app, teacher):
    preview = teacher.previews("prompt")
    days_later(app, 9)

    page = preview.send("Share it")

    assert page.status == 400
    assert "open too long" in page.problem
    assert PROMPT["title"] in page.text
    assert len(page.send("Share it").receipt.split()) == 6


def test_a_tampered_token_stores_nothing(app, teacher):
    page = teacher.previews("prompt").send("Share it", token="made.up.token")

    assert page.status == 400
    assert stored(app) == []


def test_a_form_from_another_site_is_refused(app, teacher):
    answer = teacher.browser.client.post("/share/prompt", data=PROMPT, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 400
    assert stored(app) == []


def test_an_unknown_kind_names_the_three_that_there_are(teacher):
    page = teacher.open("/share/poem")

    assert page.status == 404
    assert "a prompt, a workflow, or something you caught" in page.problem
