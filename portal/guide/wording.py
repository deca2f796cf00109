"""How the guide puts things for people: dates as they are said, and texts as a page can show them."""

import re
from datetime import date


def spoken(iso: str) -> str:
    """Say an ISO date, or the Monday of an ISO week, as people here write it; anything else stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day:%B} {day.day}, {day.year}"


def stopped(sentence: str) -> str:
    """Give a sentence its full stop."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def legible(text: str) -> str:
    """Leave out of a text what no page can show: control characters, broken halves, forced directions."""
    return _ILLEGIBLE.sub("", "\n".join(text.replace("\t", " ").splitlines()))


_ILLEGIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # control characters, but for the end of a line
    "\u202a-\u202e\u2066-\u2069"  # forced directions
    "\ud800-\udfff\ufeff\ufffe\uffff]"  # halves of pairs, marks of byte order
)
