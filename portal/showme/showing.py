"""What is on the screen of a session now: which part of how many, and how much time is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal import clock
from portal.amnesty import models as statements
from portal.showme import fitting, models
from portal.showme.models import Ask, ShowMe, Slip
from portal.showme.runsheet import Screen, Step

MOST_SECONDS = 90 * 60
"""No timer runs longer; so one that was set before the machine started anew does not run for days."""


@dataclass(frozen=True)
class Timer:
    """How much time the step has left."""

    seconds: int
    runs: bool


def after(show_me: ShowMe) -> tuple[int, int] | None:
    """Say which step and part come next; none after the last."""
    if show_me.part + 1 < parts(show_me, show_me.now()):
        return show_me.step, show_me.part + 1
    return (show_me.step + 1, 0) if show_me.step + 1 < len(show_me.run_sheet) else None


def before(show_me: ShowMe) -> tuple[int, int] | None:
    """Say which step and part came before; none before the first."""
    if show_me.part:
        # The board may have lost slips since.
        return show_me.step, min(show_me.part, parts(show_me, show_me.now())) - 1
    if not show_me.step:
        return None
    return show_me.step - 1, parts(show_me, show_me.steps()[show_me.step - 1]) - 1


def parts(show_me: ShowMe, step: Step) -> int:
    """Say in how many parts a step comes."""
    match step.screen:
        case Screen.AMNESTY:
            return len(amnesty(show_me))
        case Screen.BOARD:
            return len(board(show_me)) + bool(step.words)
        case Screen.VOTE:
            return 2
        case Screen.ASKS:
            return len(asks(show_me))
        case _:
            return 1


def amnesty(show_me: ShowMe) -> tuple[str, ...]:
    """Give the amnesty statement of a session, screen by screen, as Markdown."""
    statement = statements.by_version(show_me.amnesty)
    return fitting.text_pages(statement.text if statement else "")


def board(show_me: ShowMe) -> list[list[Slip]]:
    """Give the board, screen by screen: by theme and number, and last what is in no theme."""
    names = {theme.id: theme.name for theme in models.themes(show_me)}
    slips = sorted(
        models.board(show_me),
        key=lambda slip: (slip.theme_id is None, names.get(slip.theme_id or "", "").casefold(), slip.number),
    )
    lines = [(slip.theme_id or "none" if names else "", fitting.SLIP_LINES + bool(slip.cautions)) for slip in slips]
    return [slips[page] for page in fitting.list_pages(lines)]


def asks(show_me: ShowMe) -> list[Sequence[Ask]]:
    """Give what the room asks of the guide, screen by screen."""
    found = models.asks(show_me)
    return [found[page] for page in fitting.list_pages(("", fitting.lines_of(ask.words)) for ask in found)]


def timer(show_me: ShowMe) -> Timer | None:
    """Give the timer of the step; none when it has none."""
    if show_me.ends is None and show_me.left is None:
        return None
    return Timer(seconds_left(show_me), show_me.left is None)


def seconds_left(show_me: ShowMe) -> int:
    """Say how many seconds the step has left; none when its time is up, or when it has no timer."""
    if show_me.left is not None:
        return show_me.left
    if show_me.ends is None:
        return 0
    return min(max(0, show_me.ends - int(clock.ticks())), MOST_SECONDS)
