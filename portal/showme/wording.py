"""How a session's day and time are said to people."""

from datetime import date, time

from portal.guide.wording import spoken


def when(on: str, at: str) -> str:
    """Say a day and a time, such as "Monday, November 23, 2026, at 3:30 pm"."""
    return f"{date.fromisoformat(on):%A}, {spoken(on)}, at {clock_time(at)}"


def clock_time(at: str) -> str:
    """Say a time of day such as 15:30 as people here do."""
    said = time.fromisoformat(at)
    return f"{said.hour % 12 or 12}:{said:%M} {'am' if said.hour < 12 else 'pm'}"  # noqa: PLR2004 - noon
