"""What a trial can say, and how many may count at once."""

from dataclasses import dataclass
from enum import StrEnum

AT_ONCE = 3
"""The most trials of one practice that count at one release, so that nobody votes it up in an evening."""

NOTE = 300
"""Longest note, in characters."""

CHECKS = 1000
"""Longest account of what the colleague checked, in characters."""

WORDS = 300
"""Longest check or reason, in characters, that staff put beside the reports."""

RULED = ("shared", "tried", "holding-up")
"""Levels that staff may set themselves: only a signed guide makes a practice official."""

MOST_OF_ONE = 60
"""Reports on one practice that may wait to be counted: more than a staff meeting sends about what it just saw."""

MOST = 1000
"""Reports on all practices that may wait to be counted."""


class Outcome(StrEnum):
    """How it went."""

    WORKED = "worked"
    CHANGES = "changes"
    DID_NOT = "did-not"


class Reading(StrEnum):
    """Where the words of a trial stand; its outcome counts whatever becomes of them."""

    NONE = "none"
    """It has no words."""
    WAITING = "waiting"
    TRAY = "tray"
    SHOWN = "shown"
    DROPPED = "dropped"
    """Its words are deleted."""


@dataclass(frozen=True)
class Said:
    """What one counted trial says, as far as readers may know it."""

    outcome: Outcome
    counted: int
    """The edition at whose release it was counted."""
    subject: str = ""
    band: str = ""
    minutes: int | None = None
    wrong: tuple[str, ...] = ()
    reach: str = ""
    checks: str = ""
    note: str = ""

    @property
    def good(self) -> bool:
        """Say whether it worked, as it is or with changes."""
        return self.outcome is not Outcome.DID_NOT

    @property
    def went_wrong(self) -> tuple[str, ...]:
        """Give the codes of what went wrong; one empty code where it only says how far something got."""
        return self.wrong or ("",) * bool(self.reach)
