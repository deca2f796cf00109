"""Looks for traces of a person in everything below a folder: words, addresses and moments, in many disguises.

A word is looked for as text in any case, as hex, as base64 at its three alignments and as UTF-16; an address also as
its 4 or 16 bytes and as a number; a moment as every second of the time in which teachers were at work, in the usual
spellings, as digits since 1970, in identifiers that hold a time, in the parsed columns of every SQLite file, and in
the times of files and folders. Streams that are compressed with zlib or gzip are opened first, wherever they lie;
so are archives, with every file in them.

What is random could look like four bytes by chance: a few hundred kilobytes of digests against a dozen addresses
make about one chance in a thousand. So four bytes count only when two different addresses are found that way, which
chance does less than once in a million runs. Everything else is too long for chance.
"""

import os
import re
import shutil
import sqlite3
import struct
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, tzinfo
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from privacy.disguises import CLOCK, MOMENT, Needle, Window, by_stem, disguises, identifiers, moments

_SQLITE = b"SQLite format 3\0"
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_MOST = 8 * 1024 * 1024
_JULIAN_1970 = 2440587.5


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that was found: what it is, in which form, where, and as which bytes."""

    what: str
    form: str
    place: str
    sample: bytes


class Scanner:
    """Knows what to look for, and looks."""

    def __init__(self, needles: Iterable[Needle], windows: Iterable[Window] = (), zone: tzinfo = UTC) -> None:
        """Spell out every disguise once; the zone is the district's, UTC is always looked for."""
        self.windows = tuple(windows)
        self.needles = tuple(needles)
        every = {pattern for each in self.needles for pattern in disguises(each)}
        exact = {pattern for pattern in every if pattern.form in {"base64", "packed"}}
        self._exact = by_stem(exact)
        self._folded = by_stem({*(every - exact), *moments(self.windows, zone)})
        self._numbers = {int(each.address): each.what for each in self.needles if each.address}
        self.patterns, self.files = len(every), 0
        """How many disguises are looked for, and how many files were looked at."""
        self._seen: dict[bytes, frozenset[tuple[str, str, bytes]]] = {}

    def look(self, folder: Path) -> list[Finding]:
        """Look through every name and file below a folder, and through every column of each database in it."""
        found = set()
        for path in _below(folder):
            place = path.relative_to(folder).as_posix()
            found |= self.look_at(f"name of {place}", place.encode())
            if path.is_file() and not path.is_symlink():
                found |= self.look_into(path, place)
        return _without_chance(found)

    def look_into(self, path: Path, place: str) -> set[Finding]:
        """Look through one file."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return set()
        self.files += 1
        found = self.look_at(place, data)
        if data.startswith(_SQLITE):
            found |= self._columns(path, place)
        for name, inner in _members(data):
            with TemporaryDirectory() as folder:
                member = Path(folder) / "member"
                member.write_bytes(inner)
                found |= self.look_into(member, f"{place} {name}")
        return found

    def look_at(self, place: str, data: bytes) -> set[Finding]:
        """Look through bytes, and through what is compressed in them."""
        return {Finding(what, form, place, sample) for what, form, sample in self._in_bytes(data)}

    def times(self, folder: Path) -> list[Finding]:
        """Compare the times of a folder, and of all that lies in it, with the windows."""
        found = []
        for path in (folder, *_below(folder)):
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            place = path.relative_to(folder.parent).as_posix()
            for form, moment in (("modification time", status.st_mtime), ("access time", status.st_atime)):
                if self._in_window(moment):
                    found.append(Finding(MOMENT, form, place, str(moment).encode()))
        return found

    def _in_bytes(self, data: bytes) -> frozenset[tuple[str, str, bytes]]:
        if data not in self._seen:
            found = set(self._hits(data))
            for stream in _streams(data):
                found |= {(what, f"{form}, compressed", sample) for what, form, sample in self._hits(stream)}
            if any(what == MOMENT and not form.startswith(CLOCK) for what, form, _ in found):
                found = {hit for hit in found if not hit[1].startswith(CLOCK)}
            self._seen[data] = frozenset(found)
        return self._seen[data]

    def _hits(self, data: bytes) -> Iterator[tuple[str, str, bytes]]:
        folded = data.lower()
        for stems, text in ((self._exact, data), (self._folded, folded)):
            for stem, patterns in stems.items():
                if stem in text:
                    for pattern in patterns:
                        if pattern.bytes in text:
                            yield pattern.what, pattern.form, pattern.bytes
        for form, identifier, moment in identifiers(folded):
            if self._in_window(moment):
                yield MOMENT, form, identifier

    def _columns(self, path: Path, place: str) -> set[Finding]:
        """Look at each value of each table as SQLite reads it: a text may lie on two pages, a time in eight bytes."""
        found = set()
        for column, values in _values(path):
            where = f"{place} {column}"
            for value in values:
                if isinstance(value, (str, bytes)):
                    data = value.encode() if isinstance(value, str) else value
                    found |= self.look_at(where, data)
                if isinstance(value, bytes):
                    found |= {Finding(MOMENT, "bytes", where, value) for _ in filter(self._tells, _unpacked(value))}
                elif isinstance(value, (int, float)):
                    if value in self._numbers:
                        found.add(Finding(self._numbers[int(value)], "number", where, str(value).encode()))
                    if self._tells(value):
                        found.add(Finding(MOMENT, "number", where, str(value).encode()))
        return found

    def _tells(self, value: float) -> bool:
        """Say whether a number is a time in a window, counted from 1970 in any unit, or as a Julian day."""
        since = [value / unit for unit in (1, 10**3, 10**6, 10**9)]
        return any(map(self._in_window, [*since, (value - _JULIAN_1970) * 86_400]))

    def _in_window(self, moment: float) -> bool:
        return any(window.holds(moment) for window in self.windows)


def _streams(data: bytes, depth: int = 3) -> Iterator[bytes]:
    """Give what every compressed stream holds that begins anywhere in these bytes, and the streams in it."""
    for match in _PACKED.finditer(data) if depth else ():
        try:
            inner = zlib.decompressobj(wbits=47).decompress(data[match.start() :], _MOST)
        except zlib.error:
            continue
        if len(inner) > 3:
            yield inner
            yield from _streams(inner, depth - 1)


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the files in an archive; nothing when it is none."""
    try:
        with tarfile.open(fileobj=BytesIO(data)) as archive:
            for member in archive:
                file = archive.extractfile(member)
                yield member.name, file.read() if file else b""
    except tarfile.TarError:
        return


