"""The facilitator's page: what is on, what comes next, the time, the board in one form, what the room asks."""

import pytest
from people import days_later
from showme.rooms import TITLES, begin, board, close, go_to, hand_in, of, plan

from portal import clock
from portal.practices import actions as practices
from portal.showme import boarding, models
from portal.showme.runsheet import Screen


@pytest.fixture
def code(app):
    return plan(app)


@pytest.fixture
def lead(app, code, curriculum):
    """Open the facilitator's page, as it is now."""
    return lambda: curriculum.open(address(app, code))


def address(app, code):
    with app.app_context():
        return f"/staff/showme/{of(code).id}/run"


def on_board(app, code, *titles):
    """Let people write, go on until the round is closed, and give their receipts."""
    begin(app, code)
    receipts = hand_in(app, code, *titles)
    go_to(app, code, Screen.BOARD)
    return receipts


def with_theme(page):
    """Name a first theme, and give the page and the theme's key."""
    page = page.send("Add a theme", another="Reading")
    return page, page.one("select[name=theme-2] option:last-child")["value"]


def press(page, do, path="/board"):
    """Send a press that the page has no button for."""
    return page.browser.post(page.path + path, {"csrf_token": page.one("main [name=csrf_token]")["value"], "do": do})


def seconds(page):
    """Read what the timer shows."""
    minutes, rest = page.one(".lead__timer").get_text().split(":")
    assert len(rest) == 2
    return 60 * int(minutes) + int(rest)


def passed(since):
    """Give the seconds that the portal may have seen pass since a tick: it counts whole ones."""
    return int(clock.ticks()) - int(since)


def themes(page):
    return [each["value"] for each in page.soup.select("input[name^=name-]")]


def test_it_leads_through_the_session_and_two_who_press_go_on_once(app, code, lead, union):
    later = plan(app, on="2026-11-23")
    refused = union.open(address(app, later)).send("Begin")
    assert refused.status == 409
    assert "planned for a later day" in refused.problem

    before = lead()
    assert before.one(".lead a.action")["href"] == before.path.replace("/run", "/screen")
    began = clock.ticks()
    page = before.send("Begin")
    assert "Read it aloud, all of it" in page.text
    assert 240 - passed(began) <= seconds(page) <= 240

    theirs = union.open(address(app, code))
    page.send("Next: What went wrong for me")
    page = theirs.send("Next: What went wrong for me")
    assert "Tell your own failure" in page.text

    page = page.send("Back").send("Stop").send("+1 min")
    assert page.one("h2").get_text() == "What we promise you"
    assert page.one(".lead__timer")["data-running"] == "no"
    assert 300 - passed(began) <= seconds(page) <= 300
    assert page.send("Run").one(".lead__timer")["data-running"] == "yes"
    assert {press(page, do, "").status for do in ("", "dance", "begin")} == {400, 409}


def test_it_says_how_many_slips_a_round_brought_and_never_how_many_wait(app, code, lead):
    begin(app, code)
    go_to(app, code, Screen.WRITE)
    empty = lead()
    hand_in(app, code, *TITLES[:4])
    waiting = lead()
    assert waiting.one("#board").get_text() == empty.one("#board").get_text()

    page = waiting.send("Next")
    assert "Fewer than five slips came" in page.text

    hand_in(app, code, TITLES[4])
    assert "Round 1 brought 5 slips" in page.send("Back").send("Next").text


def test_one_save_groups_tags_and_names_and_a_colleague_undoes_none_of_it(app, code, lead, union):
    on_board(app, code, *TITLES)
    page, theme = with_theme(lead())
    theirs = union.open(address(app, code))

    page.send("Save the board", form="#board form", **{"theme-2": theme, "cautions-3": "fact", "another": "Levels"})
    page = theirs.send("Save the board", form="#board form", **{"theme-5": theme})

    with app.app_context():
        assert [slip.number for slip in models.board(of(code)) if slip.theme_id == theme] == [2, 5]
        assert models.slip_numbered(of(code), 3).cautions == ["fact"]
    assert themes(page) == ["Levels", "Reading"]
    assert "Can go wrong: Wrong fact" in page.one("#slip-3").get_text()


