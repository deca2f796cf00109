"""The live part of a room's page, laid out once for all the phones that ask within the same second.

After a press a whole room asks for the same words. If each phone had them laid out anew, the last would wait for all
the others.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import current_app

from portal import clock


@dataclass(frozen=True)
class Second:
    """What this process laid out for one room within one second; the next second begins empty."""

    tick: int
    news: int
    parts: dict[str, str] = field(default_factory=dict)
    """By the number of the vote in which a page has voted."""


def shared(code: str, news: int, voted: str, lay_out: Callable[[], str]) -> str:
    """Give the part of a room's page as somebody else got it just now, or lay it out."""
    rooms: dict[str, Second] = current_app.extensions.setdefault("rooms", {})
    tick = int(clock.ticks())
    kept = rooms.get(code)
    if kept is None or (kept.tick, kept.news) != (tick, news):
        kept = rooms[code] = Second(tick, news)
    if voted not in kept.parts:
        kept.parts[voted] = lay_out()
    return kept.parts[voted]
