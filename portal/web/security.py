"""The headers of every answer: nothing loads from elsewhere, nothing is remembered, no cookie outside /staff."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from portal.web.unseen import is_staff

POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)

_TRACKING = frozenset({"set-cookie", "etag", "last-modified", "server", "date"})
"""What could recognise a reader, or date a page, and is dropped from answers outside /staff."""


class Headers:
    """Wraps everything, static files and refusals too, so that no answer can forget."""

    def __init__(self, app: WSGIApplication, *, secure: bool) -> None:
        """Take the application; `secure` says that the site is served over TLS."""
        self.app = app
        self.secure = secure

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer with the headers of the promise."""
        staff = is_staff(environ.get("PATH_INFO", ""))

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:  # noqa: ANN401 - WSGI's own
            kept = [pair for pair in headers if staff or not _tells(*pair)]
            kept += [
                ("Content-Security-Policy", POLICY),
                ("X-Content-Type-Options", "nosniff"),
                ("Cross-Origin-Opener-Policy", "same-origin"),
                ("Cross-Origin-Resource-Policy", "same-origin"),
                ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
                # Staff forms are refused over TLS without a referrer; teachers' pages never send one.
                ("Referrer-Policy", "same-origin" if staff else "no-referrer"),
            ]
            if self.secure:
                kept.append(("Strict-Transport-Security", "max-age=31536000"))
            if staff or not any(name.lower() == "cache-control" for name, _ in kept):
                kept = [pair for pair in kept if pair[0].lower() != "cache-control"]
                kept.append(("Cache-Control", "no-store"))
            return start_response(status, kept, *rest)

        return self.app(environ, start)


def _tells(name: str, value: str) -> bool:
    return name.lower() in _TRACKING or (name.lower() == "vary" and "cookie" in value.lower())
