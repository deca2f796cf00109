"""The two numbers behind every page: the edition that is wanted and the one that is current.

Any action may want the next edition; only the builder makes it current. What was refused since the current one
was built stays hidden from every reader until a newer one leaves it out.
"""

import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from flask import current_app, g, has_request_context, request
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal import config
from portal.db import Codes, Look, Model, db
from portal.errors import PortalError

T = TypeVar("T")

HANDED = "portal.standing"
"""Where a request holds the standing that was read before it came to the application."""

_READING = threading.RLock()

_ROW = "SELECT current, refused, wanted, turned, pooled FROM snapshot WHERE id = 1"


class NotReadyError(PortalError):
    """This machine does not have the files of the current edition."""

    status = 503
    message = "The practices are being laid out. Try again in a minute."


class Snapshot(Model):
    """The single row that says where the public site stands."""

    __tablename__ = "snapshot"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    wanted: Mapped[int] = mapped_column(default=0)
    current: Mapped[int] = mapped_column(default=0)
    refused: Mapped[Codes] = mapped_column(default=list)
    """Ids of practices taken down or taken back since the current edition was built."""
    turned: Mapped[str] = mapped_column(String(10), default="")
    """District date of the last daily turn."""
    pooled: Mapped[int] = mapped_column(default=0)
    """How many practices the pool held at the last daily turn or release: all that authors are told of it."""


@dataclass(frozen=True)
class Standing:
    """What a request needs to know before it answers."""

    edition: int
    refused: frozenset[str]
    wanted: int
    turned: str
    pooled: int


def row() -> Snapshot:
    """Give the single row, making it in an empty database."""
    found = db.session.get(Snapshot, 1)
    if found is None:
        found = Snapshot(id=1, wanted=0, current=0, refused=[], turned="")
        db.session.add(found)
        db.session.flush()
    return found


def standing() -> Standing:
    """Read the row: the one look at the database that a reader's page takes."""
    columns = (Snapshot.current, Snapshot.refused, Snapshot.wanted, Snapshot.turned, Snapshot.pooled)
    values = db.session.execute(db.select(*columns)).first()
    if values is None:
        return Standing(0, frozenset(), 0, "", 0)
    return Standing(values.current, frozenset(values.refused), values.wanted, values.turned, values.pooled)


def glance(look: Look) -> Standing | None:
    """Read the same row in a hundredth of the time; nothing where it is not there, or can't be read."""
    found = look.at(_ROW)
    return _told(*found) if found else None


@lru_cache(maxsize=2)
def _told(edition: int, refused: str, wanted: int, turned: str, pooled: int) -> Standing:
    return Standing(edition, frozenset(json.loads(refused)), wanted, turned, pooled)


def want_next() -> int:
    """Ask for a new edition and give its number; the caller commits."""
    found = row()
    found.wanted = max(found.wanted, found.current) + 1
    return found.wanted


def refuse(practice_id: str) -> int:
    """Hide a practice from readers from the moment of the commit, and want an edition without it."""
    found = row()
    found.refused = sorted({*found.refused, practice_id})
    return want_next()


def editions() -> Path:
    """Give the folder in which each edition has its own."""
    folder = config.current().data / "editions"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def folder(number: int) -> Path:
    """Where an edition's files lie."""
    return editions() / str(number)


def move(number: int, *, without: frozenset[str]) -> None:
    """Make a built edition current; what it already leaves out need no longer be hidden. The caller commits."""
    found = row()
    found.current = number
    found.wanted = max(found.wanted, number)
    found.refused = sorted(set(found.refused) - without)


def drop_before(number: int) -> None:
    """Delete the folders of older editions and of builds that never finished."""
    for path in editions().iterdir():
        if path.name != str(number):
            shutil.rmtree(path, ignore_errors=True)


def seen() -> Standing:
    """Give the standing that this request goes by, the same from its first look to its last.

    A command may build editions while it runs, so outside a request each look is a fresh one.
    """
    if not has_request_context():
        return standing()
    if "standing" not in g:
        g.standing = request.environ.get(HANDED) or standing()
    found: Standing = g.standing
    return found


def _look_again() -> None:
    """Go by the newest standing from here on; what this request was not to show stays hidden to its end."""
    if has_request_context():
        newest = standing()
        g.standing = replace(newest, refused=newest.refused | seen().refused)


@dataclass(frozen=True)
class _Part:
    edition: int
    value: Any


def loaded(read: Callable[[Path], T]) -> T:
    """Read a part of the current edition once for each process and edition, and keep it.

    A folder may vanish after the look at the number, even half read, when a newer edition has just taken its place:
    then the newer one is read. One that is missing altogether waits for the builder of this machine.
    """
    parts: dict[str, _Part] = current_app.extensions.setdefault("editions", {})
    name = f"{read.__module__}.{read.__qualname__}"
    for _ in range(3):
        number = seen().edition
        part = parts.get(name)
        try:
            if part is None or part.edition != number:
                # Whoever comes while it is read waits: reading it twice would take twice the memory.
                with _READING:
                    part = parts.get(name)
                    if (part is None or part.edition != number) and folder(number).is_dir():
                        part = parts[name] = _Part(number, read(folder(number)))
            if part is not None and part.edition == number:
                value: T = part.value
                return value
        except (OSError, ValueError, KeyError, TypeError, PortalError) as error:
            # Still the current one: then it is damaged, or an older version of the portal laid it out.
            if standing().edition == number:
                raise NotReadyError from error
        _look_again()
    raise NotReadyError
