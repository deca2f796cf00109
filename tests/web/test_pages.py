"""A page that was asked for is answered again without being made again, for as long as it is true."""

import gzip
import sqlite3
from contextlib import closing, contextmanager

import brotli
import pytest
from flask import before_render_template, request, request_started
from people import days_later
from privacy.looking import data_of, database_of, worker
from privacy.stories import key_of, member, publish_gap, publish_guide
from sqlalchemy import create_engine

from portal.db import Look, scrub
from portal.db import db as database
from portal.moderation import actions as moderation
from portal.snapshot import Standing
from portal.web.pages import MOST, Page, _Kept
from portal.web.unseen import is_staff

KEPT = {
    "/": "/",
    "/practices": "/practices?q=reading",
    "/practices/<practice_id>": "/practices/{key}",
    "/api/practices": "/api/practices?subject=math",
    "/api/practices/<practice_id>": "/api/practices/{key}",
    "/api/openapi.json": "/api/openapi.json",
    "/practices.<ending>": "/practices.csv",
    "/practices/print": "/practices/print",
    "/releases.atom": "/releases.atom",
    "/gap": "/gap",
    "/guide": "/guide",
    "/guide.<ending>": "/guide.md",
    "/guide/heard": "/guide/heard",
    "/guide/issues": "/guide/issues",
    "/guide/issues/<number>": "/guide/issues/1",
    "/guide/issues/<number>.<ending>": "/guide/issues/1.json",
    "/guide/issues/<number>/changes": "/guide/issues/1/changes",
}
"""Pages that depend on their address and the edition alone, and an address of each."""

MADE_EACH_TIME = {
    "/healthz",  # speaks of this worker
    "/promise",  # signed statements, and who may sign, move without an edition
    "/share",  # the statement in force
    "/share/<code>",  # a token
    "/receipt",
    "/practices/<practice_id>/report",  # a token
    "/practices/<practice_id>/tried",  # a token
    "/join",
    "/join/<code>",
    "/join/<code>/now",
    "/join/<code>/digest",
    "/join/<code>/digest.<ending>",
}


@pytest.fixture(scope="session")
def blank(with_five):
    return with_five


@pytest.fixture(autouse=True)
def _turned(request):
    """Let the day be turned: that is what the first request of a day is for."""
    if "app" in request.fixturenames:
        request.getfixturevalue("app").test_client().get("/promise")


@contextmanager
def made(app):
    """List the addresses for which the application itself is asked."""
    asked = []

    def note(_, **__):
        asked.append(request.full_path.rstrip("?"))

    with request_started.connected_to(note, app):
        yield asked


def addresses(app):
    """Let there be a guide and a public gap, and give an address of every page that is kept."""
    key = key_of(app, "Three reading levels")
    publish_guide(app, [key])
    publish_gap(app)
    return [path.format(key=key) for path in KEPT.values()]


def test_every_public_page_is_either_kept_or_made_each_time(app):
    public = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and not is_staff(rule.rule)]
    pure = {rule.rule for rule in public if getattr(app.view_functions[rule.endpoint], "pure", False)}

    assert pure == set(KEPT)
    assert {rule.rule for rule in public} == {*KEPT, *MADE_EACH_TIME}, "place the new page: is it pure?"


def test_a_kept_page_is_the_page_and_nothing_tells_that_it_was_asked_before(app):
    every, client = addresses(app), app.test_client()
    for path in every:
        with made(app) as asked:
            ways = [("GET", "br, gzip"), ("HEAD", "br, gzip"), ("GET", "gzip;q=1.0, br;q=0"), ("GET", "")]
            first, second = (
                [client.open(path, method=how, headers={"Accept-Encoding": accepted}) for how, accepted in ways]
                for _ in range(2)
            )
        plain = first[-1].data

        assert len(asked) == 3, f"{path}: once for each encoding"
        assert [(a.status_code, [*a.headers], a.data) for a in first] == [
            (a.status_code, [*a.headers], a.data) for a in second
        ]
        assert [*first[0].headers] == [*first[1].headers]
        assert first[1].data == b""
        assert {"Age", "X-Cache", "ETag", "Date"}.isdisjoint(first[0].headers)
        if "Content-Encoding" in first[0].headers:
            assert brotli.decompress(first[0].data) == gzip.decompress(first[2].data) == plain
            assert {a.headers["Vary"] for a in first} == {"Accept-Encoding"}
        else:
            assert len(plain) < 1024


