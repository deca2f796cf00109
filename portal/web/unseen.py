"""The middleware that deletes who is asking, before the application sees the request.

Outside /staff nothing passes but what an answer needs. A list of what may pass is safer than a list of what may
not: a header invented tomorrow is left out without anyone remembering to name it.
"""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

NEEDED = frozenset(
    {
        "HTTP_HOST",
        "HTTP_ACCEPT_ENCODING",
        "HTTP_SEC_FETCH_SITE",
        "CONTENT_LENGTH",
        "CONTENT_TYPE",
        "PATH_INFO",
        "QUERY_STRING",
        "REQUEST_METHOD",
        "SCRIPT_NAME",
        "SERVER_NAME",
        "SERVER_PORT",
        "SERVER_PROTOCOL",
    }
)
"""What an answer needs. Everything else that came from outside is deleted."""


def is_staff(path: str) -> bool:
    """Say whether a path belongs to staff, who sign in and are known there."""
    return path == "/staff" or path.startswith("/staff/")


class Unseen:
    """Wraps the application so that teachers' pages know no one."""

    def __init__(self, app: WSGIApplication) -> None:
        """Take the application to protect."""
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Delete identity from a request outside /staff; inside, the address goes too: nothing there needs it."""
        staff = is_staff(environ.get("PATH_INFO", ""))
        for name in list(environ):
            from_outside = name.isupper() and not name.startswith("wsgi.")
            kept = name in NEEDED or (staff and name in {"HTTP_COOKIE", "HTTP_REFERER", "HTTP_ORIGIN"})
            if from_outside and not kept:
                del environ[name]
        return self.app(environ, start_response)
