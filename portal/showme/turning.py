"""What a new day does to sessions: close them, end holds, count what came in. The daily turn commits and scrubs."""

from portal import clock
from portal.db import db
from portal.practices.rules import State
from portal.showme import ballots, models, running, worked
from portal.showme.models import ShowMe
from portal.showme.rules import ENOUGH, HOLD_TURNS, About, Stage


def turn() -> None:
    """Do a new day's work."""
    for show_me in models.in_stage(Stage.HELD):
        show_me.turns += 1
        if show_me.turns >= HOLD_TURNS:
            _hand_on(show_me)
    today = clock.today().isoformat()
    for show_me in models.in_stage(Stage.PLANNED, Stage.LIVE):
        if show_me.on < today:
            running.end(show_me)
    for show_me in ballots.sessions_with(About.WORKED):
        worked.count(show_me)


def _hand_on(show_me: ShowMe) -> None:
    """Give the slips to the moderators, as practices like any other, and keep nothing that says where they came from.

    What is kept is how many there were, unless they were too few to tell, and how many stood under each theme.
    """
    slips = models.slips(show_me)
    for theme in models.themes(show_me):
        mine = [slip for slip in slips if slip.theme_id == theme.id and not slip.hidden]
        theme.slips = len(mine)
        theme.tries, theme.worries = sum(slip.tries for slip in mine), sum(slip.worries for slip in mine)
        theme.cautions = sorted({*theme.cautions, *(code for slip in mine for code in slip.cautions)})
    for slip in slips:
        slip.practice.move_to(State.TRAY)
        db.session.delete(slip)
    show_me.stage, show_me.handed_on = Stage.OVER, len(slips) if len(slips) >= ENOUGH else 0
