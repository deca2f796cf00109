"""What a check says of words before they go out: what is so, where it is mended, and how."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether something must be mended before it goes out, or only had better be."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True)
class Place:
    """Where something is mended: what people call it, and its address on the staff pages."""

    name: str
    address: str


@dataclass(frozen=True)
class Finding:
    """Something to mend."""

    place: Place
    sentence: str
    """What is so."""
    mend: str
    """What to do about it."""
    severity: Severity = Severity.BLOCK
    words: str = ""
    """Words that look as if they point at a person, which may stay if somebody says why."""
