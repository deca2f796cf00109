"""One address for each question, so that a page of answers is kept once."""

from flask import redirect, request
from werkzeug.wrappers import Response


def elsewhere(query: str) -> Response | None:
    """Lead to the same path with this query string whoever asked with another one."""
    if request.query_string.decode("ascii", "replace") == query:
        return None
    return redirect(f"{request.path}?{query}" if query else request.path, 302)
