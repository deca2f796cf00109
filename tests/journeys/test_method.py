"""The method from end to end, through pages without script."""

from people import Staff, Teacher, build, days_later

from portal.db import db
from portal.editions import builder
from portal.trials.models import Trial


def test_five_practices_go_public_together_and_are_found(app, released, reader):
    assert reader.finds("q=reading+level")[0] == "Three reading levels"
    assert sorted(reader.finds("subject=math&grade=08&kind=caught")) == [
        "A key with a wrong sign",
        "A quote nobody said",
    ]
    assert reader.finds("grade=02") == []


def test_a_pool_of_four_is_not_released(app, teacher, curriculum, reader):
    receipts = [teacher.shares("prompt", title=f"Practice {n}") for n in range(4)]
    days_later(app, 1)
    curriculum.clears_everything()

    page = curriculum.releases()

    assert "4 of the 5" in page.text
    assert reader.finds("") == []
    days_later(app, 1)
    assert "4 of 5 this morning" in teacher.shows(receipts[0]).text


def test_a_second_release_waits_for_a_new_week(app, teacher, curriculum):
    for round_ in range(2):
        for n in range(5):
            teacher.shares("prompt", title=f"Practice {round_} {n}")
        days_later(app, 1)
        curriculum.clears_everything()
        page = curriculum.releases()

    assert "There was a release this week" in page.text


def test_a_question_is_asked_and_answered_by_receipt(app, teacher, curriculum):
    receipt = teacher.shares("prompt")
    days_later(app, 1)
    key = curriculum.finds_in_tray("Exit ticket in two minutes")
    curriculum.decides(key, "ask", words="Which grade did you write it for?")

    page = teacher.shows(receipt)
    assert "Which grade did you write it for?" in page.text
    page.send("Send the answer", answer="For a group that reads two years ahead.")
    assert teacher.state(receipt) == "waiting"

    days_later(app, 1)
    assert "For a group that reads two years ahead." in curriculum.open("/staff/tray").text


def test_a_suggested_redaction_is_accepted_with_one_press(app, teacher, curriculum):
    receipt = teacher.shares("prompt", when="In my 3rd period.")
    days_later(app, 1)
    key = curriculum.finds_in_tray("Exit ticket in two minutes")
    curriculum.decides(key, "redact", words="my 3rd period", instead="one class")

    page = teacher.shows(receipt).send("Make this change")

    assert "In one class." in page.text
    assert "3rd period" not in page.text


def test_a_declined_text_tells_its_author_why(app, teacher, curriculum):
    receipt = teacher.shares("prompt")
    days_later(app, 1)
    curriculum.decides(curriculum.finds_in_tray("Exit ticket in two minutes"), "decline", words="It names a student.")

    assert "It names a student." in teacher.shows(receipt).text


def test_a_correction_is_read_again_and_replaces_the_old_words(app, teacher, curriculum):
    receipt = teacher.shares("prompt")
    days_later(app, 1)
    curriculum.clears_everything()
    assert teacher.state(receipt) == "pool"

    form = teacher.shows(receipt).send("Correct the words")
    form.send("See the preview", title="A clearer title").send("Put the new words in place")

    assert teacher.state(receipt) == "waiting"
    assert teacher.shows(receipt).heading == "A clearer title"


def test_trials_move_only_with_a_release_and_three_of_them_count(app, released, reader, teacher, curriculum):
    key = find(reader, "Three reading levels")
    for n in range(4):
        reader.open(f"/practices/{key}/tried").send(
            outcome="worked", subject="math", grade="07", minutes="10", note=f"Line {n}"
        )
    assert "No reports yet" in reader.open(f"/practices/{key}").text

    for n in range(5):
        teacher.shares("prompt", title=f"Another {n}")
    days_later(app, 1)
    curriculum.clears_everything()
    curriculum.releases()

    page = reader.open(f"/practices/{key}")
    assert "3 reports: 3 worked" in page.text
    assert page.text.count("Line ") == 3


def test_a_trial_sent_twice_counts_once(app, released, reader):
    key = find(reader, "Three reading levels")
    page = reader.open(f"/practices/{key}/tried")
    page.send(outcome="worked")
    page.send(outcome="worked")

    with app.app_context():
        assert len(list(db.session.scalars(db.select(Trial)))) == 1


def test_taken_back_now_means_gone_before_the_next_page(app, released, reader, teacher):
    key = find(reader, "Three reading levels")

    teacher.takes_back(released["Three reading levels"])

    assert reader.open(f"/practices/{key}").status == 404
    assert "Three reading levels" not in reader.finds("")
    assert teacher.shows(released["Three reading levels"]).status == 404


def test_taken_back_quietly_leaves_with_the_next_edition(app, released, reader, teacher):
    key = find(reader, "Three reading levels")

    teacher.takes_back(released["Three reading levels"], quietly=True)

    assert reader.open(f"/practices/{key}").status == 200
    with app.app_context():
        builder.build(anew=True)
    assert reader.open(f"/practices/{key}").status == 404


