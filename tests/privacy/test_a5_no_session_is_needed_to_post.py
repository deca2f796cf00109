"""Rule A5: a form proves itself by a token that nothing stores, so nobody needs a session, a cookie or a script."""

import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from browser import Browser
from flask import Flask
from flask.testing import FlaskClient
from people import CAUGHT, KINDS, PROMPT, Teacher, days_later
from privacy.looking import as_stored, ask, content_of, data_of, database_of, tables, worker
from privacy.stories import confirmed, key_of, mint
from werkzeug.test import TestResponse
from work import done_for, work_for

from portal.app import create_app
from portal.clock import Clock
from portal.db import db
from portal.practices.models import Practice
from portal.web.limits import CALM_BITS

TYPED = "zqxjvk typed with care"
"""Words that have to be on the page again when a form is refused."""


@dataclass(frozen=True)
class Form:
    """One of the public forms that store something: where it is, and what a person types into it."""

    path: str
    purpose: str
    table: str
    fields: dict[str, Any]

    def send(self, client: FlaskClient, token: str, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = self.fields | {"token": token}
        if self.table == "practice":
            data = confirmed(client, self.path, self.fields, token)
        return client.post(self.path, data=data, headers=named)


def forms(app: Flask) -> list[Form]:
    key = key_of(app, "Three reading levels")
    path = f"/practices/{key}"
    share = PROMPT | {"title": "Another", "checks": TYPED}
    return [
        Form("/share/prompt", "share", "practice", share),
        Form(f"{path}/tried", f"tried {key}", "trial", {"outcome": "changes", "note": TYPED}),
        Form(f"{path}/report", f"report {key}", "problem", {"words": TYPED}),
    ]


def count(app: Flask, table: str) -> int:
    return len(as_stored(database_of(app), table))


# --- Nothing is stored before the last press.


def test_looking_at_forms_and_previews_changes_no_byte_of_the_database(app, public):
    client = app.test_client(use_cookies=False)
    client.get("/promise")
    key = key_of(app, "Three reading levels")
    files, rows = content_of(app), {table: as_stored(database_of(app), table) for table in tables(database_of(app))}

    for path in ("/share", "/receipt", f"/practices/{key}/tried", f"/practices/{key}/report"):
        assert client.get(path).status_code == 200
    for kind, fields in KINDS.items():
        assert client.get(f"/share/{kind}").status_code == 200
        assert client.post(f"/share/{kind}", data=fields).status_code == 200
        assert client.post(f"/share/{kind}", data=fields | {"title": ""}).status_code == 422
        assert client.post(f"/share/{kind}", data=fields | {"edit": "yes"}).status_code == 200
        assert client.post(f"/share/{kind}", data=fields | {"confirm": "yes"}).status_code == 400
    assert client.post("/share/scan", data={"text": "Ask maria@example.org."}).status_code == 200
    assert client.post(f"/practices/{key}", data={"blank-1": "photosynthesis"}).status_code == 200

    assert content_of(app) == files
    assert {table: as_stored(database_of(app), table) for table in tables(database_of(app))} == rows


def test_all_forms_work_without_a_cookie_and_without_a_script(app, public):
    nobody = Teacher(Browser(app.test_client(use_cookies=False)))
    key = key_of(app, "Three reading levels")

    receipts = {nobody.shares(kind, title=f"Without anything: {kind}") for kind in KINDS}
    nobody.open(f"/practices/{key}/tried").send(outcome="worked")
    nobody.open(f"/practices/{key}/report").send(words="A name stands in line two.")

    assert len(receipts) == 3
    assert (count(app, "practice"), count(app, "trial"), count(app, "problem")) == (8, 1, 1)


# --- What a token holds.


def test_a_token_holds_a_random_nonce_the_day_and_nothing_finer(app):
    noon = app.extensions["clock"]
    tokens = set()
    for hour in (0, 12, 23):
        app.extensions["clock"] = Clock(noon.zone, noon.fixed.replace(hour=hour, minute=59, second=59))
        tokens.add(mint(app, "share", "n" * 22))
    nonce, day, signature = tokens.pop().split(".")

    assert tokens == set(), "the hour changes the token"
    assert nonce == "n" * 22
    assert int(day) == noon.fixed.date().toordinal()
    assert re.fullmatch("[0-9a-f]{64}", signature)
    assert len({mint(app, "share").split(".")[0] for _ in range(50)}) == 50


def test_the_token_of_a_preview_stays_the_same_through_every_change(app, teacher):
    preview = teacher.previews("prompt")
    token = preview.one("input[name=token]")["value"]
    days_later(app, 2)

    again = preview.send("Change something").send(title="A better title")

    assert again.one("input[name=token]")["value"] == token


# --- The token is the challenge of the work, and nobody has to do any.


def lanes(app: Flask) -> dict[str, str]:
    """Give each practice's lane by its title."""
    return dict(ask(database_of(app), "SELECT title, lane FROM practice"))


def test_the_token_is_the_challenge_and_work_over_it_opens_the_upper_lane(app, teacher):
    preview = teacher.previews("prompt", title="Worked for")

    receipt = preview.send("Share it", work=done_for(preview)).receipt

    assert lanes(app) == {"Worked for": "upper"}
    assert preview.send("Share it").receipt == receipt, "what is stored needs no work"


def test_nobody_is_turned_away_for_a_browser_that_does_nothing(app, teacher):
    other = work_for(teacher.previews("prompt").one("input[name=token]")["value"], 4)
    for number, work in enumerate(("", "0", ".".join("0" * 16), other, "made up", "0." * 5000)):
        preview = teacher.previews("prompt", title=f"Idea {number}")
        receipt = preview.send("Share it", work=work).receipt

        assert len(receipt.split()) == 6
        assert preview.send("Share it", work=done_for(preview)).receipt == receipt
    assert set(lanes(app).values()) == {"lower"}, "work that comes later changes nothing"
    assert len(lanes(app)) == 6


def test_every_public_form_that_stores_something_asks_for_work_and_a_correction_does_not(app, public, teacher):
    for path in (form.path for form in forms(app)[1:]):
        asked = teacher.open(path).one("input[name=work]")
        assert (asked["type"], asked["value"], asked["data-work"]) == ("hidden", "", str(CALM_BITS))
    receipt = teacher.shares("prompt")

    correction = teacher.shows(receipt).send("Correct the words").send("See the preview", title="Better")

    assert correction.soup.select_one("input[name=work]") is None
    assert correction.send("Put the new words in place").status == 200


# --- Any worker takes it, and the same form stores one thing once.


def test_each_worker_takes_the_tokens_of_the_other_and_stores_one_thing_once(app, public):
    with worker(app, data_of(app)) as other:
        one, two = app.test_client(), other.test_client()
        for form in forms(app):
            before = count(app, form.table)
            for token in (mint(app, form.purpose), mint(other, form.purpose)):
                answers = [form.send(client, token) for client in (one, two, one)]

                assert {answer.status_code for answer in answers} == {200}
                assert len({answer.data for answer in answers}) == 1, "not the same receipt"
            assert count(app, form.table) == before + 2


def test_the_same_form_sent_many_times_at_once_stores_one_thing(app, public):
    with worker(app, data_of(app)) as other, ThreadPoolExecutor(8) as threads:
        for form in forms(app):
            before, token = count(app, form.table), mint(app, form.purpose)
            clients = [each.test_client(use_cookies=False) for each in (app, other) * 4]

            answers = list(threads.map(form.send, clients, [token] * len(clients)))

            assert {answer.status_code for answer in answers} == {200}
            assert len({answer.data for answer in answers}) == 1
            assert count(app, form.table) == before + 1


# --- Forms that are refused keep what was typed.


def test_a_form_from_another_site_is_refused_and_stores_nothing(app, public):
    for form, site in itertools.product(forms(app), ("cross-site", "same-site", "nonsense")):
        before = count(app, form.table)

        answer = form.send(app.test_client(), mint(app, form.purpose), Sec_Fetch_Site=site)

        assert answer.status_code == 400
        assert TYPED in answer.text
        assert count(app, form.table) == before


def test_a_browser_that_says_nothing_of_the_site_or_says_ours_is_heard(app, public):
    for form in forms(app):
        for headers in ({}, {"Sec_Fetch_Site": "same-origin"}, {"Sec_Fetch_Site": "none"}, {"Origin": "null"}):
            assert form.send(app.test_client(), mint(app, form.purpose), **headers).status_code == 200


def test_a_token_that_is_not_good_is_refused_and_everything_typed_stays(app, public):
    settings = app.extensions["settings"]
    stranger = create_app(replace(settings, secret="f" * 64))
    tomorrow = create_app(replace(settings, clock=settings.clock + timedelta(days=30)))
    for form in forms(app):
        good = mint(app, form.purpose)
        nonce, day, signature = good.split(".")
        bad = {
            "none": "",
            "made up": "made.up.token",
            "cut short": good[:-1],
            "longer": good + "0",
            "another nonce": f"{nonce[:-1]}{'A' if nonce[-1] != 'A' else 'B'}.{day}.{signature}",
            "another day": f"{nonce}.{int(day) + 1}.{signature}",
            "no day": f"{nonce}..{signature}",
            "letters of another script": f"{nonce}.{day}.é{signature[1:]}",
            "another form's": mint(app, "tried " + "0" * 20),
            "another district's": mint(stranger, form.purpose),
            "from the future": mint(tomorrow, form.purpose),
        }
        before = count(app, form.table)
        for what, token in bad.items():
            answer = form.send(app.test_client(), token)

            assert answer.status_code == 400, what
            assert TYPED in answer.text, what
        assert count(app, form.table) == before


def test_a_form_may_lie_open_for_three_days_and_no_longer(app, public):
    every = [(form, mint(app, form.purpose)) for form in forms(app)]
    days_later(app, 3)
    for form, token in every:
        assert form.send(app.test_client(), token).status_code == 200
    days_later(app, 1)
    for form, token in every:
        before = count(app, form.table)
        answer = form.send(app.test_client(), token)

        assert answer.status_code == 400
        assert TYPED in answer.text
        assert count(app, form.table) == before


def test_a_refused_form_comes_back_whole_and_goes_through_with_one_more_press(app, teacher):
    typed = CAUGHT | {"title": "A quote nobody said", "minutes": "-20", "allowed": "no", "tool": ["claude", "gemini"]}
    again = teacher.browser.post("/share/caught", typed | {"confirm": "yes", "token": "made.up.token"})

    assert again.status == 400
    assert len(again.send("Share it").receipt.split()) == 6
    with app.app_context():
        kept = db.session.scalars(db.select(Practice)).one().draft()
    assert (kept.title, kept.minutes, kept.allowed, kept.tools) == (typed["title"], -20, "no", ["claude", "gemini"])
    assert kept.words == {part: CAUGHT[part] for part in ("asked", "output", "now")}
    assert kept.picks == {"wrong": CAUGHT["wrong"], "found": [CAUGHT["found"]], "reach": [CAUGHT["reach"]]}
