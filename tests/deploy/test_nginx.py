"""nginx with the site file of deploy/ itself, over TLS: what it passes on, what it refuses, and what it remembers."""

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar, NamedTuple

import pytest
from get_nginx import nginx
from ports import free_port

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
NAME = "practices.example.org"

PATIENCE = 60
"""Seconds until a server that does not answer has failed the test."""

FRAME = """\
daemon off; master_process off; pid nginx.pid; error_log early.log;
events {{}}
http {{
    access_log access.log;
    client_body_temp_path body; proxy_temp_path proxy;
    fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    include {site};
}}
"""

TELLING = {
    "User-Agent": "Mozilla/5.0",
    "Accept-Language": "es-MX",
    "X-Forwarded-For": "203.0.113.9",
    "Forwarded": "for=203.0.113.9",
    "X-Real-IP": "203.0.113.9",
    "From": "ana@example.org",
    "Authorization": "Bearer abc",
    "X-Badge": "17",
}
"""What says who asks."""

OF_STAFF = {"Cookie": "__Secure-staff=abc", "Origin": f"https://{NAME}", "Referer": f"https://{NAME}/staff/"}
NEEDED = {"Accept-Encoding": "br", "Content-Type": "text/plain", "Sec-Fetch-Site": "same-origin"}


class Portal(BaseHTTPRequestHandler):
    """Stands for the portal, and notes the headers it is sent."""

    heard: ClassVar[list[dict[str, str]]] = []

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.heard.append(dict(self.headers))
        self.send_response(200)
        self.send_header("Strict-Transport-Security", "max-age=31536000")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_POST = do_GET  # noqa: N815 - the name that http.server looks for

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@dataclass
class Door:
    """A running nginx, and what stands behind it."""

    folder: Path
    plain: int
    secure: int
    behind: ThreadingHTTPServer

    def asks(self, path: str, body: bytes | None = None, **headers: str) -> "Answer":
        """Ask over TLS, under a name that is not the site's."""
        trusting = self.trusting()
        connection = http.client.HTTPSConnection(NAME, timeout=PATIENCE, context=trusting)
        plain = socket.create_connection(("127.0.0.1", self.secure), PATIENCE)
        with closing(connection):
            connection.sock = trusting.wrap_socket(plain, server_hostname=NAME)
            connection.request("POST" if body else "GET", path, body, {"Host": "other.example", **headers})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.folder / "fullchain.pem")


class Answer(NamedTuple):
    """What nginx answered."""

    status: int
    headers: Message
    body: bytes


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    program = nginx()
    if not program or not shutil.which("openssl"):
        pytest.skip("there is no nginx, or no openssl: NOT TESTED")
    folder = tmp_path_factory.mktemp("nginx")
    certificate(folder)
    behind = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    plain, secure = free_port(), free_port()
    site = (DEPLOY / "nginx.conf").read_text("utf-8")
    for was, instead in {
        r"listen \[::\]:.*\n": "",
        r"listen 80 ": f"listen 127.0.0.1:{plain} ",
        r"listen 443 ": f"listen 127.0.0.1:{secure} ",
        r"127\.0\.0\.1:5000": f"127.0.0.1:{behind.server_port}",
        r"/etc/ssl/show-me-how": str(folder),
        r"/etc/nginx/snippets/portal\.inc": str(DEPLOY / "nginx-portal.inc"),
    }.items():
        site, changed = re.subn(was, instead, site)
        assert changed, f"the site file has no {was}"
    (folder / "site.conf").write_text(site, "utf-8")
    (folder / "nginx.conf").write_text(FRAME.format(site=folder / "site.conf"), "utf-8")
    command = [program, "-p", f"{folder}/", "-c", str(folder / "nginx.conf"), "-e", "early.log"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(secure, process)
            yield Door(folder, plain, secure, behind)
        finally:
            process.terminate()
            behind.shutdown()
            behind.server_close()


def test_a_teachers_request_reaches_the_portal_without_anything_that_says_who_asks(door):
    answer = door.asks("/share/prompt", b"title=x", **TELLING, **OF_STAFF, **NEEDED)

    assert answer.status == 200
    sent = Portal.heard[-1]
    assert sent == NEEDED | {"Host": NAME, "Content-Length": "7", "Connection": "close"}


def test_staff_pages_get_what_signing_in_needs_and_no_more(door):
    for path in ("/staff", "/staff/tray?of=today"):
        door.asks(path, b"id=x", **TELLING, **OF_STAFF, **NEEDED)
        assert Portal.heard[-1] == NEEDED | OF_STAFF | {"Host": NAME, "Content-Length": "4", "Connection": "close"}

    for path in ("/staffroom", "/practices?next=/staff/", "/staff/../practices", "/STAFF/"):
        door.asks(path, **OF_STAFF)
        assert not OF_STAFF.keys() & Portal.heard[-1].keys()


def test_whoever_comes_without_tls_is_sent_to_the_name_with_it(door):
    with closing(http.client.HTTPConnection("127.0.0.1", door.plain, timeout=PATIENCE)) as connection:
        connection.request("GET", "/practices?q=decimals", headers={"Host": "other.example"})
        answer = connection.getresponse()
        answer.read()

    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/practices?q=decimals")


def test_the_demand_for_tls_is_sent_once_and_no_version_is_named(door):
    answer = door.asks("/")

    assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert answer.headers["Server"] == "nginx"


def test_nothing_ties_two_visits_to_one_browser(door):
    trusting = door.trusting()
    trusting.maximum_version = ssl.TLSVersion.TLSv1_2

    def visit(session: ssl.SSLSession | None = None) -> tuple[ssl.SSLSession | None, bool | None]:
        plain = socket.create_connection(("127.0.0.1", door.secure))
        with trusting.wrap_socket(plain, server_hostname=NAME, session=session) as visitor:
            visitor.sendall(f"GET / HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n".encode())
            visitor.recv(1000)
            return visitor.session, visitor.session_reused

    first, _ = visit()
    _, again = visit(first)

    assert first
    assert not first.has_ticket
    assert not again


@pytest.mark.parametrize("long", [300_000, 3_000_000])
def test_a_text_that_is_too_long_is_answered_in_our_words(door, long):
    before = len(Portal.heard)

    answer = door.asks("/share/prompt", b"x" * long)

    assert answer.status == 413
    assert b"Go back: what you typed is still there" in answer.body
    assert len(Portal.heard) == before


def test_a_body_without_a_length_is_refused_before_it_is_read(door):
    answer = door.asks("/share/prompt", b"0\r\n\r\n", **{"Transfer-Encoding": "chunked"})

    assert answer.status == 411


def test_while_the_portal_is_away_the_page_says_so_and_nothing_was_logged_at_all(door):
    door.behind.shutdown()
    door.behind.server_close()

    answer = door.asks("/practices?q=decimals", **TELLING)

    assert answer.status == 502
    assert b"We are away for a moment" in answer.body
    assert (door.folder / "access.log").read_bytes() == b""
    assert (door.folder / "early.log").read_bytes() == b""
    assert [path for name in ("body", "proxy") for path in (door.folder / name).iterdir()] == []


def certificate(folder: Path) -> None:
    """Make a certificate that this test alone trusts."""
    key, whole = str(folder / "privkey.pem"), str(folder / "fullchain.pem")
    name = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    subprocess.run([*make, *name, "-keyout", key, "-out", whole], check=True, capture_output=True)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1_200):
        assert process.poll() is None, "nginx stopped"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx never answered")
