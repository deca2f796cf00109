"""Rule A3: outside /staff the application never sees who is asking; inside it never sees from where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from flask import Flask, request, request_started
from privacy.looking import as_stored, database_of
from privacy.stories import live_room
from werkzeug.routing import Rule

from portal.web.unseen import Unseen

ADDRESS = "203.0.113.77"

HEADERS = {
    "User-Agent": "planted-agent/7.7",
    "Cookie": "planted_cookie=planted-session; staff=planted-staff",
    "Referer": "https://planted.example/planted-page",
    "Origin": "https://planted-origin.example",
    "Accept-Language": "tlh-planted",
    "Accept": "text/planted",
    "X-Forwarded-For": "198.51.100.77",
    "Forwarded": "for=198.51.100.78;by=planted-proxy",
    "X-Real-IP": "198.51.100.79",
    "Via": "1.1 planted-via",
    "Sec-CH-UA": '"Planted Browser";v="7"',
    "Sec-CH-UA-Platform": '"planted-system"',
    "If-None-Match": '"planted-tag"',
    "If-Modified-Since": "planted-date",
    "Authorization": "Basic planted-secret",
    "DNT": "planted-wish",
    "X-Invented-Tomorrow": "planted-new",
}

SERVERS_OWN = {
    "REMOTE_ADDR": ADDRESS,
    "REMOTE_PORT": "47777",
    "REMOTE_HOST": "planted-host",
    "REMOTE_USER": "planted-user",
    "server.peer": "planted-peer",
}
"""What a server says of a visitor besides the headers."""

ALLOWED_TO_STAFF = ("planted-session", "planted-staff", "planted.example", "planted-origin", "planted_cookie")
"""What signing in and its forms need."""

PLANTED = ("planted", "tlh", ADDRESS, "198.51.100.", "47777", "Planted Browser")

VALUES = {"code": "prompt", "ending": "md", "line_id": "0" * 20, "number": "1"}
"""What to put into the blanks of an address; the id of a practice is a real one."""

ODD = [
    "//staff/tray",
    "///staff/",
    "/staffx",
    "/staff.json",
    "/Staff/tray",
    "/STAFF/",
    "/ staff/",
    ";staff",
    "/;staff/tray",
    "/staff;x=1/tray",
    "/./staff/tray",
    "/share/../staff/tray",
    "/%73taff/tray",
    "/share/staff",
    "/practices/staff/",
    "",
]
"""Paths that look like those of staff and are not."""


@dataclass
class Probe:
    """Stands behind the middleware and keeps what comes through; with a request of Flask's made of it too."""

    inner: WSGIApplication
    environs: list[dict[str, Any]] = field(default_factory=list)
    requests: list[tuple[Any, ...]] = field(default_factory=list)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.environs.append(dict(environ))
        return self.inner(environ, start_response)

    def look(self, _app: Flask) -> None:
        self.requests.append((request.remote_addr or "", *request.access_route, request.user_agent.string))

    @property
    def leaks(self) -> list[str]:
        """Name what came through of what was planted."""
        texts = [f"{name}={text}" for environ in self.environs for name, text in _texts(environ)]
        texts += [str(value) for seen in self.requests for value in seen if value]
        return [text for text in texts if any(word.lower() in text.lower() for word in PLANTED)]


