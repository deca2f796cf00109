"""What a run leaves behind, and the words and addresses that are made up for it."""

import secrets
from collections import defaultdict
from dataclasses import dataclass, field

from privacy.disguises import Needle, Window, needle
from privacy.forensics import Finding
from privacy.served import Sandbox


@dataclass
class Evidence:
    """What a run left behind, for a test to judge."""

    sandbox: Sandbox
    needles: list[Needle] = field(default_factory=list)
    named: list[Needle] = field(default_factory=list)
    """Needles that a command may name to whoever runs it; no file may hold them."""
    windows: list[Window] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    """What the whole sandbox told, while the server ran and after it stopped."""
    lingering: list[Finding] = field(default_factory=list)
    """Words that the database still held when their author was told that they are gone."""
    unsettled: list[Finding] = field(default_factory=list)
    """Times of files that showed the moment of an act."""
    elsewhere: list[str] = field(default_factory=list)
    """Files outside the sandbox that were open for writing, or hold a needle."""
    said: dict[str, str] = field(default_factory=dict)
    """What each command said to whoever ran it."""
    statuses: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """What was answered, by the way that led there."""
    heard: dict[tuple[str, str], bytes] = field(default_factory=dict)
    """What was answered to bytes that are no good HTTP, by the way and by what is wrong with them."""
    files: int = 0
    """How many files were looked at, and for how many disguises of the needles."""
    disguises: int = 0
    kept: Needle = field(default_factory=lambda: secret("a shared word"))
    """A word of a practice that stays: the scanner has to find it, or it finds nothing."""


def secret(what: str) -> Needle:
    """Make up a word without vowels, which no stemmer shortens and no dictionary holds; all begin alike."""
    return needle(what, "vxqzkw" + "".join(secrets.choice("bcdfghjkmnpqrtvwxz") for _ in range(12)))


def byte() -> int:
    """Make up a byte that is no letter and no digit."""
    return 129 + secrets.randbelow(120)


def ipv4() -> str:
    """Make up an address that no text and no table holds."""
    return f"203.{byte()}.{byte()}.{byte()}"


def ipv6() -> str:
    """Make up a longer one."""
    return needle("", "2001:db8:" + ":".join(f"{0x1000 + secrets.randbelow(0xE000):x}" for _ in range(6))).texts[0]
