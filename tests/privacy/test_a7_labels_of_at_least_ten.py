"""Rule A7: the label of a practice covers at least ten teachers who teach all it names, and it only ever widens."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from conftest import DISTRICT
from flask import Flask
from hypothesis import given
from hypothesis import strategies as some
from people import KINDS
from privacy.looking import as_stored, database_of
from privacy.stories import key_of, let_all_out, share
from sqlalchemy import update

from portal.anonymity import labels
from portal.anonymity.labels import EVERYBODY, Label, Roster, Row, lies_in
from portal.db import db
from portal.district import ROOT
from portal.editions import actions as editions
from portal.editions import builder
from portal.practices import actions
from portal.practices.draft import Draft
from portal.practices.models import Practice
from portal.practices.rules import State
from portal.search import reading
from portal.trials.models import Trial
from portal.vocabulary import roster, words
from portal.web.limits import MOST_BITS

LEAST = 10

VOCABULARY = words.read(ROOT / "seed" / "vocabulary.json")
BANDS = VOCABULARY.bands
SUBJECTS = ("math", "english", "science", "library")
GRADES = ("02", "04", "06", "07", "08", "10")
PLACES = (*GRADES, *BANDS, "UG")


def random_roster(chance: random.Random) -> Roster | None:
    """Draw what a district may say of its teachers; one time in five it says nothing."""
    if chance.random() < 0.2:
        return None
    places = {(frozenset(some_of(chance, (*SUBJECTS, "any"))), chance.choice(PLACES)) for _ in range(25)}
    ordered = sorted(places, key=lambda place: (sorted(place[0]), place[1]))
    return Roster(tuple(Row(subjects, place, chance.randrange(16)) for subjects, place in ordered))


def some_of(chance: random.Random, codes: tuple[str, ...]) -> list[str]:
    return chance.sample(codes, chance.choice((1, 1, 1, 2, 3)))


def holds(label: Label, known: Roster | None) -> bool:
    """Say whether a label is one that the rule allows under this roster."""
    if known is None:
        return len(label.subjects) == 1 and label.place in {*BANDS, "UG"}
    return label == EVERYBODY or known.count(label, BANDS) >= LEAST


def widens(before: Label, after: Label) -> bool:
    """Say whether a label holds for everyone that the one before it held for."""
    return set(after.subjects) - {"any"} <= set(before.subjects) and lies_in(before.place, after.place, BANDS)


# --- The rule, over any number of years.


@given(some.integers(0, 2**32 - 1))
def test_over_any_history_of_rosters_a_label_covers_enough_and_only_widens(seed):
    chance = random.Random(seed)  # noqa: S311 - any draw will do
    history = [random_roster(chance) for _ in range(6)]
    label = Label(tuple(some_of(chance, SUBJECTS)), "UG")
    grades = some_of(chance, PLACES)

    line = []
    for known in history:
        label = labels.safe(label.subjects, grades, bands=BANDS, roster=known, least=LEAST)
        grades = [label.place]
        line.append(label)

    assert [label for label, known in zip(line, history, strict=True) if not holds(label, known)] == []
    assert all(widens(before, after) for before, after in pairwise(line))


# --- The same on a real database, with real editions.


def test_every_card_of_every_edition_covers_ten_and_no_label_is_ever_narrowed(app, record_property):
    looked_at = widened = 0
    seen: dict[str, Label] = {}
    for year in range(12):
        chance = random.Random(year)  # noqa: S311 - a fixed draw
        if year % 3 == 0:
            clear_the_site(app)
            seen = {}
        app.extensions["roster"] = random_roster(chance)
        release_some(app, chance)
        for key, label in labels_of(app).items():
            assert holds(label, app.extensions["roster"]), (year, label)
            assert widens(seen.get(key, label), label), (year, seen[key], label)
            widened += seen.get(key, label) != label
            looked_at += 1
            seen[key] = label

    assert widened > 20, "the rosters changed too little to show anything"
    record_property(
        "A7: labels", f"{looked_at} cards in 12 editions over changing rosters, {widened} widened, 0 finer than ten (0)"
    )


def release_some(app: Flask, chance: random.Random) -> None:
    with app.app_context():
        for _ in range(25):
            draft = Draft(
                kind="workflow",
                title="An idea",
                words={"steps": "1. A step", "checks": "I read it.", "discarded": ""},
                subjects=some_of(chance, SUBJECTS),
                grades=some_of(chance, PLACES),
                task="feedback",
            )
            actions.share(draft, nonce=f"{chance.random()}", bits=MOST_BITS)
        db.session.execute(update(Practice).where(Practice.state == State.WAITING).values(state=State.POOL))
        db.session.commit()
        editions.release(by="test", skip_the_week=True)
        builder.build()


def clear_the_site(app: Flask) -> None:
    with app.app_context():
        db.session.execute(db.delete(Practice))
        db.session.commit()


def labels_of(app: Flask) -> dict[str, Label]:
    """Give the label of each card that readers find, and hold it against what the database keeps."""
    with app.test_request_context():
        cards = reading.cards()
    found = {card.id: Label(card.subject, *card.grade) for card in cards}
    with app.app_context():
        kept = {
            practice.id: Label(tuple(practice.subjects), *practice.grades)
            for practice in db.session.scalars(db.select(Practice).where(Practice.state == State.RELEASED))
        }
    assert kept == found, "the database keeps something finer than the label"
    return found


# --- What a district's own file does, from the form to the page.


class TestWithARoster:
    @pytest.fixture
    def district(self, tmp_path):
        (tmp_path / "roster.csv").write_text(
            "subject,grade,teachers\nmath,07,12\nmath,6-8,124\nlibrary,6-8,3\nany,03,30\n", encoding="utf-8"
        )
        return replace(DISTRICT, folder=tmp_path)

    def test_a_single_grade_is_shown_where_twelve_teach_it_and_widened_when_three_are_left(self, app, tmp_path):
        for number in range(5):
            share(app, app.test_client(), "prompt", title=f"Practice {number}", grade=["07"])
        let_all_out(app)
        assert {(label.subjects, label.place) for label in labels_of(app).values()} == {(("math",), "07")}

        start_anew(app, tmp_path, "math,07,3\nmath,6-8,40\n")
        assert {(label.subjects, label.place) for label in labels_of(app).values()} == {(("math",), "6-8")}
        page = app.test_client().get(f"/practices/{key_of(app, 'Practice 1')}").text
        assert "Grades 6 to 8" in page
        assert "Grade 7" not in page
        assert [row for row in as_stored(database_of(app), "practice") if '["07"]' in row] == []

        start_anew(app, tmp_path, "math,07,200\n")
        assert {(label.subjects, label.place) for label in labels_of(app).values()} == {(("math",), "6-8")}

    def test_its_author_sees_about_how_many_fit_while_choosing_and_before_anything_is_kept(self, app, teacher):
        answer = app.test_client().post("/share/label", data={"subject": "math", "grade": ["6-8"]})
        assert answer.json == {
            "where": "Mathematics · Grades 6 to 8",
            "teachers": 140,
            "said": "About 140 teachers here fit this label.",
            "why": "",
        }

        page = teacher.previews("prompt", grade=["6-8"])
        assert "Colleagues will see: Mathematics · Grades 6 to 8 . About 140 teachers here fit this label." in page.text
        assert "Your own words can still narrow it down." in page.text
        assert as_stored(database_of(app), "practice") == []

    @pytest.mark.parametrize(
        ("chosen", "where", "said"),
        [
            pytest.param({"subject": "math", "grade": "7"}, "Mathematics · Grade 7", "At least 10", id="enough"),
            pytest.param(
                {"subject": "math", "grade": "06"},
                "Mathematics · Grades 6 to 8",
                "About 140 teachers here fit this label. Fewer than 10 teachers here fit Grade 6, so we show Grades 6",
                id="too few in a grade",
            ),
            pytest.param(
                {"subject": "library", "grade": "08"},
                "Library / media · Any grade",
                "About 30 teachers here fit this label. Fewer than 10 teachers here fit Grade 8, so we show any grade.",
                id="too few in a group of grades",
            ),
            pytest.param(
                {"subject": ["math", "science"], "grade": "03"},
                "Mathematics, Science · Grade 3",
                "About 30",
                id="generalists teach both",
            ),
            pytest.param(
                {"subject": "math", "grade": ["04", "07"]},
                "Mathematics · Any grade",
                "About 170 teachers here fit this label. These grades lie in more than one group",
                id="two groups of grades",
            ),
            pytest.param(
                {"grade": "no such grade"}, "All subjects / not subject specific · Any grade", "About 170", id="nothing"
            ),
        ],
    )
    def test_it_says_why_a_label_is_wide_and_never_a_small_number(self, app, chosen, where, said):
        told = app.test_client().post("/share/label", data=chosen).json

        assert told["where"] == where
        assert f"{told['said']} {told['why']}".startswith(said)
        assert told["teachers"] % 10 == 0

    def test_few_who_teach_both_are_not_named_together(self, app, tmp_path):
        start_anew(app, tmp_path, "math,6-8,50\nlibrary,6-8,50\nmath;library,6-8,1\n")

        told = app.test_client().post("/share/label", data={"subject": ["math", "library"], "grade": "6-8"}).json

        assert told["where"] == "All subjects / not subject specific · Any grade"
        assert told["why"] == "Few teach both, so we show all subjects. Choose one if that is too wide."

    def test_a_district_of_eight_says_that_they_are_few(self, app, tmp_path):
        start_anew(app, tmp_path, "any,any,8\n")

        told = app.test_client().post("/share/label", data={"subject": "math", "grade": "07"}).json

        assert told["where"] == "All subjects / not subject specific · Any grade"
        assert told["said"] == "Fewer than 10 teachers work here."


def start_anew(app: Flask, folder, rows: str) -> None:
    """Let the district change its file, start the portal again, and lay the edition out anew."""
    path = folder / "roster.csv"
    path.write_text(f"subject,grade,teachers\n{rows}", encoding="utf-8")
    app.extensions["roster"] = roster.read(path, VOCABULARY)
    with app.app_context():
        builder.build(anew=True)


# --- A report is a teacher's too.


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        pytest.param(("math", "07"), ("math", "6-8"), id="many stand there"),
        pytest.param(("library", "07"), ("", ""), id="too few teach it"),
        pytest.param(("math", "09"), ("math", ""), id="too few teach it there"),
        pytest.param(("", "07"), ("", "6-8"), id="only the grades were said"),
        pytest.param(("math", ""), ("math", ""), id="only the subject was said"),
        pytest.param(("", ""), ("", ""), id="nothing was said"),
    ],
)
def test_a_report_keeps_no_place_in_which_too_few_teach(app, released, reader, said, kept):
    rows = (
        Row(frozenset({"math"}), "6-8", 30),
        Row(frozenset({"math"}), "9-12", 2),
        Row(frozenset({"library"}), "6-8", 2),
    )
    app.extensions["roster"] = Roster(rows)
    page = reader.shows(next(iter(released.values()))).follow("See it as colleagues do").path

    reader.open(f"{page}/tried").send(outcome="worked", subject=said[0], grade=said[1])

    with app.app_context():
        assert [(trial.subject, trial.band) for trial in db.session.scalars(db.select(Trial))] == [kept]


# --- Without a roster nobody knows how many there are.


def test_without_a_roster_a_page_says_so_and_shows_one_subject_and_one_band(teacher):
    page = teacher.previews("prompt", subject=["math", "science"], grade=["07"])

    assert "Colleagues will see: All subjects / not subject specific · Grades 6 to 8 ." in page.text
    assert "This district has not told us how many teachers there are, so we show" in page.text
    assert "teachers here fit" not in page.text
    assert "never a single one" in teacher.open("/share/prompt").text


# --- Nothing else beside the label is finer.


def test_a_tool_or_a_language_is_shown_only_where_five_share_it(app, teacher):
    client = app.test_client()
    for number in range(5):
        tools = ["claude", "gemini"] if number else ["claude"]
        language = "so" if number == 4 else "en"
        share(app, client, "prompt", title=f"Practice {number}", tool=tools, language=language)
    let_all_out(app)

    with app.test_request_context():
        cards = reading.cards()
    assert {card.tool for card in cards} == {("claude",)}
    assert {card.language for card in cards} == {""}, "four in English are too few as well"
    assert teacher.finds("tool=gemini") == []
    assert "Gemini" not in teacher.open(f"/practices/{key_of(app, 'Practice 4')}").text


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_asked_for_a_school(teacher, kind):
    fields = teacher.open(f"/share/{kind}").soup.select("main [name]")
    assert {str(field["name"]) for field in fields} <= {*KINDS[kind], "token", "receipt", "do"}


def test_where_it_was_tried_is_named_from_five_reports_on_and_by_band(app, public, reader):
    path = f"/practices/{key_of(app, 'Three reading levels')}"
    for number in range(6):
        reader.open(f"{path}/tried").send(outcome="worked", subject="math", grade="07")
        if number == 3:
            another_release(app)
            assert "We name a subject or a grade band once five reports come from it." in reader.open(path).text
    another_release(app)

    assert (
        "Mathematics (5 or more reports) · Grades 6 to 8 (5 or more reports)"
        in reader.open(path).one(".facts").get_text()
    )
    assert {row[4] for row in as_stored(database_of(app), "trial")} == {"6-8"}


def another_release(app: Flask) -> None:
    for number in range(5):
        share(app, app.test_client(), "caught", title=f"Other {number}", grade=["07"])
    let_all_out(app)
