"""Limits that hold without identity: how much is coming in, and how much work a browser does before it adds to it.

The work is sixteen small puzzles over the token of the form, rather than one large, so that slow luck is rare. Who
does none is not turned away for it while things are calm. How full a process is stays in its memory and is never
written anywhere: it would tell when somebody shared.
"""

import hashlib
import threading
from dataclasses import dataclass, field

from flask import current_app

from portal import clock
from portal.errors import PortalError

PUZZLES = 16

CALM_BITS = 12
"""Zero bits that each puzzle asks for in calm times: about 65,000 hashes for all sixteen, which nobody notices."""

MOST_BITS = 15
"""The most that is ever asked: eight times that. More would turn slow phones away before it stops a fast machine."""

SLACK = 1
"""Pages ask for this much more than is needed, so that a rise turns nobody away who began before it."""

CALM = 60
"""So many within a short time are a good day: a staff meeting shares at once, and may meet the same process."""

STEP = 50
"""Each further so many ask for one bit more."""

CAPACITY = 120
"""So many may come without work before only those with enough of it pass."""

CEILING = 240
"""The level rises no further, so that every flood is over a few minutes after it ends."""

A_SECOND = 0.5
"""How far the level falls in a second."""

_LONGEST = 200
"""More characters than an honest solution of sixteen puzzles ever has."""


class TooMuchError(PortalError):
    """More came in than can be read. The status speaks of the site and not of the person: nobody did too much."""

    status = 503
    message = (
        "So much came in today that nobody could read it all. Your words are still here: keep this page open and "
        "press again in a while, or tomorrow."
    )


@dataclass
class Bucket:
    """What came in lately: it fills with each thing that is kept, and drains as time passes."""

    level: float = 0
    seen: float = 0
    """The tick at which the level was right."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def asked(self, now: float) -> int:
        """Say how many zero bits each puzzle of a page asks for now."""
        with self._lock:
            return self._asked(now)

    def admit(self, bits: int, now: float) -> bool:
        """Let one more in and say whether it did enough work; when it is full, only those pass that did."""
        with self._lock:
            worked = bits >= self._asked(now) - SLACK
            if not worked and self.level + 1 > CAPACITY:
                raise TooMuchError
            self.level = min(self.level + 1, CEILING)
            return worked

    def _asked(self, now: float) -> int:
        self.level = max(0, self.level - max(0, now - self.seen) * A_SECOND)
        self.seen = now
        return min(MOST_BITS, CALM_BITS + max(0, int(self.level - CALM)) // STEP)


def asked() -> int:
    """Say how many zero bits each puzzle of a page asks for now."""
    return _bucket().asked(clock.ticks())


def admit(bits: int) -> bool:
    """Let one more thing in, and say whether the work that came with it is enough now; refuse it when all is full."""
    return _bucket().admit(bits, clock.ticks())


def weigh(token: str, work: str) -> int:
    """Say how many zero bits each of the sixteen solutions has at least; 0 for what is no solution."""
    found = work.split(".") if len(work) <= _LONGEST else []
    if len(found) != PUZZLES:
        return 0
    return min(_zeros(f"{token}.{number}.{counter}") for number, counter in enumerate(found))


def _zeros(text: str) -> int:
    digest = hashlib.sha256(text.encode(errors="replace")).digest()
    return 8 * len(digest) - int.from_bytes(digest, "big").bit_length()


def _bucket() -> Bucket:
    bucket: Bucket = current_app.extensions.setdefault("bucket", Bucket())
    return bucket