def test_a_reader_reports_a_problem_and_staff_take_the_practice_down(app, released, reader, teacher, curriculum):
    key = find(reader, "A quote nobody said")
    reader.open(f"/practices/{key}/report").send(words="It names a student in the second line.")
    days_later(app, 1)

    assert "It names a student in the second line." in curriculum.open("/staff/tray").text
    curriculum.open(f"/staff/practices/{key}").send("Take it down now", words="It named a student.")

    assert reader.open(f"/practices/{key}").status == 404
    assert "It named a student." in teacher.shows(released["A quote nobody said"]).text


def test_a_practice_is_promoted_signed_by_both_sides_and_exported(app, released, reader, curriculum, union):
    key = find(reader, "Three reading levels")
    write_guide(curriculum, key)

    assert "Nothing blocks this draft" in curriculum.open("/staff/guide").text
    page = curriculum.open("/staff/guide")
    page.send("Sign for curriculum")
    again = page.send("Sign for curriculum")
    assert "Your side has signed this already" in again.problem
    assert reader.open("/guide").status == 404
    union.open("/staff/guide").send("Sign for the union")
    build(app)

    page = reader.open("/guide")
    assert "Three levels from one text" in page.text
    assert "union office" in page.text
    assert "In the guide" in reader.open(f"/practices/{key}").text
    assert reader.finds("guide=yes") == ["Three reading levels"]
    for ending, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("md", b"#"), ("json", b"{")):
        answer = reader.browser.client.get(f"/guide.{ending}")
        assert answer.status_code == 200
        assert answer.get_data().startswith(start)


def test_any_change_of_the_draft_voids_a_signature(app, released, reader, curriculum, union):
    write_guide(curriculum, find(reader, "Three reading levels"))
    curriculum.open("/staff/guide").send("Sign for curriculum")
    seen_before = union.open("/staff/guide")

    curriculum.open("/staff/guide/words").send("Keep the draft", sentence="Another sentence.")

    assert "Nobody has signed yet" in union.open("/staff/guide").text
    stale = seen_before.send("Sign for the union")
    assert stale.status == 409
    assert "changed after you opened" in stale.problem


def test_a_stale_draft_keeps_what_was_typed_and_overwrites_nothing(app, released, reader, curriculum, union):
    write_guide(curriculum, find(reader, "Three reading levels"))
    open_before = union.open("/staff/guide/words")
    curriculum.open("/staff/guide/words").send("Keep the draft", sentence="Hers.")

    page = open_before.send("Keep the draft", sentence="Mine.")

    assert page.status == 409
    assert page.one("textarea[name=sentence]").get_text().strip() == "Mine."
    assert "Hers." in curriculum.open("/staff/guide/words").one("textarea[name=sentence]").get_text()


def find(reader: Teacher, title: str) -> str:
    """Give the key of a public practice."""
    page = reader.open("/practices")
    return str(next(a["href"] for a in page.soup.select(".card__title a") if title in a.get_text())).rpartition("/")[2]


def write_guide(editor: Staff, key: str) -> None:
    """Promote one practice and fill in the rest of the draft."""
    editor.open(f"/staff/guide/recommend?practice={key}").send(
        "Keep this line",
        heading="Three levels from one text",
        when="Before a discussion.",
        do="Ask for three levels.",
        check="Compare the numbers.",
        reason="It helped every time.",
    )
    tree = {"question-1": "Could it name a student?", "yes-1": "Take the name out.", "no-1": "Go ahead."}
    editor.open("/staff/guide/tree").send("Keep the tree", **tree)
    editor.open("/staff/guide/words").send(
        "Keep the draft",
        audience="For everyone who teaches here.",
        sentence="Check it before students see it.",
        never_paste="Names\nGrades",
        promise="No one is rated by what they share.",
        made="From practices that teachers shared.",
        contact="The curriculum office",
        change="First issue.",
        review_by="2027-05-31",
    )


def test_a_practice_is_taken_out_of_the_pool_and_read_again(app, teacher, curriculum):
    receipt = teacher.shares("prompt")
    days_later(app, 1)
    curriculum.clears_everything()
    assert teacher.state(receipt) == "pool"

    curriculum.open("/staff/release").send("Read it again")

    assert teacher.state(receipt) == "tray"


def test_a_moderator_leaves_one_text_and_comes_to_the_next(app, teacher, curriculum):
    for n in range(3):
        teacher.shares("prompt", title=f"Text {n}")
    days_later(app, 1)

    page = curriculum.open("/staff/tray")
    seen = set()
    for _ in range(3):
        seen.add(page.one(".plain-text").get_text())
        page = page.follow("Leave it for now")

    assert seen == {"Text 0", "Text 1", "Text 2"}


def test_a_quiet_withdrawal_is_not_told_to_staff_before_the_next_edition(app, released, reader, teacher, curriculum):
    key = find(reader, "Three reading levels")
    write_guide(curriculum, key)
    before = curriculum.open("/staff/guide").text

    teacher.takes_back(released["Three reading levels"], quietly=True)

    assert curriculum.open("/staff/guide").text == before


def test_an_editor_hears_of_signs_that_cannot_be_printed(app, released, reader, curriculum):
    write_guide(curriculum, find(reader, "Three reading levels"))
    assert "can’t print" not in curriculum.open("/staff/guide").text

    curriculum.open("/staff/guide/words").send("Keep the draft", sentence="Look twice 평가 before students see it.")

    page = curriculum.open("/staff/guide")
    assert "The PDF can’t print 가 평." in page.text
    assert "Nothing blocks this draft" in page.text
