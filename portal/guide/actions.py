"""What readers do with the guide: say that a section is still unclear."""

from portal.db import commit, db, lock
from portal.errors import RefusedError
from portal.guide import models, published
from portal.guide.models import Unclear
from portal.web import limits

MOST_WAITING = 60
"""So many presses for one section wait for a release; further ones change nothing any more."""


class OtherIssueError(RefusedError):
    """The press came from a page that was opened before the issue in force."""

    message = "Another issue took the place of the one you read. Open the guide again: it may be clearer there."
    hands_back = False


class TooManyPressesError(limits.TooMuchError):
    """So much comes in without work that a press has to wait."""

    message = "So much came in just now that we can’t count it. Go back, and press again in a while."
    hands_back = False


def find_unclear(issue: int, section: int, *, bits: int = 0) -> str:
    """Count that a reader found a section of the issue in force unclear, and give its heading.

    Who presses is not known, so everybody can press often: what bounds it is how many wait, and the limit on all that
    comes in without work. Nobody sees the count move before a release.
    """
    document = published.current()
    if issue != document.number or not 1 <= section <= len(document.sections):
        raise OtherIssueError
    heading = document.sections[section - 1].heading
    # Looked at twice: what is not counted must not fill the bucket either, or it would cost nothing to keep full.
    if models.waiting_presses(issue, section) >= MOST_WAITING:
        return heading
    try:
        limits.admit(bits)
    except limits.TooMuchError as full:
        raise TooManyPressesError from full
    lock()
    found = db.session.get(Unclear, (issue, section))
    if found is None:
        found = Unclear(issue=issue, section=section, waiting=0, counted=0)
        db.session.add(found)
    found.waiting = min(found.waiting + 1, MOST_WAITING)
    commit()
    return heading
