"""Rule A8 in a room: slips come together, votes count together, and nothing moves until staff press."""

import re
from collections import Counter
from dataclasses import dataclass, field

import pytest
from flask import Flask
from hypothesis import Phase, given, settings
from hypothesis import strategies as some
from people import Staff
from showme.rooms import TITLES, begin, facilitator, go_to, hand_in, of, plan, slip, vote

from portal.db import db
from portal.practices import actions as practices
from portal.practices.models import Practice
from portal.showme import ballots, boarding, models, room, rules, running
from portal.showme.ballots import Ballot
from portal.showme.rules import ENOUGH, Stage
from portal.showme.runsheet import DEFAULT, Screen, closed

Totals = dict[int, tuple[int, int]]


# --- The rules alone.


@given(some.lists(some.tuples(some.sets(some.integers(1, 9), max_size=3), some.sets(some.integers(1, 9), max_size=1))))
def test_fewer_than_five_ballots_make_no_total_and_more_make_one_that_names_nobody(cast):
    ballots = [{"try": sorted(tries), "worry": sorted(worries)} for tries, worries in cast]

    found = rules.totals(ballots)

    assert rules.totals(reversed(ballots)) == found
    assert found == {} or len(ballots) >= 5
    for number in range(1, 10):
        tries, worries = (sum(number in ballot[about] for ballot in ballots) for about in ("try", "worry"))
        assert found.get(number, (0, 0)) == ((tries, worries) if len(ballots) >= 5 else (0, 0))


# --- Whatever a room does, in whatever order.


@dataclass
class Room:
    """A room as whoever sits in it could know it: what stood on the board, and who pressed when."""

    app: Flask
    code: str
    receipts: list[str] = field(default_factory=list)
    written: int = 0
    cast: Counter[int] = field(default_factory=Counter)
    """Ballots by the vote they were cast in."""
    named: dict[int, str] = field(default_factory=dict)
    """Which slip each number meant when it was first seen."""

    def teacher_acts(self, act: str, number: int) -> None:
        """Do what somebody without a name does, and see that nothing of the room moved by it."""
        before = self.seen()
        match act:
            case "write":
                most = min(number % 7, 40 - len(self.receipts))
                titles = [f"{self.code} {self.written + each}" for each in range(most)]
                self.receipts += hand_in(self.app, self.code, *titles).values()
                self.written += len(titles)
            case "vote":
                for each in range(number % 9):
                    self.votes(number + each)
            case "correct" if self.receipts:
                practices.correct(self.receipts[number % len(self.receipts)], slip(f"Better {number}"))
            case "withdraw" if self.receipts:
                practices.withdraw(self.receipts.pop(number % len(self.receipts)), at_once=True)
        after = self.seen()
        assert after[0] == before[0], f"{act} moved what the room shows"
        assert after[1].items() <= before[1].items(), f"{act} put something on the board"
        assert len(before[1]) - len(after[1]) <= (act == "withdraw")

    def votes(self, number: int) -> None:
        """Cast a ballot, where there is a vote and a board."""
        show_me = of(self.code)
        numbers = [each.number for each in models.board(show_me)]
        if show_me.stage is Stage.LIVE and show_me.voting and numbers:
            self.cast[show_me.votes] += 1
            nonce = f"{show_me.votes} {self.cast[show_me.votes]}"
            room.vote(self.code, {numbers[number % len(numbers)]}, set(), number=of(self.code).votes, nonce=nonce)

    def staff_press(self, act: str, number: int) -> None:
        """Press a button, and see that nothing appeared that stands for fewer than five."""
        table, totals, votes = self.seen()[1], self.totals(), of(self.code).votes
        show_me = of(self.code)
        match act:
            case "next":
                running.go_on(show_me.id, show_me.place_in_it)
            case "back":
                running.go_back(show_me.id, show_me.place_in_it)
            case "hide" if table:
                boarding.hide(show_me.id, sorted(table)[number % len(table)], by=facilitator())
        # A press that changes nothing leaves its transaction to the end of the request.
        db.session.rollback()
        new = self.seen()[1].items() - table.items()
        assert not new or len(new) >= ENOUGH
        if self.totals() != totals:
            assert self.cast[votes] >= ENOUGH
            assert of(self.code).voters == self.cast[votes]
        if not of(self.code).voting:
            assert ballots.waiting(of(self.code), rules.About.VOTE) == []
        for number_seen, key in self.seen()[1].items():
            assert self.named.setdefault(number_seen, key) == key, "a number means another slip now"

    def seen(self) -> tuple[object, dict[int, str]]:
        """Give what the screen, the phones and the facilitator are shown, and the keys on the board by number."""
        show_me = of(self.code)
        still = (show_me.news, show_me.place_in_it, show_me.rounds, show_me.voting, show_me.votes, show_me.voters)
        return still, {each.number: each.id for each in models.on_table(show_me)}

    def totals(self) -> Totals:
        """Give the totals as far as their slips are still there."""
        return {each.number: (each.tries, each.worries) for each in models.on_table(of(self.code)) if each.tries}


ACTS = some.tuples(some.sampled_from(["write", "vote"] * 3 + ["withdraw", "correct"]), some.integers(0, 30))
PRESSES = some.tuples(some.sampled_from(["next"] * 5 + ["back", "hide"]), some.integers(0, 30))
STORY = some.lists(some.tuples(some.lists(ACTS, min_size=1, max_size=4), PRESSES), min_size=5, max_size=9)

