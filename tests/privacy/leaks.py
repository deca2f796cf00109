"""Leaks, planted from outside: each is something that a server, a library or a careful colleague really does.

None needs a switch in the portal. A wrapper around the application sees each request before the middleware deletes
who asks; triggers see each row. A leak keeps what it learns in one place of its own, with its file times set back, so
that the scanner must catch it there and for its own reason.
"""

import base64
import gzip
import logging
import os
import sqlite3
import struct
import time
import uuid
import zlib
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import formatdate
from io import BytesIO
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask

from portal import app as portal_app
from portal.config import Settings
from privacy.forensics import MOMENT

PLANTED = "from privacy import leaks\n\nleaks.plant()\n"
"""What every process of a leaking server runs first."""

_DB = "data/portal.db"


@dataclass(frozen=True)
class Asked:
    """A request of a teacher, as the wrapper sees it."""

    environ: WSGIEnvironment
    body: bytes

    def header(self, name: str) -> str:
        return str(self.environ.get(f"HTTP_{name}", ""))

    def typed(self, name: str) -> str:
        """Give one field of the form, or of the query."""
        sent = parse_qs(self.body.decode("latin-1")) | parse_qs(self.environ["QUERY_STRING"])
        return sent.get(name, [""])[0]

    @property
    def address(self) -> str:
        return str(self.environ["REMOTE_ADDR"])

    @property
    def forwarded(self) -> str:
        """The IPv6 address of the header Forwarded."""
        return self.header("FORWARDED").partition("[")[2].partition("]")[0]

    @property
    def shares(self) -> bool:
        """Whether this is the moment in which a practice is shared."""
        return self.typed("confirm") == "yes" and self.environ["PATH_INFO"].startswith("/share/")


@dataclass(frozen=True)
class Leak:
    """What leaks, where it ends up (a file, or a file and `table.column`), and what the scanner must say of it."""

    name: str
    place: str
    what: tuple[str, ...]
    form: str
    told: Callable[[Asked], bytes | int] | None = None
    """What the wrapper keeps of a request; nothing when it is empty."""
    trigger: str = ""
    """What a trigger does: its event, and the expression it keeps."""

    @property
    def file(self) -> str:
        return self.place.partition(" ")[0]

    @property
    def column(self) -> tuple[str, str]:
        table, _, column = self.place.partition(" ")[2].partition(".")
        return table, column

    def plant(self, sandbox: Path) -> None:
        """Make its table and its trigger."""
        table, column = self.column
        if not table:
            return
        with closing(sqlite3.connect(sandbox / self.file)) as database:
            database.execute(f"CREATE TABLE {table} ({column})")
            if self.trigger:
                event, _, kept = self.trigger.partition(" KEEP ")
                database.execute(f"CREATE TRIGGER {table}_fills {event} BEGIN INSERT INTO {table} VALUES ({kept}); END")
            database.commit()

    def keep(self, sandbox: Path, said: bytes | int) -> None:
        """Put away what was learned."""
        path, (table, _) = sandbox / self.file, self.column
        if table:
            value = said.decode() if isinstance(said, bytes) and said.isascii() and said.isalnum() else said
            with closing(sqlite3.connect(path, timeout=10)) as database, database:
                database.execute(f"INSERT INTO {table} VALUES (?)", (value,))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                file.write(said if isinstance(said, bytes) else str(said).encode())
        if self.file != _DB:
            now = time.time()
            os.utime(path, (now * (self.form == "access time"), now * (self.form == "modification time")))
        os.utime(path.parent, (0, 0))


def _when(happens: Callable[[Asked], bool], tell: Callable[[], bytes | int]) -> Callable[[Asked], bytes | int]:
    return lambda asked: tell() if happens(asked) else b""


def _at_share(tell: Callable[[], bytes | int]) -> Callable[[Asked], bytes | int]:
    """Tell something of the moment in which a practice is shared."""
    return _when(lambda asked: asked.shares, tell)


def _line(text: str) -> bytes:
    return f"{text}\n".encode() if text else b""


