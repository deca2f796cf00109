"""The run-sheet: its buttons keep what was typed, and what a room relies on can't be taken out."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from showme.rooms import of, plan

from portal.showme.runsheet import DEFAULT, Screen, Step
from portal.showme.sheet_form import pressed, rows_of
from portal.showme.sheet_rules import doubts, faults

TITLES = [step.title for step in DEFAULT]
AMNESTY = DEFAULT[0]
VOTE = next(step for step in DEFAULT if step.screen is Screen.VOTE)
WRITE = next(step for step in DEFAULT if step.screen is Screen.WRITE)


def sheet(app, curriculum, code):
    with app.app_context():
        return curriculum.open(f"/staff/showme/{of(code).id}/sheet")


def titles(page):
    return [str(tag["value"]) for tag in page.soup.select("input[name=title]")]


def steps(app, code):
    with app.app_context():
        return of(code).steps()


def press(page, do, **typed):
    """Press a button by what it does, after typing."""
    data = {tag["name"]: tag["value"] for tag in page.soup.select("main form input[type=hidden]")}
    for name in ("title", "minutes"):
        data[name] = [tag["value"] for tag in page.soup.select(f"[name={name}]")]
    for name in ("words", "cue"):
        data[name] = [tag.get_text().strip() for tag in page.soup.select(f"[name={name}]")]
    data["screen"] = [tag["value"] for tag in page.soup.select("[name=screen] option[selected]")]
    return page.browser.post(page.path, data | {"do": do} | typed)


def test_buttons_move_add_and_take_out_and_only_the_first_one_keeps(app, curriculum):
    code = plan(app)
    page = press(sheet(app, curriculum, code), "down 3")
    assert titles(page) == [*TITLES[:3], TITLES[4], TITLES[3], *TITLES[5:]]
    page = press(page, "add 0")
    assert titles(page) == [TITLES[0], "", *TITLES[1:3], TITLES[4], TITLES[3], *TITLES[5:]]
    named = press(page, "out 2", title=[TITLES[0], "Coffee", *titles(page)[2:]])
    assert titles(named)[:3] == [TITLES[0], "Coffee", TITLES[2]]
    assert "Not kept yet." in named.text
    assert steps(app, code) == DEFAULT

    press(named, "")

    assert [step.title for step in steps(app, code)][:3] == [TITLES[0], "Coffee", TITLES[2]]
    assert "the usual one takes 45" in sheet(app, curriculum, code).text
    assert titles(press(sheet(app, curriculum, code), "usual")) == TITLES


def test_what_a_room_relies_on_can_not_be_taken_out_and_wrong_minutes_stay_in_the_form(app, curriculum):
    code = plan(app)
    page = sheet(app, curriculum, code)

    for typed in ("", "-1", "61", "ten", "5.5", "²", "9" * 5000):
        told = press(page, "", minutes=[typed, *["5"] * (len(DEFAULT) - 1)])
        assert told.status == 422
        assert "Step 1: write whole minutes from 0 to 60." in told.problem
        assert told.one("#minutes-0")["value"] == typed
    told = press(press(page, "out 0"), "")
    assert told.status == 422
    assert "the room relies on hearing it" in told.problem

    assert steps(app, code) == DEFAULT


def test_of_two_who_change_a_run_sheet_the_second_is_told_and_decides(app, curriculum, union):
    code = plan(app)
    mine, theirs = sheet(app, curriculum, code), sheet(app, union, code)
    press(theirs, "", title=["Our promise", *TITLES[1:]])

    told = press(mine, "", title=[*TITLES[:-1], "Good night"])

    assert told.status == 409
    assert "Our promise, 4 min" in told.text
    assert titles(told)[-1] == "Good night"
    assert press(told, "").status == 200
    assert (steps(app, code)[0].title, steps(app, code)[-1].title) == (TITLES[0], "Good night")


def test_the_usual_run_sheet_is_sound():
    assert list(faults(DEFAULT)) == []
    assert list(doubts(DEFAULT)) == []


def test_what_can_not_stand_is_named_with_its_place():
    wrong = (
        replace(AMNESTY, title=""),
        replace(VOTE, words="x" * 401, minutes=61),
        *[WRITE] * 20,
    )

    assert [(fault.step, fault.what) for fault in faults(wrong)] == [
        (20, "title"),
        (0, "title"),
        (1, "words"),
        (1, "minutes"),
    ]
    assert list(faults(())) != []


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ((AMNESTY, VOTE, WRITE), ["Step 2 votes on an empty board"]),
        ((WRITE, AMNESTY, VOTE), ["In step 1 people write before they have heard"]),
        ((AMNESTY, WRITE, VOTE), []),
    ],
)
def test_an_order_that_shows_an_empty_board_is_doubted_and_not_refused(order, said):
    assert list(faults(order)) == []
    assert [doubt[: len(begins)] for doubt, begins in zip(doubts(order), said, strict=True)] == said


@settings(max_examples=60)
@given(some.lists(some.sampled_from(["up", "down", "out", "add", "usual", "", "sideways"]), max_size=6), some.data())
def test_no_press_loses_or_doubles_a_step_that_it_does_not_name(presses, data):
    rows = rows_of(tuple(Step(Screen.WORDS, f"step {n}", "", "", 1) for n in range(4)))
    for do in presses:
        place = data.draw(some.integers(0, len(rows) + 1))
        after = pressed(rows, f"{do} {place}" if do != "usual" else do)
        if do in {"up", "down", "", "sideways"}:
            assert sorted(row.title for row in after) == sorted(row.title for row in rows)
            lands = {"up": max(place - 1, 0), "down": min(place + 1, len(rows) - 1)}.get(do, place)
            assert place >= len(rows) or after[lands] == rows[place]
        elif do == "out":
            assert after == rows[:place] + rows[place + 1 :]
        elif do == "add":
            assert [row for row in after if row.title] == [row for row in rows if row.title]
            assert len(after) == len(rows) + 1
        else:
            assert after == rows_of(DEFAULT)
        rows = after
