"""Both sides propose and sign the amnesty statement on their page; whoever shares reads it first."""

import re

import pytest
from people import PROMPT, STATEMENT, both_sign, build, days_later

from portal import snapshot
from portal.amnesty import actions, models
from portal.db import db
from portal.errors import NotAllowedError, RefusedError, StaleError
from portal.staff import audit
from portal.staff.models import by_email


def proposes(staff, text=STATEMENT):
    return staff.open("/staff/amnesty").send("Propose it", text=text)


def signs(staff):
    return staff.open("/staff/amnesty").send("Sign for")


def test_both_sides_sign_and_then_it_is_in_force(app, curriculum, union, reader):
    page = proposes(curriculum)
    assert "Statement 1, proposed on November 16, 2026" in page.text
    assert "Nobody has signed yet" in page.text

    page = signs(curriculum)
    assert "Your side has signed" in page.text
    assert "No amnesty statement is signed here yet" in reader.open("/share").text
    page = signs(union)

    assert "Statement 1, since November 16, 2026." in page.text
    box = reader.open("/share").one(".amnesty")
    assert "Amnesty statement 1, in force since November 16, 2026" in box.get_text()
    assert box.select_one("strong").get_text() == "never"
    assert "Signed by curriculum office for curriculum staff on November 16, 2026" in " ".join(
        box.get_text(" ").split()
    )
    assert "Signed by union office for the union on November 16, 2026" in " ".join(box.get_text(" ").split())


def test_the_desk_says_what_waits(curriculum, union):
    assert "No amnesty statement is signed yet. Write one" in union.open("/staff/").text

    proposes(curriculum)
    signs(curriculum)

    assert "statement 1 waits for your signature" in union.open("/staff/").text
    assert "statement 1 waits for the other side’s signature" in curriculum.open("/staff/").text
    signs(union)
    assert "Statement 1, since November 16, 2026" in union.open("/staff/").text
    assert "waits for your signature" not in union.open("/staff/").text


def test_the_second_signature_wants_an_edition_and_the_first_does_not(app, curriculum, union, reader):
    proposes(curriculum)
    signs(curriculum)
    with app.app_context():
        assert snapshot.standing().wanted == snapshot.standing().edition == 1

    signs(union)

    build(app)
    assert "Edition 2" in union.open("/staff/").text


def test_a_proposal_that_one_side_signed_gives_way_to_a_newer_one(app, curriculum, union):
    proposes(curriculum)
    signs(curriculum)
    read = union.open("/staff/amnesty")

    proposes(union, text="A better text.")

    page = read.send("Sign for the union")
    assert page.status == 409
    assert "Another text took the place of the one you read" in page.problem
    assert "Nobody has signed yet" in union.open("/staff/amnesty").text
    signs(union)
    signs(curriculum)
    with app.app_context():
        assert models.in_force().number == 2
        assert [version.number for version in models.versions()] == [2]
        assert {signature.name for signature in models.by_version(1).signatures} == {"curriculum office"}


def test_nobody_signs_twice_or_what_they_did_not_read(app, amnestied):
    with app.app_context():
        union = by_email("union@example.org")
        with pytest.raises(RefusedError, match="Propose one first"):
            actions.sign(1, models.in_force().content_hash, by=union)
        actions.propose("A second text.", by=union)
        with pytest.raises(StaleError):
            actions.sign(2, models.by_version(1).content_hash, by=union)
        actions.sign(2, models.pending().content_hash, by=union)
        with pytest.raises(RefusedError, match="Your side has signed"):
            actions.sign(2, models.pending().content_hash, by=union)
        assert models.in_force().number == 1


def test_an_administrator_neither_proposes_nor_signs(app, admin):
    assert admin.open("/staff/amnesty").status == 403
    with app.app_context():
        kim = by_email("admin@example.org")
        with pytest.raises(NotAllowedError):
            actions.propose("A text.", by=kim)
        actions.propose("A text.", by=by_email("union@example.org"))
        with pytest.raises(NotAllowedError):
            actions.sign(1, models.pending().content_hash, by=kim)
        assert models.pending().signatures == ()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param("  ", "Write what both sides promise first.", id="nothing"),
        pytest.param("x" * 4_001, "Take 1 character out", id="too long"),
        pytest.param(STATEMENT, "These are the words that stand already.", id="what is in force"),
    ],
)
def test_what_cannot_stand_is_refused_and_stays_in_the_form(amnestied, curriculum, typed, sentence):
    page = proposes(curriculum, text=typed)

    assert page.status == 422
    assert sentence in page.problem
    assert page.one("textarea").get_text().strip() == typed.strip()


