"""The only place that asks the time, in the district's own time zone."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from flask import current_app


@dataclass(frozen=True)
class Clock:
    """The district's clock; a fixed one stands still, for tests."""

    zone: ZoneInfo
    fixed: datetime | None = None

    def now(self) -> datetime:
        """Tell the date and time here."""
        return self.fixed or datetime.now(self.zone)

    def day(self) -> str:
        """Write today's date here, for who asks thousands of times a second."""
        return self.fixed.date().isoformat() if self.fixed else _day(self.zone, int(time.time()))


def now() -> datetime:
    """Tell the date and time in the district. Nothing born of a teacher may keep it."""
    clock: Clock = current_app.extensions["clock"]
    return clock.now()


def now_utc() -> datetime:
    """Tell the date and time in UTC, without a zone, as the database keeps it."""
    return now().astimezone(UTC).replace(tzinfo=None)


def today() -> date:
    """Tell the district's date."""
    return now().date()


def week_of(day: date) -> str:
    """Name the ISO week of a day, such as 2026-W47."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def week() -> str:
    """Name the district's ISO week: the finest time that is kept of anything a teacher does."""
    return week_of(today())


def ticks() -> float:
    """Count seconds from no moment in particular: good for how long, useless for when."""
    return time.monotonic()


def start_of_day() -> float:
    """Give the moment the district's day began, in seconds since 1970."""
    return now().replace(hour=0, minute=0, second=0, microsecond=0).timestamp()


@lru_cache(maxsize=1)
def _day(zone: ZoneInfo, second: int) -> str:
    return datetime.fromtimestamp(second, zone).date().isoformat()
