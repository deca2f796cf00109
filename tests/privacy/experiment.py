"""The whole run: set a district up, serve it, let teachers act, stop it, and look at every byte."""

import sqlite3
import time
from contextlib import ExitStack, closing
from pathlib import Path
from zoneinfo import ZoneInfo

from get_nginx import nginx
from people import PASSWORD
from privacy.assembled import Room
from privacy.evidence import Evidence
from privacy.forensics import Scanner, written_since
from privacy.fronted import INCLUDE, fronted
from privacy.operators import Operator
from privacy.served import CHECKOUT, Sandbox
from privacy.submitters import CURRICULUM, UNION, Story

FAILURES = """
CREATE TRIGGER failing BEFORE INSERT ON problem WHEN NEW.words LIKE 'breaks %' BEGIN
    SELECT RAISE(ABORT, 'planted');
END;
CREATE TRIGGER damaging AFTER INSERT ON practice WHEN NEW.title LIKE '% damaged' BEGIN
    UPDATE practice SET words = '{' WHERE id = NEW.id;
END;
"""
"""A database that fails under one report, and damages one practice: what is answered with 503 and with 500."""


def set_up(sandbox: Sandbox) -> None:
    """Do what an administrator does first; then plant what makes the database fail."""
    sandbox.prepare("init")
    for who, role in ((CURRICULUM, "curriculum"), (UNION, "union")):
        sandbox.prepare("staff", "add", who, "--role", role, "--name", "Kim", "--password-stdin", typed=f"{PASSWORD}\n")
    with closing(sqlite3.connect(sandbox.data / "portal.db")) as database:
        database.executescript(FAILURES)


def run(sandbox: Sandbox, include: Path = INCLUDE) -> Evidence:
    """Serve, let everybody act, stop, and look at every byte: once while it runs, and once more afterwards."""
    began = time.time()
    evidence = Evidence(sandbox)
    operator = Operator(sandbox, evidence)
    with ExitStack() as front:
        front_program = front.enter_context(fronted(sandbox, include)) if nginx() else None
        with sandbox.served() as server:
            story = Story(server, evidence)
            with story.only_teachers():
                story.they_share()
            story.staff_read_and_release()
            operator.brings_in()
            if not sandbox.planted:
                operator.releases()
                Room(story).hold()
            with story.only_teachers():
                story.they_come_back()
                story.things_go_wrong()
                story.they_take_back()
            if not sandbox.planted:
                operator.backs_up()
                operator.asks_what_is_held()
            _look(evidence)
            evidence.elsewhere += server.program.files_elsewhere()
        if front_program:
            with story.only_teachers():
                story.they_find_it_away()
            evidence.elsewhere += front_program.files_elsewhere()
    _look(evidence)
    evidence.found = sorted(set(evidence.found))
    words = Scanner(evidence.needles)
    evidence.elsewhere += [
        f"{path}: {hit.what} as {hit.form}"
        for path, data in written_since(CHECKOUT, began)
        for hit in words.look_at("", data)
        if hit.form != "packed"
    ]
    return evidence


def _look(evidence: Evidence) -> None:
    """Look at all that was written and said so far."""
    zone, folder = ZoneInfo(evidence.sandbox.zone), evidence.sandbox.folder
    said = Scanner(evidence.needles)
    for command, words in evidence.said.items():
        evidence.found += said.look_at(f"said by {command}", words.encode())
    scanner = Scanner([*evidence.needles, *evidence.named], evidence.windows, zone)
    # What the output of the portal is written to is its operator's, and dated by the system.
    for name in ("data", "home", "tmp", "nginx"):
        evidence.found += scanner.times(folder / name)
    evidence.found += scanner.look(folder)
    evidence.files, evidence.disguises = scanner.files, scanner.patterns
