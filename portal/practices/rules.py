"""The states of a practice and the steps between them."""

import re
from datetime import date
from enum import StrEnum

from portal.errors import RefusedError

KEPT_WEEKS = 9
"""Weeks that a declined text, or a question without an answer, is kept before it is deleted."""


class State(StrEnum):
    """Where a practice stands."""

    HELD = "held"
    """Written for a show-me session: until the room has gone home, its author alone decides what becomes of it."""
    WAITING = "waiting"
    """Enters the tray with the next daily turn."""
    TRAY = "tray"
    """A moderator may read it."""
    ASKED = "asked"
    """Its author has a question to answer."""
    POOL = "pool"
    """Cleared, waiting to be released together with others."""
    RELEASED = "released"
    DECLINED = "declined"
    """A moderator said no, with a reason its author can read."""
    TAKEN_DOWN = "taken down"
    """Removed by staff after release; the words are deleted, the reason is kept."""


LOWER_PART = 3
"""The lower lane may fill one part in so many of what may wait to be read."""

MOST_SPENT = 100_000
"""Keys of what was taken back that are kept at once: a few megabytes. A week that sees more is a flood."""


class Lane(StrEnum):
    """What a browser did before a text was kept: nobody is turned away for having done nothing."""

    UPPER = "upper"
    """It did some work, as a script asked it to."""
    LOWER = "lower"
    """It did none. A flood fills this lane first."""


STEPS = {
    State.HELD: {State.TRAY},
    State.WAITING: {State.TRAY},
    State.TRAY: {State.WAITING, State.ASKED, State.POOL, State.DECLINED},
    State.ASKED: {State.WAITING, State.DECLINED},
    State.POOL: {State.WAITING, State.TRAY, State.RELEASED},
    State.RELEASED: {State.TAKEN_DOWN},
    State.DECLINED: set[State](),
    State.TAKEN_DOWN: set[State](),
}
"""Each step that is allowed. A corrected or answered text goes back to waiting, and is read again."""

CORRECTABLE = frozenset({State.HELD, State.WAITING, State.TRAY, State.ASKED, State.POOL})
"""The states in which its author may still change the words."""

UNREAD = frozenset({State.HELD, State.WAITING, State.TRAY})
"""The states in which a text may never have been read by anyone."""

UNDECIDED = UNREAD | {State.ASKED}
"""The states in which it takes up room in the tray."""


class WrongStateError(RefusedError):
    """The practice is not where this step starts."""

    message = "Somebody was faster: this practice is no longer where it was. Look at the list again."


def has_room(lane: Lane, *, upper: int, lower: int, most: int) -> bool:
    """Say whether one more text may wait in a lane, beside those that wait in either."""
    return upper + lower < most and (lane is Lane.UPPER or lower < most // LOWER_PART)


def redacted(text: str, words: str, instead: str) -> str:
    """Put other words in place of some, wherever they stand as whole words."""
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.sub(before + re.escape(words) + after, lambda _: instead, text)


def check_step(current: State, wanted: State) -> None:
    """Refuse a step that the table of steps does not have."""
    if wanted not in STEPS[current]:
        raise WrongStateError


def is_over(decided_week: str, *, this_week: str) -> bool:
    """Say whether a declined or unanswered text has been kept long enough. Weeks are ISO weeks such as 2026-W47."""
    return (_monday(this_week) - _monday(decided_week)).days >= KEPT_WEEKS * 7


def _monday(week: str) -> date:
    year, _, number = week.partition("-W")
    return date.fromisocalendar(int(year), int(number), 1)
