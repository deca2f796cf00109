"""What a phone shows of the screen, in small: the same for everybody in the room, and never what waits."""

from dataclasses import dataclass

from portal.practices.kinds import KINDS
from portal.practices.models import Practice
from portal.showme import models, showing
from portal.showme.models import ShowMe
from portal.showme.rules import MOST_NUMBER, Stage
from portal.showme.runsheet import Screen, Step
from portal.web.fields import whole

GIST = 160
"""Characters of a slip that its line on the board holds: enough to tell it from the others."""


@dataclass(frozen=True)
class Line:
    """A slip on the board."""

    number: int
    title: str
    gist: str
    cautions: tuple[str, ...]
    """Codes of what the room says can go wrong with it."""
    tries: int
    worries: int


@dataclass(frozen=True)
class Now:
    """What is on the screen now."""

    code: str
    seen: str
    """What a page sends back to ask whether there is something new: the news, and in which vote it has voted."""
    stage: Stage
    step: Step
    timer: showing.Timer | None
    vote: int
    """Number of the newest vote: what was ticked for one does not stay for the next."""
    voting: bool
    voted: bool
    """Whether this page's ballot is in."""
    board: tuple[Line, ...]
    voters: int
    """Ballots behind the totals that are shown; 0 where none are."""
    asks: tuple[str, ...]


def now(show_me: ShowMe, *, voted: str = "") -> Now:
    """Lay out what is on the screen, for a page whose ballot was in the vote of this number."""
    live = show_me.stage is Stage.LIVE
    step = show_me.now()
    screen = step.screen if live else Screen.WORDS
    is_in = voted == str(show_me.votes)
    totals = screen is Screen.VOTE and not show_me.voting
    return Now(
        code=show_me.code,
        seen=f"{show_me.news}-{voted if is_in else ''}",
        stage=show_me.stage,
        step=step,
        timer=showing.timer(show_me) if live else None,
        vote=show_me.votes,
        voting=live and show_me.voting,
        voted=is_in,
        board=tuple(map(_line, models.board(show_me))) if screen in {Screen.BOARD, Screen.VOTE} else (),
        voters=show_me.voters if totals else 0,
        asks=tuple(ask.words for ask in models.asks(show_me)) if screen is Screen.ASKS else (),
    )


def has_seen(seen: str, news: int) -> bool:
    """Say whether a page that sends this has nothing new to show."""
    return seen.partition("-")[0] == str(news)


def voted_in(seen: str) -> str:
    """Give the number of the vote in which a page that sends this has voted; empty for none, and for what is none."""
    voted = seen.partition("-")[2]
    return voted if whole(voted, MOST_NUMBER) else ""


def gist(practice: Practice) -> str:
    """Give the beginning of what a practice is about."""
    words = " ".join(practice.words[KINDS[practice.kind].body].split())
    if len(words) <= GIST:
        return words
    cut = words[: GIST - 1]
    whole = cut.rpartition(" ")[0]
    # Not every script has spaces to cut at, and an address that was pasted has none either.
    return f"{whole if len(whole) > GIST // 2 else cut}…"


def _line(slip: models.Slip) -> Line:
    return Line(
        number=slip.number,
        title=slip.practice.title,
        gist=gist(slip.practice),
        cautions=tuple(slip.cautions),
        tries=slip.tries,
        worries=slip.worries,
    )
