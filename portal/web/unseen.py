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
        "wsgi.errors",
        "wsgi.file_wrapper",
        "wsgi.input",
        "wsgi.input_terminated",
        "wsgi.multiprocess",
        "wsgi.multithread",
        "wsgi.run_once",
        "wsgi.url_scheme",
        "wsgi.version",
    }
)
"""What an answer needs. Everything else is left out, whether it came from outside or is the server's own."""

NEEDED_BY_STAFF = NEEDED | {"HTTP_COOKIE", "HTTP_REFERER", "HTTP_ORIGIN"}
"""What signing in and its forms need as well."""


def is_staff(path: str) -> bool:
    """Say whether a path belongs to staff, who sign in and are known there."""
    return path == "/staff" or path.startswith("/staff/")


class Unseen:
    """Wraps the application so that teachers' pages know no one."""

    def __init__(self, app: WSGIApplication) -> None:
        """Take the application to protect."""
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass on what is needed and not a name more; inside /staff the address is left out, too."""
        passing = NEEDED_BY_STAFF if is_staff(environ.get("PATH_INFO", "")) else NEEDED
        # Asked by name: a server gives all of its own environment with every request, several times what is needed.
        return self.app({name: environ[name] for name in passing if name in environ}, start_response)
