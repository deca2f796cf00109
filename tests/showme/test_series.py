"""Series add up: what was new, what came back, and never a figure that stands for fewer than five."""

from hypothesis import given, settings
from hypothesis import strategies as st
from showme.rooms import begin, facilitator, of, plan

from portal.db import commit
from portal.showme import asking, boarding, models
from portal.showme.earlier import earlier_asks, earlier_names
from portal.showme.rules import ENOUGH, same
from portal.showme.series import Came, Said, Session, add_up

ROOMS = (
    Session("a", "English", "2026-09-14", (Said("Reading levels", 9, 2), Said("Letters home"))),
    Session("b", "Math", "2026-10-12", (Said("reading  levels", 4, 6), Said("Answer keys"))),
    Session("c", "Science", "2026-11-16", (Said("Reading Levels.", 7), Said("Letters home", 5))),
)


def test_what_came_back_comes_first_and_is_told_in_a_sentence():
    series = add_up("Departments", ROOMS)

    assert [row.name for row in series.themes] == ["Reading Levels.", "Letters home", "Answer keys"]
    assert [[cell.came for cell in row.cells] for row in series.themes] == [
        [Came.NEW, Came.BACK, Came.BACK],
        [Came.NEW, Came.NOT, Came.BACK],
        [Came.NOT, Came.NEW, Came.NOT],
    ]
    assert series.sentence == "One theme came back in all 3 sessions: “Reading Levels”."


def test_each_series_is_told_what_it_is():
    keys = Said("Say which tools we may use", became="Not taken up: The handbook says it.")
    asked = [Session(str(n), "", f"2026-1{n}-01", (Said(f"Theme {n}"),), (keys,)) for n in range(2)]

    alone, apart, both = add_up("", asked[:1]), add_up("", [*asked]), add_up("", [ROOMS[0], ROOMS[2]])

    assert alone.sentence == "One session so far. What comes back shows from the second one on."
    assert apart.sentence == (
        "No theme came back: each of the 2 sessions talked about something else. "
        "One ask came back in both sessions: “Say which tools we may use”."
    )
    assert apart.asks[0].became == "Not taken up: The handbook says it."
    assert both.sentence == "2 themes came back in both sessions: “Letters home”; “Reading Levels”."


COUNT = st.integers(0, 12)
SAID = st.builds(Said, st.sampled_from(["A", "a", " b", "C."]), COUNT, COUNT, COUNT, COUNT, COUNT)


@settings(max_examples=60)
@given(st.lists(st.lists(SAID, max_size=3, unique_by=lambda said: same(said.name)), min_size=1, max_size=4))
def test_no_figure_of_a_series_stands_for_fewer_than_five(columns):
    series = add_up("", [Session(str(n), "", "2026-11-16", tuple(themes)) for n, themes in enumerate(columns)])

    cells = [cell for row in series.themes for cell in row.cells]
    assert {number for cell in cells for number in (cell.tries, cell.worries)}.isdisjoint(range(1, ENOUGH))
    assert all(cell.said is None or cell.said.total >= ENOUGH for cell in cells)
    for row in series.themes:
        assert [cell.came for cell in row.cells if cell.came][1:] == [Came.BACK] * (row.times - 1)


def test_a_later_session_is_offered_what_earlier_ones_named_and_asked(app, curriculum):
    codes = [
        plan(app, title=title, series=series, at=at)
        for title, series, at in (
            ("English", "Departments", "09:00"),
            ("Math", "departments ", "15:30"),
            ("The board", "", "16:00"),
        )
    ]
    for code in codes:
        begin(app, code)
        with app.app_context():
            show_me = of(code)
            show_me.step = 1
            commit()
            boarding.name_theme(show_me.id, f"Theme of {show_me.title}")
            asking.write_down(show_me.id, f"Ask of {show_me.title}", by=facilitator())
    with app.app_context():
        running = of(codes[1]).id
        boarding.name_theme(running, "theme of english")

        offered = {show_me.title: (earlier_names(show_me), earlier_asks(show_me)) for show_me in models.all_of_them()}

    assert offered["Math"] == ([], ["Ask of English"])
    assert offered["English"] == (["Theme of Math"], ["Ask of Math"])
    assert offered["The board"] == ([], [])
    assert "Ask of English This, too" in curriculum.open(f"/staff/showme/{running}/run").text
    page = curriculum.open("/staff/showme/series")
    assert "One theme came back in both sessions: “theme of english”." in page.text
    assert [tag.get_text(strip=True) for tag in page.soup.select(".series__said--came")].count("Came back") == 1
    assert "Theme of The board" in page.one("dl.facts").get_text()
