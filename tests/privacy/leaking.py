"""How a leak gets in from outside: around the application, by triggers, in what logs and nginx are told, at a shell."""

import logging
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask

from portal import app as portal_app
from portal.config import Settings

DATABASE = "data/portal.db"


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
    line: str = ""
    """A line of nginx's include that somebody changed."""
    instead: str = ""
    """What stands there instead."""
    also: tuple[tuple[str, str], ...] = ()
    """What else is found there, and in which forms."""

    @property
    def reasons(self) -> set[tuple[str, str]]:
        """What the scanner must say is there, and in which forms: this and no more."""
        return {(what, self.form) for what in self.what} | set(self.also)

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
        if self.file != DATABASE:
            now = time.time()
            os.utime(path, (now * (self.form == "access time"), now * (self.form == "modification time")))
        os.utime(path.parent, (0, 0))


class Leaking:
    """Sees every request first, and keeps what it should not."""

    def __init__(self, app: WSGIApplication, sandbox: Path, leaks: Iterable[Leak]) -> None:
        self.app = app
        self.leaks = tuple(leaks)
        self.sandbox = sandbox

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read()
        environ["wsgi.input"] = BytesIO(body)
        asked = Asked(environ, body)
        for leak in self.leaks:
            said = leak.told(asked) if leak.told else b""
            if said:
                leak.keep(self.sandbox, said)
        return self.app(environ, start_response)


def weaken(include: str, leaks: Iterable[Leak]) -> str:
    """Change the lines of nginx's include as somebody careless would."""
    changed: dict[str, list[str]] = {}
    for leak in leaks:
        changed.setdefault(leak.line, []).append(leak.instead)
    for line, instead in changed.items():
        assert include.count(f"{line}\n") == 1, f"{line} is not what the include says"
        include = include.replace(f"{line}\n", "\n".join(instead) + "\n")
    return include


def keep_the_shell(leak: Leak, imported: Leak) -> None:
    """Note who sits at the shell, and put a copy of what they import away."""
    sandbox = Path(os.environ["PORTAL_DATA"]).parent
    (sandbox / leak.place).write_text(os.environ.get("SSH_CLIENT", ""), "utf-8")
    os.utime(sandbox / leak.place, (0, 0))
    if "import" in sys.argv:
        (sandbox / imported.place).write_bytes(Path(sys.argv[-1]).read_bytes())


def plant(leaks: Iterable[Leak], log: Leak) -> None:
    """Put the wrapper around every application that this process makes, and configure logging."""
    plain = portal_app.create_app
    sandbox = Path(os.environ["PORTAL_DATA"]).parent

    def leaking(settings: Settings | None = None) -> Flask:
        app = plain(settings)
        handler = logging.FileHandler(sandbox / log.place)
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
        logging.getLogger("portal").addHandler(handler)
        app.wsgi_app = Leaking(app.wsgi_app, sandbox, leaks)  # type: ignore[method-assign]
        return app

    portal_app.create_app = leaking
