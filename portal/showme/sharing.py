"""The live part of a room's page, laid out once for all the phones that ask within the same second.

After a press a whole room asks for the same words. If each phone had them laid out anew, the last would wait for all
the others. Words that their author takes back meanwhile are given to nobody any more, so each looks at the bare words.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import current_app

from portal import clock
from portal.showme import models
from portal.showme.models import Bare


@dataclass(frozen=True)
class Second:
    """What this process laid out for one room within one second; the next second begins empty."""

    tick: int
    news: int
    words: Bare
    parts: dict[str, str] = field(default_factory=dict)
    """By the number of the vote in which a page has voted."""


def shared(code: str, news: int, voted: str, lay_out: Callable[[], str]) -> str:
    """Give the part of a room's page as somebody else got it just now, or lay it out."""
    rooms: dict[str, Second] = current_app.extensions.setdefault("rooms", {})
    now = (int(clock.ticks()), news, models.bare_words(code))
    kept = rooms.get(code)
    if kept is None or (kept.tick, kept.news, kept.words) != now:
        kept = rooms[code] = Second(*now)
    if voted not in kept.parts:
        kept.parts[voted] = lay_out()
    return kept.parts[voted]