def _texts(value: Any, name: str = "") -> Iterable[tuple[str, str]]:
    """List every text in a value, however deep, with its name."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, str(key))
    elif isinstance(value, (list, tuple, set, frozenset)):
        for each in value:
            yield from _texts(each, name)
    elif isinstance(value, (str, bytes)):
        yield name, value.decode("latin-1") if isinstance(value, bytes) else value


@pytest.fixture
def probe(app: Flask) -> Iterator[Probe]:
    assert isinstance(app.wsgi_app, Unseen)
    probe = Probe(app.wsgi_app.app)
    app.wsgi_app.app = probe
    with request_started.connected_to(probe.look, app):
        yield probe


def visit(app: Flask, path: str, method: str = "GET", **more: Any) -> Any:
    """Ask for a path exactly as it is written, as a browser that tells all about itself."""
    environ = {"PATH_INFO": path, **SERVERS_OWN}
    client = app.test_client(use_cookies=False)
    return client.open("/", method=method, headers=HEADERS, environ_overrides=environ, buffered=True, **more)


def address_of(rule: Rule, practice: str, room: str) -> str:
    """Fill in the blanks of a rule; a blank nobody thought of fails here."""
    values = VALUES | {"practice_id": practice} | ({"code": room} if rule.rule.startswith("/join") else {})
    path = rule.rule
    for name in rule.arguments:
        path = path.replace(f"<{name}>", values[name])
    assert "<" not in path, f"say in VALUES how to fill {rule.rule}"
    return path


def test_no_route_of_teachers_sees_anything_of_who_is_asking(app, public, probe, record_property):
    practice = as_stored(database_of(app), "practice")[0][0]
    room = live_room(app)
    rules = [rule for rule in app.url_map.iter_rules() if not rule.rule.startswith("/staff")]
    assert len(rules) > 10
    looked = 0
    for rule in rules:
        for method in sorted(rule.methods | {"PUT", "TRACE"}):
            probe.environs.clear()
            probe.requests.clear()

            path = address_of(rule, practice, room)
            # What GET was answered is kept, and would answer HEAD without anything looking inside.
            query = "head" if method == "HEAD" else ""
            visit(app, path, method, data={"title": "Mine"} if method == "POST" else None, query_string=query)

            assert probe.leaks == [], f"{method} {rule.rule}"
            assert probe.environs[0]["PATH_INFO"] == path
            assert len(probe.requests) == 1, f"{method} {rule.rule} was not looked at inside"
            looked += 1
    record_property("A3: routes and methods that see who is asking", f"0 of {looked} (0)")


@pytest.mark.parametrize("path", ["/static/css/base.css", "/favicon.ico", "/no/such/page", "/practices/"])
def test_neither_do_static_files_and_pages_that_are_not_there(app, probe, path):
    visit(app, app.extensions["assets"].get(path.removeprefix("/static/"), path))

    assert len(probe.environs) == 1
    assert probe.leaks == []


def test_a_path_that_looks_like_that_of_staff_is_treated_as_a_teachers(app, probe):
    for path in ODD:
        answer = visit(app, path)

        assert probe.leaks == [], path
        assert "Set-Cookie" not in answer.headers, path


def test_no_page_of_teachers_can_be_reached_through_staff(app, probe):
    for path in ("/staff/../share", "/staff/../share/prompt", "/staff/..", "/staff//../receipt"):
        answer = visit(app, path)

        assert answer.status_code in {302, 308, 404}, path
        assert b"<form" not in answer.data, path


def test_staff_pages_see_a_cookie_and_a_referrer_but_not_where_it_comes_from(app, probe):
    for path in ("/staff/", "/staff/tray", "/staff/login", "/staff/guide", "/staff/no-such-page", "/staff"):
        for method in ("GET", "POST"):
            probe.environs.clear()

            visit(app, path, method)

            assert probe.environs[0]["HTTP_COOKIE"] == HEADERS["Cookie"]
            assert [leak for leak in probe.leaks if not any(word in leak for word in ALLOWED_TO_STAFF)] == [], path


def test_the_same_look_finds_everything_when_nothing_deletes_it(app, probe):
    app.wsgi_app = probe

    visit(app, "/share")

    for name, value in (HEADERS | SERVERS_OWN).items():
        assert any(value in leak for leak in probe.leaks), f"{name} would not have been noticed"
    assert probe.requests[0][0] == ADDRESS


def test_the_answer_is_the_same_whoever_asks(app, public):
    for path in ("/", "/practices", "/share", "/share/prompt", "/receipt", "/promise"):
        plain = app.test_client(use_cookies=False).get(path)
        told = visit(app, path)

        assert told.status_code == plain.status_code
        assert told.data == plain.data
        assert list(told.headers) == list(plain.headers)
