"""The work that a browser does for a form, done here with Python's own SHA-256: what the server has to agree with."""

import hashlib
import itertools
from functools import cache

from browser import Page

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def zeros(text: str) -> int:
    """Count the zero bits with which the SHA-256 of a text begins."""
    bits = "".join(f"{byte:08b}" for byte in hashlib.sha256(text.encode()).digest())
    return len(bits) - len(bits.lstrip("0"))


def work_for(token: str, bits: int) -> str:
    """Solve the sixteen puzzles of a token: for each the first counter that gives enough zero bits."""
    return ".".join(_first(f"{token}.{puzzle}.".encode(), bits) for puzzle in range(16))


def done_for(page: Page) -> str:
    """Do the work that a page asks for."""
    asked = int(str(page.one("input[name=work]")["data-work"]))
    return work_for(str(page.one("input[name=token]")["value"]), asked)


def _first(start: bytes, bits: int) -> str:
    begun = hashlib.sha256(start)
    for counter in map(_base36, itertools.count()):
        whole = begun.copy()
        whole.update(counter.encode())
        if int.from_bytes(whole.digest()[:4]) < 1 << (32 - bits):
            return counter
    raise AssertionError("counting never ends")


@cache
def _base36(number: int) -> str:
    """Write a number as the browser does."""
    head, last = divmod(number, 36)
    return (_base36(head) if head else "") + DIGITS[last]
