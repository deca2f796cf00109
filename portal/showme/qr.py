"""The way into a room as people take it: an address to type, a code to type there, and a QR code for both."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import segno
from markupsafe import Markup

from portal import config
from portal.showme.rules import said_code

QUIET = 4
"""Modules of white around a QR code: readers find its edge by them."""


@dataclass(frozen=True)
class WayIn:
    """How somebody gets into one room."""

    site: str
    """Public address of the portal."""
    address: str
    """That of the room, as a link or a QR code carries it."""
    typed: str
    """What people type by hand, without the code."""
    code: str
    """The join code in two halves."""

    @property
    def svg(self) -> Markup:
        """Draw the QR code of the address, dark on white by night, too: readers want it that way round."""
        drawn = segno.make_qr(self.address, error="m")
        return Markup(  # noqa: S704 - segno draws it, and nothing in it was typed
            drawn.svg_inline(
                border=QUIET, dark="#000", light="#fff", omitsize=True, svgclass="qr__code", lineclass=None
            )
        )


def way_in(code: str) -> WayIn:
    """Give the way into the room of a join code."""
    url = config.current().url
    return WayIn(url, f"{url}/join/{code}", f"{urlsplit(url).netloc}/join", said_code(code))
