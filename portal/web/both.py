"""Where two versions stand side by side: what the editor chose."""

from flask import request
from werkzeug.datastructures import MultiDict


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
