"""What is on the screen of a session now: which part of how many, and how much time is left."""

from portal import clock
from portal.amnesty import models as statements
from portal.showme import models, runsheet
from portal.showme.models import ShowMe, Slip
from portal.showme.runsheet import BOARD_PAGE, Screen

MOST_SECONDS = 90 * 60
"""No timer runs longer; so one that was set before the machine started anew does not run for days."""


def parts(show_me: ShowMe) -> int:
    """Say in how many parts the step on the screen comes."""
    match show_me.now().screen:
        case Screen.AMNESTY:
            return len(amnesty(show_me))
        case Screen.BOARD:
            return runsheet.board_pages(len(models.board(show_me)))
        case Screen.VOTE:
            return 2
        case _:
            return 1


def amnesty(show_me: ShowMe) -> tuple[str, ...]:
    """Give the amnesty statement of a session, screen by screen, as Markdown."""
    statement = statements.by_version(show_me.amnesty)
    return runsheet.amnesty_pages(statement.text if statement else "")


def board_page(show_me: ShowMe) -> list[Slip]:
    """Give the slips that the screen shows now; one that its author took back may have left the last page empty."""
    found = models.board(show_me)
    page = min(show_me.part, runsheet.board_pages(len(found)) - 1)
    return found[page * BOARD_PAGE : (page + 1) * BOARD_PAGE]


def seconds_left(show_me: ShowMe) -> int:
    """Say how many seconds the step has left; none when its time is up, or when it has no timer."""
    if show_me.left is not None:
        return show_me.left
    if show_me.ends is None:
        return 0
    return min(max(0, show_me.ends - int(clock.ticks())), MOST_SECONDS)
