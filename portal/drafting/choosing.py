"""Where two versions stand side by side: what the editor chose, and which version a form was opened at."""

import re

from flask import request
from werkzeug.datastructures import MultiDict


def opened_at() -> int:
    """Give the revision that the form was opened at."""
    typed = request.form.get("revision", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else -1


def knew() -> int:
    """Give the number of the newest tool change when the form was opened; 0 where it does not say."""
    typed = request.form.get("changes", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0


def takes_theirs(name: str) -> bool:
    """Say whether the editor chose a colleague's version of a field."""
    return request.form.get(f"keep-{name}") == "theirs"


def filled_in(theirs: MultiDict[str, str]) -> MultiDict[str, str]:
    """Give the form as it was filled in, with the colleague's words in the fields where they were chosen."""
    filled = MultiDict(request.form)
    for name in theirs:
        if takes_theirs(name):
            filled.setlist(name, theirs.getlist(name))
    return filled