SHORT = [step for step in DEFAULT if step.screen in {Screen.WRITE, Screen.VOTE}] * 2
"""A run-sheet that comes to the point, twice."""


@pytest.mark.parametrize("many", [2, pytest.param(40, marks=pytest.mark.proof)])
def test_whatever_happens_in_a_room_nothing_appears_that_stands_for_fewer_than_five(app, many, record_property):
    seen: Counter[str] = Counter()

    # Without shrinking: that would go through hundreds of sessions.
    @settings(max_examples=many, phases=(Phase.generate,))
    @given(STORY)
    def holds(story):
        seen.update(held(app, story))

    holds()

    if many > 2:
        assert min(seen["rounds"], seen["totals"]) > 5, "too little happened to show anything"
        figure = f"0 in {seen['presses']} presses, {seen['rounds']} rounds and {seen['totals']} votes that counted (0)"
        record_property("A8: boards and totals of fewer than five, in rooms that do anything", figure)


def held(app: Flask, story: list[tuple[list[tuple[str, int]], tuple[str, int]]]) -> dict[str, int]:
    """Hold a session, and count what came of it."""
    code = plan(app)
    with app.app_context():
        of(code).run_sheet = closed(SHORT)
        db.session.commit()
    begin(app, code)
    with app.app_context():
        here = Room(app, code)
        for acts, press in story:
            for act in acts:
                here.teacher_acts(*act)
            here.staff_press(*press)
        running.close(of(code).id, by=facilitator())
        assert db.session.scalars(db.select(Ballot)).all() == []
        rounds, totals = of(code).rounds, sum(count >= ENOUGH for count in here.cast.values())
        # The next story begins with as much space as this one.
        db.session.execute(db.delete(Practice))
        db.session.commit()
        app.extensions.pop("bucket", None)
    return {"presses": len(story), "rounds": rounds, "totals": totals}


# --- No page of anybody moves when a phone sends something.


def test_no_page_of_anybody_moves_by_what_phones_send_until_staff_press(app, curriculum):
    code = plan(app)
    begin(app, code)
    go_to(app, code, Screen.WRITE)
    receipts = hand_in(app, code, "Zqxtaken", "Zqxold", *TITLES)
    with app.app_context():
        running.stop_time(of(code).id)
    before = every_page(app, curriculum, code)
    assert len([path for path in before if code in path or "showme" in path]) > 5

    more = hand_in(app, code, *(f"More {number}" for number in range(6)))
    with app.app_context():
        practices.correct(receipts["A quiz key"], slip("In better words"))
        practices.withdraw(more["More 0"], at_once=True)
    assert moved(before, every_page(app, curriculum, code)) == []

    go_to(app, code, Screen.VOTE)
    with app.app_context():
        running.stop_time(of(code).id)
    before = every_page(app, curriculum, code, about_it=True)
    assert "Zqxtaken" in before[f"/join/{code} as a phone"]
    vote(app, code, *[([1, 2], [3])] * 7)
    assert moved(before, every_page(app, curriculum, code, about_it=True)) == []

    # Who takes back or corrects what is on the board moves no screen; but whoever looks anew sees it gone.
    with app.app_context():
        practices.withdraw(receipts["Zqxtaken"], at_once=True)
        practices.correct(receipts["Zqxold"], slip("In other words"))
    after = every_page(app, curriculum, code, about_it=True)
    live = [path for path in after if path.endswith("seen=now")]
    assert [after[path] for path in live] == [""] * len(live) != []
    assert "In other words" in after[f"/join/{code} as a phone"]
    assert [path for path, page in after.items() if "Zqxtaken" in page or "Zqxold" in page] == []


def every_page(app: Flask, staff: Staff, code: str, *, about_it: bool = False) -> dict[str, str]:
    """Open each page there is, or each about the session, public or staff's; without what is random in it."""
    with app.app_context():
        show_me_id, news = of(code).id, of(code).news
    pages = {f"/join/{code} as a phone": phone(app, code)}
    for rule in app.url_map.iter_rules():
        known = rule.arguments <= {"code", "show_me_id"} and rule.rule not in NOT_PAGES
        if "GET" in rule.methods and known and (rule.arguments or "showme" in rule.rule or not about_it):
            path = rule.rule.replace("<code>", code).replace("<show_me_id>", show_me_id)
            client = staff.browser.client if path.startswith("/staff") else app.test_client(use_cookies=False)
            pages[path] = masked(client.get(path).get_data(as_text=True))
            if path.endswith("/now"):
                pages[f"{path}?seen=now"] = client.get(f"{path}?seen={news}").get_data(as_text=True)
    return pages


NOT_PAGES = {"/static/<path:filename>", "/share/<code>"}


def phone(app: Flask, code: str) -> str:
    """Give the page of somebody who is in the room."""
    return masked(app.test_client().post(f"/join/{code}", data={"do": "look"}).get_data(as_text=True))


def masked(page: str) -> str:
    """Take away what is random in each page: tokens and seals."""
    return re.sub(r"[\w-]{20,}\.\d+\.[0-9a-f]{64}|(?<=value=\")[\w.-]{40,}(?=\")", "", page)


def moved(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [path for path in after if after[path] != before[path]]