def test_pages_with_a_token_are_never_kept_or_compressed(app):
    client, key = app.test_client(), key_of(app, "Three reading levels")
    for path in ("/share/prompt", f"/practices/{key}/tried", f"/practices/{key}/report", "/promise", "/healthz"):
        with made(app) as asked:
            answers = [client.get(path, headers={"Accept-Encoding": "br"}) for _ in range(2)]

        assert len(asked) == 2
        assert ["Content-Encoding" in answer.headers for answer in answers] == [False, False]


def test_what_is_taken_down_is_gone_from_the_kept_pages_of_every_worker_at_once(app):
    key = key_of(app, "Three reading levels")
    paths = ("/", "/practices", "/practices?q=reading", f"/practices/{key}", "/api/practices", f"/api/practices/{key}")
    with worker(app, data_of(app)) as another:
        clients = app.test_client(), another.test_client()
        assert all(key in client.get(path).text for client in clients for path in paths * 2)

        with app.app_context():
            moderation.take_down(key, "It named somebody.", by=member("curriculum"))

        assert not [path for client in clients for path in paths if key in client.get(path).text]


def test_a_page_that_was_being_made_when_something_was_taken_down_is_not_kept(app):
    key, client, done = key_of(app, "Three reading levels"), app.test_client(), []

    def take_down(_, **__):
        if not done:
            done.append(moderation.take_down(key, "It named somebody.", by=member("curriculum")))
            assert app.test_client().get("/practices").status_code == 200, "another reader, who sees it is gone"

    with before_render_template.connected_to(take_down, app):
        assert client.get(f"/practices/{key}").status_code == 200, "it was there when the reader asked"

    assert client.get(f"/practices/{key}").status_code == 404


def test_a_new_day_is_turned_by_the_first_request_although_its_page_is_kept(app, reader):
    reader.open("/practices")
    days_later(app, 1)

    with made(app) as asked:
        for _ in range(3):
            reader.open("/practices")

    assert len(asked) == 1, "the edition is the same, and so are its pages"


def test_a_host_that_is_not_ours_gets_no_kept_page(app):
    client = app.test_client()
    answers = [client.get("/practices", headers={"Host": host}) for host in ("localhost", "localhost", "evil.example")]

    assert [answer.status_code for answer in answers] == [200, 200, 400]


def test_looking_at_the_standing_keeps_nothing_alive_in_the_journal(app):
    client = app.test_client()
    with app.app_context():
        look = Look(database.engine)
    for _ in range(3):
        assert client.get("/practices").status_code == 200
    assert look.at("SELECT current FROM snapshot") is not None

    with closing(sqlite3.connect(database_of(app))) as connection:
        connection.execute("UPDATE snapshot SET pooled = 7")
        connection.commit()
    with app.app_context():
        assert scrub(), "a checkpoint that cuts the journal found it in use"

    assert look.at("SELECT pooled FROM snapshot") == (7,)
    assert database_of(app).with_name("portal.db-wal").stat().st_size == 0


def test_a_database_that_is_not_there_is_not_made_by_looking(tmp_path):
    assert Look(create_engine(f"sqlite:///{tmp_path / 'none.db'}")).at("SELECT 1") is None
    assert list(tmp_path.iterdir()) == []


def test_the_store_is_bounded_and_drops_what_was_not_asked_for_longest():
    kept, standing = _Kept(), Standing(1, frozenset(), 1, "", 0)
    keys = [("localhost", "/practices", f"q={number}", "br") for number in range(40)]
    pages = {key: Page((), bytes(MOST // 30)) for key in keys}
    kept.get(standing, keys[0])

    for key, page in pages.items():
        kept.put(standing, key, page)
        assert kept.get(standing, keys[0]) is pages[keys[0]], "asked for all the time"

    assert kept.get(standing, keys[1]) is None
    assert kept.get(standing, keys[-1]) is pages[keys[-1]]
    kept.put(standing, keys[2], Page((), bytes(MOST)))
    assert kept.get(standing, keys[2]) is None