def _now() -> datetime:
    return datetime.now(UTC)


_INSERT = "AFTER INSERT ON practice KEEP"

LEAKS = (
    Leak("the address in an access log", "home/access.log", ("source address",), "text", lambda a: _line(a.address)),
    Leak(
        "the address as four bytes",
        "data/seen.bin",
        ("source address",),
        "packed",
        lambda a: ip_address(a.address).packed if a.address != "127.0.0.1" else b"",
    ),
    Leak(
        "the address a proxy reports, in hex",
        "data/visitors",
        ("X-Forwarded-For",),
        "hex",
        lambda a: _line(a.header("X_FORWARDED_FOR").encode().hex()),
    ),
    Leak(
        "an IPv6 address as sixteen bytes",
        "home/.cache/peers",
        ("Forwarded",),
        "packed",
        lambda a: ip_address(a.forwarded).packed if a.forwarded else b"",
    ),
    Leak(
        "an address as a number in another database",
        "data/stats.db hits.peer",
        ("X-Real-IP",),
        "number",
        lambda a: int(ip_address(a.header("X_REAL_IP"))) if a.header("X_REAL_IP") else b"",
    ),
    Leak(
        "the browser's name in a table",
        f"{_DB} leak_agent.agent",
        ("User-Agent",),
        "text",
        lambda a: a.header("USER_AGENT").encode(),
    ),
    Leak(
        "a cookie in base64",
        "tmp/session-cache",
        ("Cookie",),
        "base64",
        lambda a: _line(base64.b64encode(a.header("COOKIE").encode()).decode()),
    ),
    Leak(
        "the referring page in a rotated log",
        "home/log/old.gz",
        ("Referer",),
        "text, compressed",
        lambda a: gzip.compress(a.header("REFERER").encode()) if a.header("REFERER") else b"",
    ),
    Leak(
        "the language in UTF-16",
        "data/languages.txt",
        ("Accept-Language",),
        "UTF-16",
        lambda a: a.header("ACCEPT_LANGUAGE").encode("utf-16-le"),
    ),
    Leak(
        "an invented header in a compressed column",
        f"{_DB} leak_badge.badge",
        ("X-Badge",),
        "text, compressed",
        lambda a: zlib.compress(a.header("X_BADGE").encode()) if a.header("X_BADGE") else b"",
    ),
    Leak(
        "a draft that was never confirmed",
        "tmp/draft",
        ("unconfirmed draft",),
        "text",
        lambda a: a.body if a.environ["PATH_INFO"] == "/share/caught" and not a.shares else b"",
    ),
    Leak(
        "an upload that was spooled",
        "tmp/spooled",
        ("upload",),
        "text",
        lambda a: a.body if a.environ.get("CONTENT_TYPE", "").startswith("multipart/") else b"",
    ),
    Leak(
        "the words of receipts in a log",
        "home/receipts.log",
        ("receipt",),
        "text",
        lambda a: _line(a.typed("receipt")) if a.typed("receipt").count(" ") == 5 else b"",
    ),
    Leak(
        "the nonces of forms",
        "home/forms.log",
        ("nonce",),
        "text",
        lambda a: _line(a.typed("token").partition(".")[0]),
    ),
    Leak("what was searched for", "home/searches.log", ("search",), "text", lambda a: _line(a.typed("q"))),
    Leak(
        "withdrawn words in a shadow table",
        f"{_DB} leak_shadow.title",
        ("withdrawn at once", "withdrawn quietly"),
        "text",
        trigger="AFTER DELETE ON practice WHEN OLD.state = 'released' KEEP OLD.title",
    ),
    Leak(
        "the words before a correction",
        f"{_DB} leak_history.title",
        ("corrected",),
        "text",
        trigger="AFTER UPDATE OF title ON practice WHEN OLD.title <> NEW.title KEEP OLD.title",
    ),
    Leak(
        "an ISO time in a column",
        f"{_DB} leak_iso.at",
        (MOMENT,),
        "ISO time",
        trigger=f"{_INSERT} strftime('%Y-%m-%dT%H:%M:%S', 'now')",
    ),
    Leak(
        "SQLite's own time in a column",
        f"{_DB} leak_space.at",
        (MOMENT,),
        "ISO time with a space",
        trigger="AFTER INSERT ON trial KEEP CURRENT_TIMESTAMP",
    ),
    Leak(
        "seconds since 1970 in a column",
        f"{_DB} leak_epoch.at",
        (MOMENT,),
        "number",
        trigger=f"{_INSERT} CAST(strftime('%s', 'now') AS INTEGER)",
    ),
    Leak(
        "a Julian day in a column",
        f"{_DB} leak_julian.at",
        (MOMENT,),
        "number",
        trigger="AFTER UPDATE OF answer ON practice WHEN NEW.answer <> '' KEEP julianday('now')",
    ),
    Leak(
        "milliseconds in a column",
        f"{_DB} leak_milliseconds.at",
        (MOMENT,),
        "number",
        trigger="AFTER INSERT ON spent KEEP CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
    ),
    Leak(
        "nanoseconds in JSON",
        f"{_DB} leak_json.told",
        (MOMENT,),
        "epoch",
        _at_share(lambda: f'{{"at": {time.time_ns()}}}'.encode()),
    ),
    Leak(
        "a time as eight bytes",
        f"{_DB} leak_bytes.at",
        (MOMENT,),
        "bytes",
        _at_share(lambda: struct.pack(">d", time.time())),
    ),
    Leak(
        "a key that holds the time",
        f"{_DB} leak_key.id",
        (MOMENT,),
        "UUID",
        _at_share(lambda: uuid.uuid1().hex.encode()),
    ),
    Leak(
        "milliseconds in a log",
        "home/events.log",
        (MOMENT,),
        "epoch",
        _at_share(lambda: _line(f"shared {time.time_ns() // 10**6}")),
    ),
    Leak(
        "an HTTP date",
        "data/cache",
        (MOMENT,),
        "HTTP date",
        _at_share(lambda: _line(f"Last-Modified: {formatdate(usegmt=True)}")),
    ),
    Leak("a ctime in a log", "home/mail", (MOMENT,), "ctime", _at_share(lambda: _line(time.ctime()))),
    Leak(
        "the bare time of day",
        "home/console",
        (MOMENT,),
        "clock time",
        _at_share(lambda: _line(f"[{_now():%H:%M:%S}] shared")),
    ),
    Leak("the time a file was written", "data/last", (MOMENT,), "modification time", _at_share(lambda: b".")),
    Leak("the time a file was read", "data/read", (MOMENT,), "access time", _at_share(lambda: b".")),
)

LOGGING = Leak("the times of a logging configuration", "logs/portal.log", (MOMENT,), "ISO time with a space")
"""What Python's own logging writes, once somebody configures it as its manual shows."""

EVERY = (*LEAKS, LOGGING)


def plant() -> None:
    """Put the wrapper around every application that this process makes, and configure logging."""
    plain = portal_app.create_app
    sandbox = Path(os.environ["PORTAL_DATA"]).parent

    def leaking(settings: Settings | None = None) -> Flask:
        app = plain(settings)
        handler = logging.FileHandler(sandbox / LOGGING.place)
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
        logging.getLogger("portal").addHandler(handler)
        app.wsgi_app = Leaking(app.wsgi_app, sandbox)  # type: ignore[method-assign]
        return app

    portal_app.create_app = leaking


class Leaking:
    """Sees every request first, and keeps what it should not."""

    def __init__(self, app: WSGIApplication, sandbox: Path) -> None:
        self.app = app
        self.sandbox = sandbox

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read()
        environ["wsgi.input"] = BytesIO(body)
        asked = Asked(environ, body)
        for leak in LEAKS:
            said = leak.told(asked) if leak.told else b""
            if said:
                leak.keep(self.sandbox, said)
        return self.app(environ, start_response)
