"""What somebody may ask the records for: a practice by its key, or a week."""

import re
from datetime import date, timedelta

from portal.errors import PortalError

_KEY = re.compile(r"[0-9a-f]{20}")
_WEEK = re.compile(r"(\d{4})-w(\d{2})")


class UnclearError(PortalError):
    """What was asked for is neither a practice nor a week."""

    status = 422


def key_in(typed: str) -> str:
    """Find a practice's key in what was typed: the key itself, or the address of its page."""
    key = typed.partition("?")[0].strip().rstrip("/").rpartition("/")[2].casefold()
    if not _KEY.fullmatch(key):
        raise UnclearError("Give the address of the practice's page, or the 20 letters and digits at its end.")
    return key


def week_in(typed: str) -> str:
    """Tidy a week as it was typed, such as 2026-W47."""
    week = typed.strip().upper()
    days_of(week)
    return week


def days_of(week: str) -> list[str]:
    """List the ISO dates of a week, from Monday."""
    match = _WEEK.fullmatch(week.casefold())
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1) if match else None
    except ValueError:
        monday = None
    if monday is None:
        raise UnclearError("Write the week as year and number, such as 2026-W47.")
    return [(monday + timedelta(days=day)).isoformat() for day in range(7)]
