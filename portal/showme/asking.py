"""What staff do with what a room asks of the guide: write it down in their own words, or strike it out again."""

from portal.db import commit, db, lock
from portal.errors import NotFoundError, PortalError, RefusedError
from portal.showme import finding, models, showing
from portal.showme.models import Ask, ShowMe
from portal.showme.rules import AskState, Stage, same
from portal.showme.runsheet import Screen
from portal.staff import audit
from portal.staff.models import StaffMember

LONGEST = 300
"""Characters of one thing that a room asks."""


class AskError(PortalError):
    """The line can't be written down like this."""

    status = 422


def write_down(show_me_id: str, words: str, *, by: StaffMember) -> None:
    """Write down one thing that the room asks of the guide. The same words are written down once."""
    lock()
    show_me = finding.by_id(show_me_id)
    if show_me.told_on:
        raise RefusedError("The room has the digest already. Write it down there.")
    if put(show_me, words):
        show_me.news += 1
        _put_on_screen(show_me, words)
        audit.record(by, "wrote down what a room asks of the guide")
    commit()


def put(show_me: ShowMe, words: str) -> bool:
    """Put a line among what a room asks, and say whether it is new. The caller commits."""
    if not words:
        raise AskError("Write down what the guide should say. One line is enough.")
    if len(words) > LONGEST:
        raise AskError(f"Make it shorter by {len(words) - LONGEST}: {LONGEST} characters is the most.")
    if same(words) in {same(ask.words) for ask in models.asks(show_me)}:
        return False
    db.session.add(Ask(show_me_id=show_me.id, words=words))
    return True


def strike(ask_id: str, *, by: StaffMember) -> None:
    """Strike out a line that was written down by mistake."""
    lock()
    ask = db.session.get(Ask, ask_id)
    if ask is None:
        raise NotFoundError("A colleague has struck this line out already.")
    if ask.state is not AskState.OPEN:
        raise RefusedError("The guide has answered this line already, so it stays.")
    show_me = finding.by_id(ask.show_me_id)
    if show_me.told_on:
        raise RefusedError("The room has the digest already. Strike the line out there.")
    show_me.news += 1
    db.session.delete(ask)
    audit.record(by, "struck out what a room asked of the guide")
    commit()


def _put_on_screen(show_me: ShowMe, words: str) -> None:
    """Let the screen show the page with a new line, if it shows these lines at all: the room wants to see its words."""
    if show_me.stage is Stage.LIVE and show_me.now().screen is Screen.ASKS:
        pages = enumerate(showing.asks(show_me))
        show_me.part = next(place for place, page in pages if words in {ask.words for ask in page})
