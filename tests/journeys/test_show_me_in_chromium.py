"""A show-me session from the plan to the digest: one projector, one facilitator, ten phones, a real server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import DESK, PHONE, Looks, Person, Site, serving, set_up, site_in
from journeys import showme_people as people
from journeys.showme_people import what_it_shows
from journeys.showme_room import ELSEWHERE, Room, inside
from journeys.showme_screen import Projector
from journeys.showme_words import ASK, CAUTION, SLIPS, THEME
from journeys.steps import signs_in, takes_back
from people import both_sign
from playwright.sync_api import Browser, expect

from portal.demo import seeds
from portal.editions import actions as editions

pytestmark = pytest.mark.browser

MONDAY, TUESDAY, WEDNESDAY = "2026-11-16T15:20", "2026-11-17T07:00", "2026-11-18T07:00"

Arrives = Callable[..., Person]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A district on the afternoon of a session, under an amnesty statement as long as real ones are."""
    set_up(tmp_path)
    site = site_in(tmp_path).on(MONDAY)
    with inside(site) as app:
        both_sign(app, seeds.text("amnesty.md"))
    return site


@pytest.fixture(params=[False, pytest.param(True, marks=pytest.mark.full)], ids=["new colours", "all colours"])
def all_colours(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def arrives(browser: Browser, site: Site, *, all_colours: bool) -> Iterator[Arrives]:
    """Give each person a browser of their own; at the end, none may have left a trace."""
    looks = {scripts: Looks(scripts, all_colours, set(ELSEWHERE)) for scripts in (True, False)}
    came: list[Person] = []

    def arrives(size: dict[str, int] = PHONE, *, scripts: bool = True) -> Person:
        context = browser.new_context(viewport=size, java_script_enabled=scripts, color_scheme="light")
        came.append(Person(site, context, looks[scripts]))
        return came[-1]

    yield arrives
    for person in came:
        person.context.close()
    assert [wrong for look in looks.values() for wrong in look.wrong] == []
    assert [trace for person in came for trace in person.traces()] == []


def test_a_session_from_the_plan_to_the_digest(tmp_path, site, arrives):
    director, facilitator = arrives(DESK), arrives()
    plain, fresh = [arrives(scripts=False) for _ in range(2)], [arrives() for _ in range(8)]
    phones = plain + fresh

    with serving(tmp_path, site):
        signs_in(director, "curriculum")
        signs_in(facilitator, "union")
        address, code = people.plans(director)
        projector = Projector(director, f"{site.url}/join/{code}")
        assert people.prints_the_poster(director) == [projector.leads_to]
        room = Room(projector, facilitator, plain, fresh[0], fresh[1], fresh[2:], code)
        begins(room, address)
        writes_in_silence(room)
        gone = lays_the_board(room)
        votes_blindly(room, gone)
        asks_and_closes(room)
        takes_back(fresh[2], room.receipts[SLIPS[4][0]])
        people.finishes(fresh[3], room.receipts[SLIPS[5][0]])
        for person in (director, facilitator, *phones):
            person.page.goto("about:blank")

    with inside(site.on(TUESDAY)):
        editions.turn_the_day()
    with serving(tmp_path, site.on(WEDNESDAY)):
        signs_in(director, "curriculum")
        assert "10 things wait" in director.opens("/staff/tray").reads(".lede")
        people.tells(director, address)
        people.reads_what_was_heard(fresh[2], code)

    assert projector.wrong == []
    assert len(projector.corners) == 2, "the code stays in its corner, on both projectors"
    assert set(projector.shown) == {"planned", "amnesty", "words", "write", "board", "vote", "totals", "asks", "held"}
    for phone in phones:
        assert phone.context.cookies() == []
        assert phone.context.storage_state()["origins"] == []


def begins(room: Room, address: str) -> None:
    """Show the title while people come in; begin from a phone, and go through all of the amnesty to the writing."""
    room.projector.is_opened(f"{address}/screen")
    room.facilitator.opens(f"{address}/run")
    for phone in [*room.plain, room.unlucky]:
        people.types_the_code(phone, room.code)
    for phone in room.others:
        people.follows_the_poster(phone, room.code)
    people.comes_to_write_for_others(room.scribe, room.code)
    room.goes_on("Begin")
    room.projector.goes_to("write")
    assert room.projector.shown.count("amnesty") > 2
    room.hear("Write, in silence", *room.plain, *room.fresh)


def writes_in_silence(room: Room) -> None:
    """Let everybody write, and see that no page shows anything of it before the facilitator goes on."""
    everybody = [room.projector.person, room.facilitator, *room.plain, *room.fresh]
    room.is_led()
    before = [what_it_shows(person) for person in everybody]

    slips = iter(SLIPS)
    for phone in [*room.plain, *room.others]:
        slip = next(slips)
        room.receipts[slip[0]] = people.hands_in(phone, slip)
    for _ in range(2):
        slip = next(slips)
        room.receipts[slip[0]] = people.hands_in(room.scribe, slip, "Next colleague")
    slip = next(slips)
    room.receipts[slip[0]] = people.hands_in_without_a_network(room.unlucky, slip)

    people.have_asked_since([room.projector.person, room.facilitator, *room.fresh])
    for person, was in zip(everybody, before, strict=True):
        assert what_it_shows(person) == was
    for staff in (room.projector.person, room.facilitator):
        staff.page.reload()
    for person, was in zip(everybody, before, strict=True):
        assert what_it_shows(person) == was
    room.goes_on("Next: In pairs")
    room.hear("In pairs, then in fours", *room.fresh)


def lays_the_board(room: Room) -> int:
    """Read the board: all slips at once, in no order of theirs; group some, and hide one, which leaves the screen."""
    written = [slip[0] for slip in SLIPS]
    board = people.on_the_board(room.facilitator)
    assert sorted(board) == list(range(1, len(SLIPS) + 1))
    assert sorted(board.values()) == sorted(written)
    assert list(board.values()) != written

    people.lays_out(room.facilitator, THEME, [3, 5, 8], CAUTION)
    room.projector.goes_to("board")
    room.projector.is_checked()
    shown = room.projector.slips()
    assert list(shown) == sorted(shown, key=lambda number: (number not in {3, 5, 8}, number))
    assert THEME in room.projector.person.reads(".board")
    assert CAUTION in room.projector.person.reads(".board")

    gone = next(number for number in shown if board[number] not in {SLIPS[4][0], SLIPS[5][0]})
    seen = room.projector.news()
    people.hides(room.facilitator, gone)
    room.projector.waits_beyond(seen)
    assert gone not in room.projector.slips()
    for phone in room.fresh:
        expect(phone.page.locator(".now__board")).not_to_contain_text(board[gone])
    return gone


def votes_blindly(room: Room, gone: int) -> None:
    """Vote with five phones, two of which run no script; the totals come up everywhere, and only at the press."""
    room.projector.goes_to("vote")
    room.hear("Tick up to three", *room.plain, *room.fresh)
    most, more, some, worry, *_ = [number for number in range(1, len(SLIPS) + 1) if number != gone]
    room.others[3].looks.at(room.others[3].page, "in the vote")

    for phone, second in zip([*room.plain, *room.others[:3]], [more, more, more, some, some], strict=True):
        people.votes(phone, [most, second], worry)

    for person in (room.projector.person, room.facilitator, *room.plain, *room.fresh):
        assert "would try it" not in what_it_shows(person)
    room.goes_on("Close the vote and show the totals")
    room.projector.is_checked()
    assert "5 of you voted" in room.projector.person.reads(".screen")
    assert room.projector.counted() == [
        (most, "5 would try it"),
        (more, "3 would try it"),
        (some, "2 would try it"),
        (worry, "5 worry"),
    ]
    room.hear("5 voted.", *room.plain, *room.fresh)
    for phone in [*room.plain, *room.fresh]:
        said = people.totals(phone)
        assert said[most] == "5 would try it, 0 would worry"
        assert said[worry] == "0 would try it, 5 would worry"
        assert gone not in said
    room.others[3].looks.at(room.others[3].page, "totals")


def asks_and_closes(room: Room) -> None:
    """Write down what the room asks, say what happens next, and close."""
    room.projector.goes_to("asks")
    seen = room.projector.news()
    people.writes_down(room.facilitator, ASK)
    room.projector.waits_beyond(seen)
    room.projector.is_measured()
    assert room.projector.person.reads(".asks") == ASK
    room.hear(ASK, *room.fresh)

    room.projector.goes_to("words")
    expect(room.facilitator.page.get_by_role("button", name="Close it now")).to_be_visible()
    room.goes_on("Close it now")
    assert "Keep your six words" in room.projector.person.reads(".screen")
    expect(room.others[0].page.locator(".now")).to_contain_text("This session is closed")
    room.others[0].opens(f"/join/{room.code}")
    room.others[0].looks.at(room.others[0].page, "closed")
