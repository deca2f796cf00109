"""Finding a session by its key or its join code, and saying plainly that there is none."""

from portal.db import db
from portal.errors import NotFoundError
from portal.showme import models
from portal.showme.models import ShowMe
from portal.showme.rules import code_of


class NoSuchShowMeError(NotFoundError):
    """There is no session under this key or code."""

    message = "We find no session under this code. It is six letters and digits: look at the screen once more."


def by_id(show_me_id: str) -> ShowMe:
    """Find a session by its key, as staff's addresses name it, whatever became of it."""
    show_me = db.session.get(ShowMe, show_me_id)
    if show_me is None:
        raise NoSuchShowMeError("There is no show-me session here. Look at the list of all of them.")
    return show_me


def by_code(typed: str) -> ShowMe:
    """Find a session by its join code, as it was typed."""
    show_me = models.by_code(code_of(typed))
    if show_me is None:
        raise NoSuchShowMeError
    return show_me
