"""A busy district for the records, and its whole content read past the portal: every row and every file."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from browser import Browser
from flask import Flask
from people import FIVE, Staff, days_later
from privacy.looking import data_of, database_of
from privacy.stories import key_of, let_all_out, live_room, member, publish_guide, share

from portal.amnesty.models import AmnestySignature, Statement
from portal.db import db
from portal.drafting import actions as guide
from portal.drafting import models as drafts
from portal.drafting.models import Part
from portal.gap import actions as gap
from portal.guide import not_taken
from portal.guide.content import Advice, hash_of
from portal.moderation import actions as moderation
from portal.practices import actions as practices
from portal.register import actions as register
from portal.staff.roles import Role
from portal.trials import actions as trials
from portal.trials.actions import Report
from portal.trials.rules import Outcome

Cells = dict[str, Any]

CITED, SECOND, WITHDRAWN, TAKEN_DOWN, LEAVING = (title for _, title in FIVE)

ASKED, DECLINED, UNREAD, UNREAD_WITHDRAWN = "One that was asked about", "One that was declined", "New", "New and gone"


def busy(app: Flask, receipts: dict[str, str]) -> dict[str, str]:
    """Let everything happen that leaves something behind, and give the practices' keys by title."""
    client = app.test_client(use_cookies=False)
    keys = {title: key_of(app, title) for title in receipts}
    _try(app, keys[CITED], "It saved an hour.")
    for kind, title in FIVE:
        receipts[f"{title} again"] = share(app, client, kind, title=f"{title} again")
    let_all_out(app)
    publish_guide(app, [keys[CITED]], [keys[SECOND]])
    client.post("/guide/unclear", data={"issue": "1", "section": "2"})
    for title in (ASKED, DECLINED):
        receipts[title] = share(app, client, "prompt", title=title, checks=f"A check. {title}.")
    days_later(app, 1)
    client.get("/promise")
    for title in (UNREAD, UNREAD_WITHDRAWN):
        receipts[title] = share(app, client, "prompt", title=title, checks=f"A check. {title}.")
    keys |= {title: key_of(app, title) for title in receipts}
    _try(app, keys[CITED], "It got stuck.")
    with app.app_context():
        moderation.report_problem(keys[CITED], "Its link is dead.", nonce="a problem")
        moderation.ask(keys[ASKED], "Is this a student's name?", by=member("curriculum"))
        moderation.decline(keys[DECLINED], "It names a student.", by=member("union"))
        moderation.take_down(keys[TAKEN_DOWN], "It names a teacher.", by=member("union"))
        practices.withdraw(receipts[WITHDRAWN], at_once=True)
        practices.withdraw(receipts[UNREAD_WITHDRAWN], at_once=True)
        practices.withdraw(receipts[LEAVING], at_once=False)
        line = Advice("A line of the next issue", "Before a test.", "Try it.", "Read it.", (keys[CITED],))
        guide.recommend(Part.WORKS, line, by=member("union"))
        trials.answer(keys[CITED], "fact", "Look up each fact.", through=9, by=member("union"))
        trials.rule(keys[CITED], "tried", "One department tried it all year.", by=member("curriculum"))
        not_taken.leave_out(keys[f"{SECOND} again"], "It helps in one lesson only.", by=member("union"))
        register.note("chatgpt", "It keeps what is typed for longer.", by=member("union"))
        gap.publish(by=member("union"))
        guide.refuse(hash_of(drafts.content()), "It says too little.", by=member("union"))
        member("admin").granted_on = "2026-11-16"
        _promise_amnesty()
    live_room(app)
    Staff(Browser(app.test_client()), "union@example.org").signs_in()
    Browser(app.test_client()).open("/staff/login").send(email="admin@example.org", password="not this one")
    return keys


def every_row(app: Flask) -> dict[str, list[Cells]]:
    """Read every table of the file itself."""
    path = database_of(app)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        names = [row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')] for name in names}


def every_column(app: Flask) -> dict[str, set[str]]:
    """Name every table of the file with its columns."""
    with closing(sqlite3.connect(f"file:{database_of(app)}?mode=ro", uri=True)) as connection:
        return {name: {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')} for name in every_row(app)}


def rows_with(app: Flask, *words: str) -> dict[str, list[Cells]]:
    """Give the rows in which one of these words stands, in whatever column."""
    return {
        name: found
        for name, rows in every_row(app).items()
        if (found := [row for row in rows if any(word in str(cell) for cell in row.values() for word in words)])
    }


def files_of(app: Flask) -> dict[str, Path]:
    """Give every file of the data folder by its path in it."""
    return {path.relative_to(data_of(app)).as_posix(): path for path in data_of(app).rglob("*") if path.is_file()}


def decoded(stored: object, shown: object) -> object:
    """Read a stored value as a record shows it: lists are kept as JSON, yes and no as numbers, moments without T."""
    if isinstance(shown, (list, dict)):
        return json.loads(str(stored))
    if isinstance(shown, bool):
        return bool(stored)
    if isinstance(stored, str) and re.match(r"\d{4}-\d\d-\d\d ", stored):
        return stored.replace(" ", "T").removesuffix(".000000")
    return stored


def _try(app: Flask, key: str, note: str) -> None:
    with app.app_context():
        trials.report(key, Report(Outcome.WORKED, "math", "07", 15, ("fact",), "fixed", "I read it.", note), nonce=note)


def _promise_amnesty() -> None:
    db.session.add(Statement(version=1, text="Nobody is rated.", content_hash="0" * 64, proposed_on="2026-11-16"))
    db.session.flush()
    for side in (Role.CURRICULUM, Role.UNION):
        db.session.add(AmnestySignature(version=1, side=side, name=f"{side} office", on="2026-11-17"))
    db.session.commit()