def _values(path: Path) -> Iterator[tuple[str, list[object]]]:
    """Read every column of every table from a copy, together with what still lies in the journal."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        shutil.copy(path, copy)
        journal = path.with_name(path.name + "-wal")
        if journal.exists():
            shutil.copy(journal, copy.with_name("copy.db-wal"))
        with closing(sqlite3.connect(copy)) as connection:
            names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for name in names:
                cursor = connection.execute(f'SELECT * FROM "{name}"')
                columns = [column for column, *_ in cursor.description]
                for column, *values in zip(columns, *cursor.fetchall(), strict=True):
                    yield f"{name}.{column}", values


def _unpacked(value: bytes) -> list[float]:
    """Read a short blob as the numbers it could be."""
    codes = {4: "iI", 8: "qd"}.get(len(value), "")
    numbers = [struct.unpack(order + code, value)[0] for order in "<>" for code in codes]
    return [number for number in numbers if number == number and abs(number) < 1e19]  # noqa: PLR0124 - no NaN


def _without_chance(found: set[Finding]) -> list[Finding]:
    """Leave out a lone address of four bytes: only two different ones are more than chance."""
    short = {hit for hit in found if hit.form == "packed" and len(hit.sample) == 4}
    alone = len({tuple(sorted(hit.sample)) for hit in short}) < 2
    return sorted(found - short if alone else found)


def written_since(folder: Path, moment: float) -> Iterator[tuple[Path, bytes]]:
    """Read the files below a folder that were written since a moment, leaving out what git keeps."""
    for path in _below(folder):
        with suppress(FileNotFoundError):
            if ".git" not in path.parts and path.is_file() and path.stat().st_mtime >= moment:
                yield path, path.read_bytes()


def _below(folder: Path) -> list[Path]:
    """List all that lies below a folder; what vanishes meanwhile is no matter."""
    return sorted(Path(root, name) for root, folders, files in os.walk(folder) for name in (*folders, *files))
