"""Staff see what teachers do beside what the guide covers, and let everybody see it; nobody's answer shows."""

import json

import pytest
from flask_migrate import downgrade, upgrade
from people import FIVE, build
from privacy.stories import key_of, let_all_out, publish_gap, publish_guide, share

from portal import snapshot
from portal.db import db
from portal.gap.models import AllowedCount
from portal.practices.models import Practice


@pytest.fixture
def release(app):
    """Release practices for one job in math, with what each author says is allowed."""

    def shared(*answers):
        client = app.test_client()
        for number, said in enumerate(answers):
            share(app, client, "prompt", title=f"Practice number {number}", allowed=said)
        let_all_out(app)

    return shared


@pytest.fixture
def public(app):
    """Five practices that are public, with their receipts by title."""
    client = app.test_client()
    receipts = {title: share(app, client, kind, title=title) for kind, title in FIVE}
    let_all_out(app)
    return receipts


def cells(page):
    """Give the words of each cell that holds practices."""
    return [" ".join(tag.get_text().split()) for tag in page.soup.select("td a .visually-hidden")]


def counted(app):
    """Give (yes, others, new yes, new others) by axis and place."""
    with app.app_context():
        rows = db.session.scalars(db.select(AllowedCount))
        return {(row.axis.value, row.place): (row.yes, row.others, row.new_yes, row.new_others) for row in rows}


def still_told(app):
    """Give what rows of released practices say is allowed."""
    with app.app_context():
        return set(db.session.scalars(db.select(Practice.allowed).where(Practice.edition > 0)))


def test_what_authors_say_leaves_their_rows_and_is_told_only_five_answers_at_a_time(app, release, curriculum):
    release("no", "unsure", "no", "no", "")
    assert still_told(app) == {""}
    assert set(counted(app)) == {("subject", "math"), ("grade", "6-8"), ("grade", "")}
    assert cells(curriculum.open("/staff/gap")) == [
        "Making assessments, Grades 6 to 8: 5 practices, nothing in the guide"
    ]

    release("yes", "yes", "yes", "yes", "yes")
    assert set(counted(app).values()) == {(5, 4, 0, 0)}
    assert "opinions differ on whether it is allowed" in cells(curriculum.open("/staff/gap"))[0]

    release("yes", "yes", "yes", "yes", "")
    assert set(counted(app).values()) == {(5, 4, 4, 0)}
    assert "15 practices" in cells(curriculum.open("/staff/gap?by=subject"))[0]
    assert "opinions differ" in cells(curriculum.open("/staff/gap?by=subject"))[0]


def test_everybody_sees_the_page_once_staff_publish_it_until_they_take_it_off(app, public, curriculum, union, reader):
    assert reader.open("/gap").status == 404
    page = curriculum.open("/staff/gap")
    assert "Making assessments · Grades 6 to 8" in page.one(".next").get_text()
    assert "2 of them tell what AI got wrong, and nothing in the guide yet" in page.text
    line = page.follow("Start a line from")
    assert line.path.startswith("/staff/guide/recommend?practice=")
    assert line.status == 200

    page.send("Let everybody see it")
    publish_guide(app, [key_of(app, "A quote nobody said")])

    shown = reader.open("/").follow("beside what the guide covers")
    assert any("2 of them caught, in the guide" in words for words in cells(shown))
    assert "Grading and feedback · Grades 6 to 8 . One practice, and nothing in the guide yet." in shown.text
    assert "Making assessments" not in shown.one(".next").get_text()
    assert "Start a line" not in shown.text
    assert reader.open("/guide").follow("beside what this guide covers").path == "/gap"
    assert "let all readers see the gap between policy and practice" in curriculum.open("/staff/").text
    with app.app_context():
        laid = (snapshot.folder(snapshot.standing().edition) / "gap.json").read_text(encoding="utf-8")
    assert json.loads(laid)["public"]
    assert not [title for title in public if key_of(app, title) in laid]

    union.open("/staff/gap").send("Show it to staff only")
    build(app)

    assert reader.open("/gap").status == 404
    assert not reader.open("/").soup.select("a[href='/gap']")


def test_a_cell_leads_to_its_practices_and_what_is_taken_back_is_gone_from_it_at_once(app, public, teacher):
    publish_gap(app)
    page = teacher.open("/gap?by=subject")
    lists = [len(teacher.open(str(link["href"])).titles()) for link in page.soup.select("table a")]
    assert lists == [int(number.get_text()) for number in page.soup.select("table .sign__many")] == [4, 1]

    teacher.takes_back(public["From drafts to a lesson"])

    assert cells(teacher.open("/gap?by=subject")) == [
        "Making assessments, Mathematics: 4 practices, 2 of them caught, nothing in the guide"
    ]


def test_a_question_has_one_address(app, teacher):
    publish_gap(app)

    for asked, given in (("by=grade", ""), ("by=colour", ""), ("by=subject&x=1", "?by=subject")):
        assert teacher.browser.client.get(f"/gap?{asked}").headers["Location"] == f"/gap{given}"


def test_who_presses_after_a_colleague_is_told_so_and_an_administrator_does_not_decide(curriculum, union, admin):
    late = curriculum.open("/staff/gap")
    union.open("/staff/gap").send("Let everybody see it")

    refused = late.send("Let everybody see it")

    assert refused.status == 409
    assert "A colleague was faster" in refused.problem
    assert admin.open("/staff/gap").status == 403


@pytest.mark.parametrize(("left", "wrong"), [("", "JSONDecodeError"), ("{}", "KeyError"), ("[1]", "TypeError")])
def test_where_its_part_of_an_edition_is_damaged_nobody_reads_that_there_is_no_gap(app, reader, caplog, left, wrong):
    publish_gap(app)
    with app.app_context():
        (snapshot.folder(snapshot.standing().edition) / "gap.json").write_text(left)

    assert reader.open("/gap").status == reader.open("/healthz").status == 503
    assert f"{wrong} at gap/laid.py" in caplog.text


def test_the_step_to_this_version_counts_the_answers_that_older_rows_still_hold(app, release):
    release("", "", "", "", "")
    with app.app_context():
        db.session.remove()
        downgrade(revision="0002")
        for number, said in enumerate(("yes", "no", "unsure")):
            told = db.text("UPDATE practice SET allowed = :said WHERE title = :title")
            db.session.execute(told, {"said": said, "title": f"Practice number {number}"})
        db.session.commit()

        upgrade()

    assert still_told(app) == {""}
    assert counted(app) == dict.fromkeys((("subject", "math"), ("grade", "6-8"), ("grade", "")), (0, 0, 1, 2))
