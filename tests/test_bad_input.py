"""Whatever goes wrong gets one clear sentence, keeps what was typed, and changes nothing."""

import os
import stat
from pathlib import Path

import pytest
from people import PROMPT, days_later

from portal.db import db, scrub, scrub_is_due
from portal.practices.models import Practice


def count(app):
    with app.app_context():
        return db.session.scalar(db.select(db.func.count()).select_from(Practice))


def test_a_database_that_cannot_be_written_loses_nothing_and_trying_again_shares_once(app, teacher):
    preview = teacher.previews("prompt")
    with app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        broken = preview.send("Share it")
        connection.exec_driver_sql("ROLLBACK")
    assert broken.status == 503
    assert "We can't keep anything right now" in broken.problem
    assert PROMPT["prompt"] in broken.text

    receipt = broken.send("Try again").receipt

    assert len(receipt.split()) == 6
    assert count(app) == 1


def test_reading_goes_on_when_nothing_can_be_written(app, released, reader):
    days_later(app, 1)
    with app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        assert len(reader.finds("")) == 5
        connection.exec_driver_sql("ROLLBACK")


def test_a_request_that_is_too_large_says_so(teacher):
    answer = teacher.browser.client.post("/share/prompt", data={"prompt": "x" * 400_000})
    assert answer.status_code == 413
    assert "more than we can take" in answer.get_data(as_text=True)


def test_a_malformed_upload_is_answered_calmly(teacher):
    for body, kind in (
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"\xff\xfe%zz=%", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
    ):
        answer = teacher.browser.client.post("/share/prompt", data=body, content_type=kind)
        assert answer.status_code in {400, 422}


def test_a_file_sent_instead_of_words_is_not_kept(app, teacher):
    with Path(os.devnull).open("rb") as nothing:
        answer = teacher.browser.client.post("/share/prompt", data=PROMPT | {"prompt": (nothing, "plan.docx")})
    assert answer.status_code == 422
    assert count(app) == 0


@pytest.mark.parametrize("typed", ["", "one two", "not six words of any list at all", "x" * 5_000, "'; drop table"])
def test_a_wrong_receipt_is_answered_in_one_sentence_and_stays_in_the_field(teacher, typed):
    page = teacher.shows(typed)
    assert page.status == 404
    assert "We find nothing under these words" in page.problem
    assert page.one("#receipt-words")["value"] == typed


def test_a_moderators_redaction_that_is_not_in_the_text_is_handed_back(app, teacher, curriculum):
    teacher.shares("prompt")
    days_later(app, 1)
    key = curriculum.finds_in_tray(PROMPT["title"])

    page = curriculum.decides(key, "redact", words="not in there")

    assert page.status == 422
    assert "does not stand in this text" in page.problem
    assert page.one("#words-redact").get_text().strip() == "not in there"


def test_two_moderators_at_one_text(app, teacher, curriculum, union):
    teacher.shares("prompt")
    days_later(app, 1)
    key = curriculum.finds_in_tray(PROMPT["title"])
    curriculum.decides(key, "clear")

    page = union.decides(key, "decline", words="Too short.")

    assert page.status == 409
    assert "Somebody was faster" in page.problem
    assert "Too short." in page.text


def test_an_admin_reads_no_practice_before_release(app, teacher, admin):
    teacher.shares("prompt")
    days_later(app, 1)
    assert admin.open("/staff/tray").status == 403
    assert admin.open("/staff/release").status == 403
    assert PROMPT["title"] not in admin.open("/staff/").text


def test_unknown_parameters_redirect_away(reader, app, released):
    answer = reader.browser.client.get("/practices?utm_source=x&subject=math&subject=alchemy&grade=7")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/practices?subject=math&grade=07"


def test_text_is_shown_as_text(app, teacher):
    page = teacher.previews(
        "workflow",
        title="<script>alert(1)</script>",
        steps="1. <img src=x onerror=alert(1)>\n2. [go](javascript:alert(1))\n\n<div onclick=x>hi</div>",
        checks="\u202eevil\u200b",
    )
    assert "<script>alert(1)</script>" in page.text
    assert not page.soup.select("main img, main a[href^='javascript'], main [onclick], main [onerror]")
    assert "\u202e" not in page.answer.get_data(as_text=True)


def test_the_data_folder_is_closed_to_others(app):
    data = app.extensions["settings"].data
    assert not (data / "editions").stat().st_mode & stat.S_IRWXO


def test_words_that_cannot_be_scrubbed_while_someone_reads_are_due_and_then_gone(app, teacher):
    receipt = teacher.shares("prompt", checks="zqxjkv is a word like no other")
    files = [app.extensions["settings"].data / name for name in ("portal.db", "portal.db-wal")]

    def holds():
        return any(b"zqxjkv" in file.read_bytes() for file in files if file.exists())

    with app.app_context(), db.engine.connect() as reader:
        reader.exec_driver_sql("BEGIN")
        reader.exec_driver_sql("SELECT count(*) FROM practice").all()
        page = teacher.takes_back(receipt)
        assert "within minutes it holds no word of it" in page.text
        assert scrub_is_due()
        assert holds()
        reader.exec_driver_sql("ROLLBACK")

        assert scrub()
        assert not scrub_is_due()
    assert not holds()