def test_hiding_takes_one_press_and_no_press_loses_what_was_chosen(app, code, lead):
    on_board(app, code, *TITLES)
    page, theme = with_theme(lead())

    page = page.send("Hide it", form="#board form", **{"theme-2": theme, "another": "Levels"})
    assert sorted(board(app, code)) == [2, 3, 4, 5]
    assert "Hidden" in page.one("#slip-1").get_text()
    assert page.one("select[name=theme-2] option[selected]")["value"] == theme

    levels = page.one("input[type=text][value=Levels]")["name"]
    one = page.send("Hide the whole round", form="#board form", **{levels: "reading"})
    assert (board(app, code), themes(one)) == ({}, ["Reading"])
    none = one.send("Put it back", form="#board form").send("Drop it", form="#board form")
    assert (sorted(board(app, code)), themes(none)) == ([1], [])

    refused = page.send("Save the board", form="#board form", **{"theme-4": theme})
    assert refused.status == 404
    assert "A colleague took this theme away" in refused.problem


def test_a_slip_that_was_taken_back_is_gone_and_its_number_is_nobodys(app, code, lead):
    receipts = on_board(app, code, *TITLES)
    page = lead()
    number = next(number for number, title in board(app, code).items() if title == "A quiz key")

    with app.app_context():
        practices.withdraw(receipts["A quiz key"], at_once=True)

    assert "A quiz key" not in lead().text
    wrong = (f"hide {number}", "hide 99", "hide -1", "hide x", "hide ²", "show", "drop nothing")
    assert {press(page, do).status for do in wrong} == {404}
    assert len(board(app, code)) == 4


def test_what_the_room_asks_appears_on_the_screen_and_is_struck_out(app, code, lead):
    begin(app, code)
    go_to(app, code, Screen.ASKS)
    page = lead()
    screen = page.path.removesuffix("run") + "screen"
    for number in (3, 1, 2, 1):
        asked = f"{number}. " + "Which tool may see student work, and who says so? " * 4
        page = page.send("Write it down", words=asked)
        # There are more lines than a screen holds, in the order of their words.
        assert asked.strip() in page.browser.open(screen).text
    assert len(page.soup.select("#asked li")) == 3
    assert len(page.send("Strike it out").soup.select("#asked li")) == 2

    assert "One line is enough" in page.send("Write it down", words=" ").problem
    long = page.send("Write it down", words="x" * 301)

    assert long.status == 422
    assert long.one("textarea[name=words]").get_text().strip() == "x" * 301


def test_after_the_close_slips_are_read_for_the_digest_but_never_a_few_late_ones(app, code, lead):
    on_board(app, code, *TITLES)
    hand_in(app, code, *(f"Late {number}" for number in range(4)))
    page = lead().send("Close it now")
    assert "It is closed" in page.text
    assert all(title in page.text for title in TITLES)
    assert "Late" not in page.text

    for _ in range(2):
        days_later(app, 1)
        page = lead()

    assert "9 went to the tray" in page.text
    assert not any(title in page.text for title in TITLES)


def test_of_a_room_of_three_no_page_says_how_many_wrote(app, code, lead):
    begin(app, code)
    hand_in(app, code, *TITLES[:3])
    with app.app_context():
        boarding.name_theme(of(code).id, "Reading")
    close(app, code)
    for _ in range(2):
        days_later(app, 1)
        page = lead()

    assert "They went to the tray, and nothing says which ones." in page.text
    assert page.one("#board li").get_text() == "Reading"


def test_an_administrator_sees_none_of_it(app, code, admin):
    on_board(app, code, *TITLES)

    for path in ("run", "run/now", "run/board/now", "screen", "screen/now"):
        page = admin.open(address(app, code).removesuffix("run") + path)
        assert page.status == 403
        assert not any(title in page.text for title in TITLES)
