"""Leaks, planted from outside: each is something that a server, a library or a careful colleague really does.

None needs a switch in the portal. A wrapper around the application sees each request before the middleware deletes
who asks; triggers see each row; nginx does what it is told. A leak keeps what it learns in one place of its own, with
its file times set back, so that the scanner must catch it there and for its own reason.
"""

import base64
import gzip
import struct
import time
import uuid
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import formatdate
from ipaddress import ip_address

from privacy import leaking
from privacy.careless import BY_NGINX
from privacy.disguises import MOMENT
from privacy.leaking import DATABASE, Asked, Leak

PLANTED = "from privacy import leaks\n\nleaks.plant()\n"
"""What every process of a leaking server runs first."""


def _when(happens: Callable[[Asked], bool], tell: Callable[[], bytes | int]) -> Callable[[Asked], bytes | int]:
    return lambda asked: tell() if happens(asked) else b""


def _at_share(tell: Callable[[], bytes | int]) -> Callable[[Asked], bytes | int]:
    """Tell something of the moment in which a practice is shared."""
    return _when(lambda asked: asked.shares, tell)


def _line(text: str) -> bytes:
    return f"{text}\n".encode() if text else b""


def _now() -> datetime:
    return datetime.now(UTC)


def _note_in_json() -> bytes:
    return f'{{"at": {time.time_ns()}}}'.encode()


def _key() -> bytes:
    return uuid.uuid1().hex.encode()


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
        lambda a: _line(a.header("X_FORWARDED_FOR").encode().hex()) if a.address != "127.0.0.1" else b"",
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
        f"{DATABASE} leak_agent.agent",
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
        f"{DATABASE} leak_badge.badge",
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
    Leak(
        "what was searched for", "home/searches.log", ("search", "taken along"), "text", lambda a: _line(a.typed("q"))
    ),
    Leak(
        "withdrawn words in a shadow table",
        f"{DATABASE} leak_shadow.title",
        ("withdrawn at once", "withdrawn quietly"),
        "text",
        trigger="AFTER DELETE ON practice WHEN OLD.state = 'released' KEEP OLD.title",
    ),
    Leak(
        "the words before a correction",
        f"{DATABASE} leak_history.title",
        ("corrected",),
        "text",
        trigger="AFTER UPDATE OF title ON practice WHEN OLD.title <> NEW.title KEEP OLD.title",
    ),
    Leak(
        "an ISO time in a column",
        f"{DATABASE} leak_iso.at",
        (MOMENT,),
        "ISO time",
        trigger=f"{_INSERT} strftime('%Y-%m-%dT%H:%M:%S', 'now')",
    ),
    Leak(
        "SQLite's own time in a column",
        f"{DATABASE} leak_space.at",
        (MOMENT,),
        "ISO time with a space",
        trigger="AFTER INSERT ON trial KEEP CURRENT_TIMESTAMP",
    ),
    Leak(
        "seconds since 1970 in a column",
        f"{DATABASE} leak_epoch.at",
        (MOMENT,),
        "number",
        trigger=f"{_INSERT} CAST(strftime('%s', 'now') AS INTEGER)",
    ),
    Leak(
        "a Julian day in a column",
        f"{DATABASE} leak_julian.at",
        (MOMENT,),
        "number",
        trigger="AFTER UPDATE OF answer ON practice WHEN NEW.answer <> '' KEEP julianday('now')",
    ),
    Leak(
        "milliseconds in a column",
        f"{DATABASE} leak_milliseconds.at",
        (MOMENT,),
        "number",
        trigger="AFTER INSERT ON spent KEEP CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
    ),
    Leak(
        "nanoseconds in JSON",
        f"{DATABASE} leak_json.told",
        (MOMENT,),
        "epoch",
        _at_share(_note_in_json),
    ),
    Leak(
        "a time as eight bytes",
        f"{DATABASE} leak_bytes.at",
        (MOMENT,),
        "bytes",
        _at_share(lambda: struct.pack(">d", time.time())),
    ),
    Leak(
        "a key that holds the time",
        f"{DATABASE} leak_key.id",
        (MOMENT,),
        "UUID",
        _at_share(_key),
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

SHELL = Leak("who sat at the shell", "home/.last", ("SSH_CLIENT",), "text")

IMPORTED = Leak(
    "a copy of an imported file",
    "tmp/imported.csv",
    (
        "Timestamp",
        "Email Address",
        "IP",
        "header of a column left out",
        "column left out",
        "row without a title",
        "row without a text",
    ),
    "text",
)

EVERY = (*LEAKS, LOGGING, *BY_NGINX, SHELL, IMPORTED)


def plant() -> None:
    """Let every application that this process makes leak all of it."""
    leaking.keep_the_shell(SHELL, IMPORTED)
    leaking.plant((*LEAKS, *BY_NGINX), LOGGING)