def test_the_form_starts_from_the_present_text(amnestied, union):
    assert union.open("/staff/amnesty").one("textarea").get_text().strip() == STATEMENT


def test_markdown_can_do_nothing_on_a_page(app, reader):
    both_sign(app, "Fine. <script>alert(1)</script> <img src=x onerror=alert(1)> [here](javascript:alert(1))")

    for path in ("/share", "/share/prompt", "/promise"):
        page = reader.open(path)
        assert not page.soup.select("main script, main img, main [onerror], main a[href^=javascript]")
        assert "Fine." in page.text


def test_all_of_it_is_in_the_audit(app, amnestied):
    with app.app_context():
        lines = {(line.by, re.sub("[0-9a-f]{12}$", "…", line.what)) for line in audit.lines()}

    assert lines >= {
        ("curriculum@example.org", "proposed amnesty statement 1, content …"),
        ("curriculum@example.org", "signed amnesty statement 1 for the curriculum side, content …"),
        ("union@example.org", "signed amnesty statement 1 for the union side, content …"),
    }


def test_it_lies_folded_over_each_form_and_under_each_preview(amnestied, teacher):
    for kind in ("prompt", "workflow", "caught"):
        line = "Amnesty statement 1, signed by curriculum office and union office. Read it."
        for page in (teacher.open(f"/share/{kind}"), teacher.previews(kind)):
            (fold,) = [each for each in page.soup.select("details") if line in each.get_text()]
            assert not fold.has_attr("open")
            assert "Not in an evaluation." in fold.get_text()


def test_a_district_without_one_says_so_before_anyone_writes(teacher):
    assert "No amnesty statement is signed here yet" in teacher.open("/share").text
    assert "No amnesty statement is signed here yet" in teacher.open("/share/prompt").text
    assert "No amnesty statement is signed here yet" in teacher.open("/promise").text

    receipt = teacher.shares("prompt")

    assert "No amnesty statement was signed when you shared this." in teacher.shows(receipt).text


def test_a_statement_that_changes_between_preview_and_press_is_looked_at_again(app, amnestied, teacher):
    preview = teacher.previews("prompt")
    both_sign(app, "Another text.")

    page = preview.send("Share it")

    assert page.status == 409
    assert page.problem == "! The amnesty statement has changed. Read it, then press again."
    assert "Another text." in page.one("details[open]").get_text()
    assert stored(app) == []
    receipt = page.send("Share it")
    assert receipt.status == 200
    assert "amnesty statement 2" in receipt.text
    assert stored(app) == [(PROMPT["title"], 2)]


def test_the_first_statement_of_all_is_looked_at_too(app, teacher):
    preview = teacher.previews("prompt")
    both_sign(app)

    assert preview.send("Share it").status == 409
    assert stored(app) == []


def test_nobody_shares_under_a_version_that_the_page_did_not_show(app, amnestied, teacher):
    preview = teacher.previews("prompt")
    both_sign(app, "Another text.")

    page = preview.send("Share it", amnesty="2")

    assert page.status == 400
    assert "not the words you looked over" in page.problem
    assert stored(app) == []


def test_a_lost_answer_sent_again_after_a_change_gives_the_same_receipt_under_the_old_statement(
    app, amnestied, teacher
):
    preview = teacher.previews("prompt")
    first = preview.send("Share it").receipt
    both_sign(app, "Another text.")

    again = preview.send("Share it")

    assert again.receipt == first
    assert "You shared this under amnesty statement 1" in again.text
    assert stored(app) == [(PROMPT["title"], 1)]


def test_the_statement_of_a_day_is_dated(app, amnestied, reader):
    days_later(app, 30)
    both_sign(app, "Another text.")

    page = reader.open("/promise")

    assert "Amnesty statement 2, in force since December 16, 2026" in page.text
    assert "Statement 1, in force from November 16, 2026 to December 16, 2026" in page.text
    assert [box["id"] for box in page.soup.select(".amnesty")] == ["amnesty-2", "amnesty-1"]
    assert "Amnesty statement 1: curriculum office for curriculum staff on November 16, 2026" in page.text


def stored(app):
    with app.app_context():
        return [tuple(row) for row in db.session.execute(db.text("SELECT title, amnesty FROM practice"))]
