"""The whole run: set a district up, serve it, let teachers act, stop it, and look at every byte."""

import sqlite3
import time
from contextlib import closing
from zoneinfo import ZoneInfo

from people import PASSWORD
from privacy.evidence import Evidence
from privacy.forensics import Finding, Scanner, written_since
from privacy.served import CHECKOUT, Sandbox
from privacy.submitters import CURRICULUM, Story

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
    sandbox.command("init")
    sandbox.command("staff", "add", CURRICULUM, "--role", "curriculum", "--password-stdin", typed=f"{PASSWORD}\n")
    with closing(sqlite3.connect(sandbox.data / "portal.db")) as database:
        database.executescript(FAILURES)


def run(sandbox: Sandbox) -> Evidence:
    """Serve, let the teachers act, stop, and look at every byte: once while it runs, and once more afterwards."""
    began = time.time()
    evidence = Evidence(sandbox)
    with sandbox.served() as server:
        story = Story(server, evidence)
        with story.only_teachers():
            story.they_share()
        story.staff_read_and_release()
        with story.only_teachers():
            story.they_come_back()
            story.things_go_wrong()
            story.they_take_back()
        scanner = Scanner(evidence.needles, evidence.windows, ZoneInfo(sandbox.zone))
        evidence.found += _times(scanner, sandbox)
        evidence.found += scanner.look(sandbox.folder)
        evidence.elsewhere += server.files_elsewhere()
    evidence.found += _times(scanner, sandbox)
    evidence.found += scanner.look(sandbox.folder)
    evidence.found = sorted(set(evidence.found))
    words = Scanner(evidence.needles)
    evidence.elsewhere += [
        f"{path}: {hit.what} as {hit.form}"
        for path, data in written_since(CHECKOUT, began)
        for hit in words.look_at("", data)
        if hit.form != "packed"
    ]
    return evidence


def _times(scanner: Scanner, sandbox: Sandbox) -> list[Finding]:
    """Look at the times of all that the portal keeps; what its output is written to is its operator's."""
    return [hit for name in ("data", "home", "tmp") for hit in scanner.times(sandbox.folder / name)]
