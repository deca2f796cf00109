"""The disguises in which words, addresses and moments may lie in a file."""

import base64
import ipaddress
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property

MOMENT = "moment"
"""What a finding names when it tells a time and not a word."""

CLOCK = "clock time"

SPELLINGS = {
    "ISO time": "%Y-%m-%dT%H:%M:%S",
    "ISO time with a space": "%Y-%m-%d %H:%M:%S",
    "HTTP date": "%a, %d %b %Y %H:%M:%S",
    "ctime": "%a %b %e %H:%M:%S %Y",
    "log date": "%d/%b/%Y:%H:%M:%S",
    "nginx time": "%Y/%m/%d %H:%M:%S",
    "compact time": "%Y%m%d%H%M%S",
    "compact ISO time": "%Y%m%dT%H%M%S",
    CLOCK: "%H:%M:%S",
}

_UUID = re.compile(
    rb"(?<![0-9a-f])[0-9a-f]{8}-?[0-9a-f]{4}-?[167][0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}(?![0-9a-f])"
)
_ULID = re.compile(rb"(?<![0-9a-z])[0-7][0-9a-hjkmnp-tv-z]{25}(?![0-9a-z])")
_CROCKFORD = b"0123456789abcdefghjkmnpqrstvwxyz"
_GREGORIAN = 0x01B21DD213814000
"""Steps of 100 ns from 1582, where version 1 of a UUID begins, to 1970."""


@dataclass(frozen=True)
class Needle:
    """What must not be found: its name for the report, and the ways to write it."""

    what: str
    texts: tuple[str, ...]

    @cached_property
    def address(self) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
        """The address it is, if it is one."""
        try:
            return ipaddress.ip_address(self.texts[0])
        except ValueError:
            return None


def needle(what: str, *texts: str) -> Needle:
    """Name what must not be found; an IPv6 address is looked for in its long form, too."""
    try:
        address = ipaddress.ip_address(texts[0])
    except ValueError:
        return Needle(what, texts)
    return Needle(what, (address.compressed, address.exploded))


@dataclass(frozen=True)
class Window:
    """A stretch of seconds in which only teachers did anything."""

    start: float
    end: float

    def holds(self, moment: float) -> bool:
        """Say whether a time since 1970, in seconds, lies in it."""
        return int(self.start) <= moment < int(self.end) + 1

    def seconds(self) -> range:
        """List its seconds."""
        return range(int(self.start), int(self.end) + 1)


@dataclass(frozen=True)
class Pattern:
    """Bytes that must not be found, and what they would tell."""

    what: str
    form: str
    bytes: bytes


def disguises(of: Needle) -> Iterator[Pattern]:
    """Spell out a needle in every way; all but base64 and packed bytes are to be compared in lower case."""
    for text in {*of.texts, *map(str.lower, of.texts)}:
        raw = text.encode()
        yield Pattern(of.what, "text", raw.lower())
        yield Pattern(of.what, "hex", raw.hex().encode())
        # Without its outer zero bytes the same bytes are found in both byte orders.
        yield Pattern(of.what, "UTF-16", text.lower().encode("utf-16-be").strip(b"\0"))
        for part in _base64(raw):
            yield Pattern(of.what, "base64", part)
    if of.address:
        yield Pattern(of.what, "packed", of.address.packed)
        yield Pattern(of.what, "packed", of.address.packed[::-1])
        yield Pattern(of.what, "hex", of.address.packed.hex().encode())
        yield Pattern(of.what, "number", str(int(of.address)).encode())


def moments(windows: Iterable[Window], zone: tzinfo) -> set[Pattern]:
    """Spell out every second of some windows, in UTC, in a zone and in this machine's own."""
    found = set()
    for second in {second for window in windows for second in window.seconds()}:
        found.add(Pattern(MOMENT, "epoch", str(second).encode()))
        for where in (UTC, zone, datetime.now().astimezone().tzinfo):
            here = datetime.fromtimestamp(second, where)
            for form, spelling in SPELLINGS.items():
                found.add(Pattern(MOMENT, form, here.strftime(spelling).lower().encode()))
    return found


def by_stem(patterns: Iterable[Pattern]) -> dict[bytes, list[Pattern]]:
    """Group patterns that begin alike: one look for their beginning spares hundreds."""
    stems: dict[bytes, list[Pattern]] = {}
    for pattern in patterns:
        stems.setdefault(pattern.bytes[:4], []).append(pattern)
    return stems


def identifiers(folded: bytes) -> Iterator[tuple[str, bytes, float]]:
    """Read the time out of everything that looks like a UUID of version 1, 6 or 7, or like a ULID."""
    for match in _UUID.finditer(folded):
        found = uuid.UUID(match[0].decode())
        if found.version == 7:
            yield "UUID", match[0], (found.int >> 80) / 1000
        elif found.version == 6:
            ticks = (found.int >> 80) << 12 | (found.int >> 64) & 0xFFF
            yield "UUID", match[0], (ticks - _GREGORIAN) / 10**7
        else:
            yield "UUID", match[0], (found.time - _GREGORIAN) / 10**7
    for match in _ULID.finditer(folded):
        number = 0
        for letter in match[0][:10]:
            number = number * 32 + _CROCKFORD.index(letter)
        yield "ULID", match[0], number / 1000


def _base64(raw: bytes) -> Iterator[bytes]:
    """Give what the base64 of any text that holds these bytes must hold, in both alphabets."""
    for before in range(3):
        whole = (before + len(raw)) // 3 * 3
        encoded = base64.b64encode((bytes(before) + raw)[:whole])[4 if before else 0 :]
        yield encoded
        yield encoded.translate(bytes.maketrans(b"+/", b"-_"))
