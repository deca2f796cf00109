"""The projector: one thing at a time, driven by one press, and nothing of it is kept in the browser."""

import pytest
from people import both_sign
from showme.rooms import TITLES, begin, close, go_to, hand_in, of, plan, vote

from portal.showme import boarding, models
from portal.showme.runsheet import Screen

PROMISED = "\n\n".join(f"Part {number}: we promise you this and mean every word of it. " * 4 for number in range(6))

BALLOTS = [([1, 2, 3], [4]), ([1, 2], [4]), ([1, 3], []), ([1], [5]), ([2], [])]
"""Number 1 four times, 2 three times, 3 twice; 4 worries two, 5 one."""


@pytest.fixture
def code(app):
    both_sign(app, PROMISED)
    return plan(app, title="Show me how", place="Library")


@pytest.fixture
def screen(app, code, curriculum):
    """Open the projector's screen, as it is now."""
    with app.app_context():
        address = f"/staff/showme/{of(code).id}/screen"
    return lambda: curriculum.open(address)


def written(app, code, screen):
    """Let five people write, and the facilitator go on to a screen."""
    begin(app, code)
    hand_in(app, code, *TITLES)
    go_to(app, code, screen)


def lines(page, selector):
    return [" ".join(line.get_text(" ").split()) for line in page.soup.select(selector)]


def test_one_press_begins_and_each_press_goes_on_until_the_statement_was_shown_in_full(screen, code):
    page = screen()
    assert page.heading == "Show me how"
    assert "Library, 3:30 pm" in page.text
    assert page.soup.select("nav, .masthead") == []

    page, shown = page.send("Begin"), []
    while page.soup.select_one(".statement"):
        assert f"{code[:3]} {code[3:]}" in page.text
        assert page.one("main .qr svg")
        shown.append(page.one(".statement").get_text(" "))
        page.send("→")
        page = page.send("→")

    assert len(shown) > 1
    assert " ".join(shown).split() == PROMISED.split()
    assert page.heading == "What went wrong for me"
    assert page.send("←").heading.startswith("What we promise you")


def test_the_board_shows_themes_and_what_can_go_wrong_and_nothing_before_its_round(app, code, screen):
    begin(app, code)
    go_to(app, code, Screen.WRITE)
    hand_in(app, code, *TITLES)
    assert not any(title in screen().text for title in TITLES)

    go_to(app, code, Screen.BOARD)
    with app.app_context():
        key = of(code).id
        boarding.name_theme(key, "Reading")
        boarding.group(key, {4: models.themes(of(code))[0].id}, was={})
        boarding.tag(key, 4, ["fact"])
    theme, first, rest, *others = lines(screen(), ".board > li")

    assert (theme, rest) == ("Reading", "In no theme yet")
    assert first.startswith("4 ")
    assert first.endswith("Wrong fact")
    assert [line.split()[0] for line in others] == ["1", "2", "3"]
    assert lines(screen().send("→"), ".slip__number") == ["5"]


def test_no_number_is_shown_before_the_vote_closes_and_then_the_most_tried_comes_first(app, code, screen):
    written(app, code, Screen.VOTE)
    before = screen()
    vote(app, code, *BALLOTS)
    assert lines(screen(), ".screen__main") == lines(before, ".screen__main")

    page = screen().send("→")
    assert [line.split()[0] for line in lines(page, ".counted")] == ["1", "2", "3", "4", "5"]
    assert lines(page, ".counted__words")[:3] == ["4 would try it", "3 would try it", "2 would try it"]
    assert lines(page, ".counted__words")[3:] == ["2 worry", "1 worries"]
    assert "5 of you voted. The vote narrows it down. You decide together." in page.text

    page.send("→")
    page = screen().send("←")
    assert page.heading == "What the room says"

    page.send("←")
    vote(app, code, *BALLOTS[:4])
    page = screen().send("→")
    assert page.heading == "Too few votes to show"
    assert "Raise your hands" in page.text
    assert lines(page, ".counted") == []


def test_after_the_close_it_says_what_happens_next_and_asks_for_no_press(app, code, screen):
    written(app, code, Screen.BOARD)
    live = screen().one("[data-live]")
    asked = f"{live['data-live']}?seen={live['data-seen']}"
    client = screen().browser.client
    hand_in(app, code, "A late one")
    assert client.get(asked).status_code == 204

    close(app, code)

    assert client.get(asked).text.strip().startswith("<section")
    assert "Keep your six words." in screen().text
    assert "For two days nobody but you can change it." in screen().text
    assert screen().soup.select("form") == []
