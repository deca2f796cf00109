"""A room at a real server: phones join, write, vote and take back; facilitators press while no phone does anything."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from zoneinfo import ZoneInfo

from browser import Browser, Page
from people import STATEMENT, Staff, Teacher
from privacy.disguises import needle
from privacy.submitters import CURRICULUM, UNION, Story
from privacy.wire import Wire

from portal.showme.runsheet import DEFAULT, Screen

ROOM = {"title": "Show me how you use AI", "at": "15:30", "place": "Library", "seats": "30", "facilitators": "Kim"}

SLIP = {"title": "Letters home", "steps": "I ask for two languages.", "checks": "A colleague reads both."}

PHONES = 7

WRITE = [step.screen for step in DEFAULT].index(Screen.WRITE)


class Room:
    """One session, from its plan to its close; each act leaves its needles in the evidence."""

    def __init__(self, story: Story) -> None:
        """Begin with those who have shared at home before."""
        self.story = story
        self.key = self.code = ""
        self.phones: list[Page] = []
        """What each phone shows."""
        self.picks: set[str] = set()
        """What ballots say, as it is kept until they are counted."""

    def hold(self) -> None:
        """Hold it; those who write and those who vote have seconds of their own."""
        facilitator = self._is_begun()
        while self._asked("SELECT step FROM show_me") < [(WRITE,)]:
            self._presses(facilitator, "on")
        with self.story.only_teachers():
            self._they_write()
        while self._asked("SELECT voting FROM show_me") == [(0,)]:
            self._presses(facilitator, "on")
        with self.story.only_teachers():
            self._they_vote()
        self._remember_ballots()
        self._presses(facilitator, "on")
        self.story.gone(*self.picks)
        assert self._asked("SELECT voters FROM show_me") == [(PHONES,)]
        self._presses(facilitator, "close")

    def _is_begun(self) -> Staff:
        port = self.story.server.sandbox.port
        curriculum, union = (Staff(Browser(Wire(port, cookies={})), who).signs_in() for who in (CURRICULUM, UNION))
        curriculum.open("/staff/amnesty").send("Propose it", text=STATEMENT)
        for side in (curriculum, union):
            side.open("/staff/amnesty").send("Sign for")
        today = datetime.now(ZoneInfo(self.story.server.sandbox.zone)).date().isoformat()
        curriculum.open("/staff/showme/new").send("Plan it", **ROOM, on=today)
        ((self.key, self.code),) = self._asked("SELECT id, code FROM show_me")
        self._presses(curriculum, "begin")
        return curriculum

    def _presses(self, staff: Staff, do: str) -> None:
        ((step, part),) = self._asked("SELECT step, part FROM show_me")
        token = staff.open("/staff/").one("input[name=csrf_token]")["value"]
        pressed = {"csrf_token": token, "do": do, "at": f"{step}.{part}"}
        assert staff.browser.post(f"/staff/showme/{self.key}/screen", pressed).status == 200

    def _they_write(self) -> None:
        """One slip is corrected and one taken back; much is typed that is never sent."""
        words = [self.story.secret("corrected"), self.story.secret("withdrawn unread")]
        words += [f"Slip {number}" for number in range(2, PHONES)]
        receipts = [self._writes(number, each) for number, each in enumerate(words)]
        first, second, *_ = self.story.teachers
        better = first.shows(receipts[0]).send("A workflow").send("See the preview", title="Better", task="assessments")
        assert better.send("Put the new words in place").status == 200
        assert second.takes_back(receipts[1]).status == 200
        self.story.gone(*words[:2])
        self.story.settled("taking a slip back")
        for teacher in (first, second):
            self._goes_wrong(teacher)

    def _writes(self, number: int, title: str) -> str:
        teacher = self.story.teachers[number % len(self.story.teachers)]
        page = teacher.open(f"/join/{self.code}").send("Come in")
        for name in ("token", "ballot"):
            self.story.remember_token(page, name)
        self.phones.append(page)
        typed = page.send("Look at the screen", title=self.story.secret("unconfirmed draft"))
        preview = typed.send("See the preview", **SLIP | {"title": title})
        receipt = preview.send("Send it").receipt
        assert preview.send("Send it").receipt == receipt
        self.story.remember_receipt(receipt)
        self.story.settled("a slip")
        return receipt

    def _goes_wrong(self, teacher: Teacher) -> None:
        wrong = self.story.secret("wrong code")
        assert teacher.open(f"/join?code={wrong}").status == 404
        assert teacher.open(f"/join/{wrong}").status == 404
        page = teacher.open(f"/join/{self.code}").send("Come in")
        refused = SLIP | {"title": self.story.secret("refused text")}
        assert page.send("See the preview", **refused | {"checks": ""}).status == 422
        assert page.send("See the preview", **refused).send("Send it", token="a.b.c").status == 400
        early = {"do": "vote", "vote": "1", "try": "1", "ballot": str(page.one("input[name=ballot]")["value"])}
        assert teacher.browser.post(f"/join/{self.code}", early).status == 409
        for seen in ("0-1", self.story.secret("what a phone has seen")):
            assert teacher.browser.client.get(f"/join/{self.code}/now?seen={seen}").status_code in {200, 204}
        self.story.settled("what went wrong in the room")

    def _they_vote(self) -> None:
        many = {"try": [1, 2, 3, 4], "title": self.story.secret("unconfirmed draft")}
        assert self.phones[0].send("Look at the screen").send("Send my vote", **many).status == 422
        for number, phone in enumerate(self.phones):
            picks = {"try": sorted({1 + number % 5, 2 + number % 4, 6}), "worry": [1 + number % 5]}
            self.picks.add(json.dumps(picks))
            voted = phone.send("Look at the screen").send("Send my vote", **picks)
            assert "Your ballot is in" in voted.text
            self.story.settled("a vote")

    def _remember_ballots(self) -> None:
        """Ask for the keys of the ballots while they are there: once counted, nothing may hold them."""
        keys = [str(key) for (key,) in self._asked("SELECT id FROM ballot")]
        assert len(keys) == PHONES
        self.story.evidence.needles += [needle("ballot", words) for words in (*keys, *sorted(self.picks))]

    def _asked(self, question: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(f"file:{self.story.data / 'portal.db'}?mode=ro", uri=True)) as database:
            return database.execute(question).fetchall()
