"""What the privacy tests look at: a folder as bytes, a table as rows, and its tree as it lies in the file."""

import random
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask

from portal.app import create_app
from portal.db import db

LEAF, BRANCH = 0x0A, 0x02
"""First byte of a page that holds keys, as SQLite's file format names them."""


def chance(seed: int) -> random.Random:
    """Give the same choices every time, so that an order which fails comes again."""
    return random.Random(seed)  # noqa: S311 - nothing secret is drawn


def data_of(app: Flask) -> Path:
    """Give the folder in which a district keeps everything."""
    folder: Path = app.extensions["settings"].data
    return folder


def database_of(app: Flask) -> Path:
    return data_of(app) / "portal.db"


@contextmanager
def worker(app: Flask, data: Path) -> Iterator[Flask]:
    """Start the portal once more, as another worker on this folder."""
    settings = replace(app.extensions["settings"], data=data, database_url=f"sqlite:///{data / 'portal.db'}")
    another = create_app(settings)
    another.extensions["clock"] = app.extensions["clock"]
    yield another
    with another.app_context():
        db.session.remove()
        db.engine.dispose()


@contextmanager
def district_beside(app: Flask, blank: Path, data: Path) -> Iterator[Flask]:
    """Start another district, with a folder and a database of its own and the same secret."""
    shutil.copytree(blank, data)
    with worker(app, data) as another:
        yield another


def holders(places: Iterable[Path], *words: str) -> dict[str, list[str]]:
    """Name the files whose bytes hold any of these words, whatever their case; folders are looked through."""
    found: dict[str, list[str]] = {}
    for path in _files(places):
        content = path.read_bytes().lower()
        for word in words:
            if word.lower().encode() in content:
                found.setdefault(word, []).append(path.name)
    return found


def database_files(app: Flask) -> list[Path]:
    """List the database and what lies beside it: its journal, and the journal's index."""
    return sorted(data_of(app).glob("portal.db*"))


def content_of(app: Flask) -> dict[str, bytes]:
    """Give the bytes of the database and its journal, as they are on the disk."""
    return {path.name: path.read_bytes() for path in database_files(app) if not path.name.endswith("-shm")}


def ask(path: Path, question: str, *values: Any) -> list[tuple[Any, ...]]:
    """Ask the file itself, apart from the portal's own connections."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(question, values).fetchall()


def change(path: Path, statement: str) -> None:
    """Change the file from outside."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(statement)


def tables(path: Path) -> dict[str, str]:
    """Give the statement that made each table, by its name; Alembic's own one is left out."""
    made = ask(path, "SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    return {name: sql for name, sql in made if name != "alembic_version" and not name.startswith("sqlite_")}


def as_stored(path: Path, table: str) -> list[tuple[Any, ...]]:
    """Give the rows of a table as a scan without an order meets them."""
    return ask(path, f'SELECT * FROM "{table}"')


@dataclass(frozen=True)
class Cell:
    """One entry of a tree: where in the file it begins, and its bytes, with what overflowed put together."""

    offset: int
    payload: bytes


def cells(path: Path, name: str) -> list[Cell]:
    """Read the tree of a table WITHOUT ROWID, or of an index, from its pages, in the order of the tree."""
    ((root,),) = ask(path, "SELECT rootpage FROM sqlite_master WHERE name = ?", name)
    return list(_Tree(path.read_bytes()).walk(root))


def pages(path: Path, table: str) -> list[tuple[int, bytes]]:
    """Give every page of a table and of its indexes by its number, those that long entries overflow into too."""
    roots = ask(path, "SELECT DISTINCT rootpage FROM sqlite_master WHERE tbl_name = ? AND rootpage", table)
    tree = _Tree(path.read_bytes())
    for (root,) in roots:
        for _ in tree.walk(root):
            pass
    return [(number, tree.page(number)) for number in sorted(tree.visited)]


class _Tree:
    """A database file, as https://www.sqlite.org/fileformat.html describes it."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.size = int.from_bytes(content[16:18], "big")
        self.usable = self.size - content[20]
        self.visited: set[int] = set()

    def page(self, number: int) -> bytes:
        return self.content[(number - 1) * self.size : number * self.size]

    def walk(self, number: int) -> Iterator[Cell]:
        self.visited.add(number)
        start = (number - 1) * self.size
        kind = self.content[start]
        assert kind in {LEAF, BRANCH}, f"page {number} is of a table with a serial number"
        first = start + (8 if kind == LEAF else 12)
        for place in range(self._number(start + 3, 2)):
            at = start + self._number(first + 2 * place, 2)
            if kind == BRANCH:
                yield from self.walk(self._number(at, 4))
                yield Cell(at, self._payload(at + 4))
            else:
                yield Cell(at, self._payload(at))
        if kind == BRANCH:
            yield from self.walk(self._number(start + 8, 4))

    def _payload(self, at: int) -> bytes:
        length = 0
        while True:
            byte = self.content[at]
            length = length << 7 | byte & 0x7F
            at += 1
            if byte < 0x80:
                break
        most = (self.usable - 12) * 64 // 255 - 23
        least = (self.usable - 12) * 32 // 255 - 23
        local = length
        if length > most:
            local = least + (length - least) % (self.usable - 4)
            local = local if local <= most else least
        payload = self.content[at : at + local]
        following = self._number(at + local, 4) if local < length else 0
        while following:
            self.visited.add(following)
            page = (following - 1) * self.size
            payload += self.content[page + 4 : page + min(self.usable, 4 + length - len(payload))]
            following = self._number(page, 4)
        assert len(payload) == length
        return payload

    def _number(self, at: int, length: int) -> int:
        return int.from_bytes(self.content[at : at + length], "big")


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from (path for path in sorted(place.rglob("*")) if path.is_file())
        elif place.exists():
            yield place
