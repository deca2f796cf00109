"""Refuses forms that another site sends: a browser says where a form comes from."""

from flask import request

from portal.errors import PortalError
from portal.web.unseen import is_staff

_OURS = ("same-origin", "none")
"""What a browser says of our own forms, and of an address that somebody typed."""


class CrossSiteError(PortalError):
    """A browser says that the form was sent from another site."""

    message = "This form came from another site. Open the page here and send it again."


class CrossSiteStaffError(CrossSiteError):
    """The same under /staff, where a page must not hand a colleague somebody else's words to send."""

    hands_back = False


def refuse_other_sites() -> None:
    """Refuse a form from another site; a browser too old to say where it comes from is believed."""
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "same-origin") not in _OURS:
        raise CrossSiteStaffError if is_staff(request.path) else CrossSiteError
