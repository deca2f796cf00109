"""How soon a room of phones sees what a facilitator's press puts on the screen, and what that costs the server.

The site is served as in earnest, with two workers, on a folder of its own. A session begins, phones come in and keep
their pages fresh as live.js does, while a facilitator goes on twenty times; meanwhile phones write slips and vote,
several times as often as two hundred people do in the eight minutes they have. A delay is counted from the answer to
the press until the phone holds the new part of the page. Phones, facilitator and server share this machine. The same
with one phone stands beside it: that is the pause between two questions alone. `python bench/room.py` prints the table.
"""

import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import mean, median, quantiles

from flask import Flask
from flask_migrate import upgrade
from phones import JOINING, Told, crowd
from server import free_port, processor, served

from portal import clock, config
from portal.amnesty import actions as amnesty
from portal.amnesty import models as statements
from portal.command import create_app
from portal.db import db
from portal.editions import builder
from portal.showme import finding, planning, running
from portal.showme.planning import Plan
from portal.showme.runsheet import Screen, Step
from portal.staff import actions as staff_actions
from portal.staff.models import StaffMember, by_email
from portal.staff.roles import Role

PHONES = 200
PRESSES = 20
PAUSE = 3.0
"""Seconds between two presses."""
BUSY = 0.075
"""Part of the phones that does what a step asks: of two hundred, five in each second."""

ROUND = (
    Step(Screen.WORDS, "In pairs, then in fours", "Tell each other what you wrote.", "", 8),
    Step(Screen.WRITE, "Write, in silence", "One thing you really do with AI.", "", 8),
    Step(Screen.VOTE, "A blind vote", "Three you would try. One you would worry about.", "", 4),
)
RUN_SHEET = (Step(Screen.AMNESTY, "What we promise you", "", "", 4), *ROUND * 5)
"""Twenty presses: a vote has two parts."""


@dataclass(frozen=True)
class Measured:
    """What one room came to."""

    delays: list[float]
    """In seconds: one for each phone and press, in order of length."""
    told: Told
    seconds: float
    """How long phones asked."""
    processor: float
    """Seconds of the processor that the server took in that time."""


def measure(many: int) -> Measured:
    """Let a room of so many phones live through the presses."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {"PORTAL_DATA": folder, "PORTAL_BIND": f"127.0.0.1:{free_port()}"}
        app = create_app(config.load(environ))
        show_me_id, path = _begin(app, many)
        port = config.load(environ).port
        with served(environ, port) as server, ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
            # Its first start takes seconds, which are no one's delay.
            elsewhere.submit(os.getpid).result(timeout=60)
            start, before = time.monotonic(), processor(server)
            first = start + JOINING + PAUSE
            until = first + PRESSES * PAUSE + PAUSE
            phones = elsewhere.submit(crowd, port, path, many, BUSY, until)
            pressed = [_press(app, show_me_id, first + number * PAUSE) for number in range(PRESSES)]
            told = phones.result(timeout=JOINING + (PRESSES + 20) * PAUSE)
            took, seconds = processor(server) - before, time.monotonic() - start
        with app.app_context():
            db.engine.dispose()
    # Who came in after a press did not wait for it.
    delays = [_delay(came, at, news) for came in told.came for at, news in pressed if came[0][0] < at]
    return Measured(sorted(delays), told, seconds, took)


def _begin(app: Flask, seats: int) -> tuple[str, str]:
    """Set a district up, plan a session for the room and begin it; give its key and the address of its page."""
    with app.app_context():
        upgrade()
        builder.build(anew=True)
        for role in (Role.CURRICULUM, Role.UNION):
            staff_actions.add(f"{role.value}@example.org", role, "a long enough password", name=role.value, by="bench")
        curriculum, union = (_member(role) for role in (Role.CURRICULUM, Role.UNION))
        number = amnesty.propose("Nobody is disciplined for what they tell here.", by=curriculum)
        proposal = statements.by_version(number)
        assert proposal
        for member in (curriculum, union):
            amnesty.sign(number, proposal.content_hash, by=member)
        today = clock.today().isoformat()
        show_me = planning.plan(Plan("Show me how", today, "15:30", "Library", seats, "The office"), by=curriculum)
        planning.change_run_sheet(show_me.id, RUN_SHEET, seen=planning.mark(show_me.steps()), by=curriculum)
        running.begin(show_me.id, by=curriculum)
        found = show_me.id, f"/join/{show_me.code}"
        db.session.remove()
        db.engine.dispose()
    return found


def _press(app: Flask, show_me_id: str, at: float) -> tuple[float, int]:
    """Go on at a moment; give when that was answered, and the news it made."""
    time.sleep(max(0, at - time.monotonic()))
    with app.app_context():
        show_me = finding.by_id(show_me_id)
        running.go_on(show_me_id, show_me.place_in_it)
        answered = time.monotonic()
        return answered, show_me.news


def _delay(came: list[tuple[float, int]], pressed: float, news: int) -> float:
    """Say how long after a press a phone had what it made; one that was quicker than the answer waited for nothing."""
    return max(0.0, min(at for at, seen in came if seen >= news) - pressed)


def _member(role: Role) -> StaffMember:
    found = by_email(f"{role.value}@example.org")
    assert found
    return found


def _figures(one: Measured) -> list[tuple[str, float]]:
    deciles = quantiles(one.delays, n=10)
    slowest = one.delays[-max(1, len(one.delays) // 10) :]
    asked = one.told.statuses.total()
    refused = {409: 0} | {status: many for status, many in one.told.statuses.items() if status >= 400}
    return [
        ("delay, median (s)", deciles[4]),
        ("delay, 90th percentile (s)", deciles[8]),
        ("delay, mean of the slowest tenth (s)", mean(slowest)),
        ("delay, worst (s)", one.delays[-1]),
        ("an answer took, median (ms)", 1000 * median(one.told.took)),
        ("an answer took, 90th percentile (ms)", 1000 * quantiles(one.told.took, n=10)[8]),
        ("answers that nothing is new (%)", 100 * one.told.statuses[204] / asked),
        ("votes that came after the close", one.told.statuses[409]),
        ("answers that refuse or break otherwise", sum(refused.values()) - refused[409]),
        ("requests in a second", asked / one.seconds),
        ("slips, and ballots, that came in", sum(one.told.done.values())),
        ("processor of the server (% of one)", 100 * one.processor / one.seconds),
        ("processor of the phones (% of one)", 100 * one.told.processor / one.seconds),
        ("processor for one request (ms)", 1000 * one.processor / asked),
    ]


def main(many: int) -> None:
    """Measure a full room and one phone, and print one table."""
    full, alone = measure(many), measure(1)
    load = os.getloadavg()[0]
    print(f"{PRESSES} presses; {os.cpu_count()} processors, which may be shared: {load:.1f} wanted one at the end.\n")
    print(f"{'':40}{f'{many} phones':>12}{'1 phone':>12}{'ratio':>9}")
    for (name, crowded), (_, single) in zip(_figures(full), _figures(alone), strict=True):
        print(f"{name:40}{crowded:12.2f}{single:12.2f}" + (f"{crowded / single:9.1f}" if single else ""))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PHONES)
