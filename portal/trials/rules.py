"""What a trial can say, and how many may count at once."""

from enum import StrEnum

AT_ONCE = 3
"""The most trials of one practice that count at one release, so that nobody votes it up in an evening."""

NOTE = 300
"""Longest note, in characters."""

CHECKS = 1000
"""Longest account of what the colleague checked, in characters."""


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
