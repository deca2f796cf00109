"""The pages of an edition, kept once they were asked for and answered again in front of the application.

One store in memory belongs to one edition and to what was refused since. Each request reads where the site stands
first: when that moved, the store is emptied, so nothing is ever answered that readers may no longer see. Nothing is
written, nothing counts how often a page was asked for, and no header tells whether it was.
"""

import gzip
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import brotli
from cachetools import LRUCache
from flask import request
from flask.typing import ResponseReturnValue

from portal import snapshot
from portal.snapshot import Standing
from portal.web.unseen import is_staff

P = ParamSpec("P")

Key = tuple[str, str, str, str]
"""Host, path, query, encoding."""

MOST = 32 * 1024 * 1024
"""Bytes of pages that a worker keeps; what was not asked for longest makes room."""

_AROUND = 2048
"""Bytes that a page costs beside its body and its address, about."""

_WORTH_IT = 1024
"""Shorter answers gain nothing from being compressed."""

_QUALITY = 5
"""Of brotli: the next one that makes a page notably smaller takes twenty times as long."""

_TEXTS = ("text/", "application/json", "application/ld+json", "application/atom+xml", "application/feed+json")

_GOES_BY = "portal.goes_by"
"""Where a request holds the standing that its page was made by, if it depends on nothing else."""


def pure(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Say of a view that its page depends on its address and the edition alone, so that it may be kept.

    Such a page holds no token and nothing of who asks: that is why it may be compressed as well. A page with a
    secret must not be, beside words that somebody else can choose.
    """

    @wraps(view)
    def run(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        answer = view(*args, **kwargs)
        request.environ[_GOES_BY] = snapshot.seen()
        return answer

    run.pure = True  # type: ignore[attr-defined]  # so that a test can ask
    return run


@dataclass(frozen=True)
class Page:
    """An answer as it goes over the wire."""

    headers: tuple[tuple[str, str], ...]
    body: bytes


class Pages:
    """Wraps the application and its headers; identity is deleted before anything comes here."""

    def __init__(
        self, app: WSGIApplication, *, stands: Callable[[], Standing | None], today: Callable[[], str]
    ) -> None:
        """Take the application, and how to ask where the site stands and what day it is."""
        self.app = app
        self._stands = stands
        self._today = today
        self._kept = _Kept()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from the store, or let the application answer and keep its page."""
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        if method not in {"GET", "HEAD"} or path.startswith("/static/") or is_staff(path):
            return self.app(environ, start_response)
        standing = self._stands()
        # A day that was not turned yet may move the edition: the application turns it.
        if standing is None or standing.turned != self._today():
            return self.app(environ, start_response)
        encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        key = (environ.get("HTTP_HOST", ""), path, environ.get("QUERY_STRING", ""), encoding)
        page = self._kept.get(standing, key)
        if page is None:
            # Without its body, the answer to HEAD is the answer to GET, whoever asked first.
            asked = environ | {"REQUEST_METHOD": "GET", snapshot.HANDED: standing}
            status, headers, parts = _answer(self.app, asked)
            if not _is_whole(status, headers) or _GOES_BY not in asked:
                start_response(status, headers)
                return _nothing_of(parts) if method == "HEAD" else parts
            page = _packed(headers, b"".join(parts), encoding)
            _close(parts)
            if asked[_GOES_BY] == standing:
                self._kept.put(standing, key, page)
        start_response("200 OK", list(page.headers))
        return [] if method == "HEAD" else [page.body]


class _Kept:
    """The store: pages of one edition, without what was refused since."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: tuple[int, frozenset[str]] = (0, frozenset())
        self._pages: LRUCache[Key, tuple[int, Page]] = LRUCache(MOST, getsizeof=lambda entry: entry[0])

    def get(self, standing: Standing, key: Key) -> Page | None:
        """Find a page; the look of a request at a new standing empties the store."""
        of = (standing.edition, standing.refused)
        with self._lock:
            if of != self._of:
                self._of = of
                self._pages.clear()
            try:
                return self._pages[key][1]
            except KeyError:
                return None

    def put(self, standing: Standing, key: Key, page: Page) -> None:
        """Keep a page, unless the site moved on while it was made."""
        size = len(page.body) + sum(map(len, key)) + _AROUND
        with self._lock:
            if (standing.edition, standing.refused) == self._of and size <= MOST:
                self._pages[key] = (size, page)


def _answer(app: WSGIApplication, environ: WSGIEnvironment) -> tuple[str, list[tuple[str, str]], Iterable[bytes]]:
    said: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], object]:  # noqa: ANN401 - WSGI's own
        said.append((status, headers))
        return said.append  # type: ignore[return-value]  # nothing here writes past its answer

    parts = app(environ, start)
    return *said[-1], parts


def _is_whole(status: str, headers: list[tuple[str, str]]) -> bool:
    """Say whether an answer is one to keep: good, and not made while it is sent."""
    return status.startswith("200 ") and any(name.lower() == "content-length" for name, _ in headers)


def _packed(headers: list[tuple[str, str]], body: bytes, encoding: str) -> Page:
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    if not kind.startswith(_TEXTS) or len(body) < _WORTH_IT:
        return Page(tuple(headers), body)
    around = [(name, value) for name, value in headers if name.lower() != "content-length"]
    around.append(("Vary", "Accept-Encoding"))
    if encoding == "br":
        body = brotli.compress(body, quality=_QUALITY)
    elif encoding == "gzip":
        # Without the time that gzip would write into it.
        body = gzip.compress(body, mtime=0)
    if encoding:
        around.append(("Content-Encoding", encoding))
    return Page((*around, ("Content-Length", str(len(body)))), body)


def _encoding(accepted: str) -> str:
    """Choose how to compress, by what the browser says it can read."""
    said = accepted.replace(" ", "").lower()
    names = said.split(",")
    if ";" in said:
        weighed = [name.partition(";q=") for name in names]
        names = [name for name, _, weight in weighed if weight.strip("0.") or not weight]
    return "br" if "br" in names else "gzip" if "gzip" in names else ""


def _nothing_of(parts: Iterable[bytes]) -> list[bytes]:
    _close(parts)
    return []


def _close(parts: Iterable[bytes]) -> None:
    close = getattr(parts, "close", None)
    if close:
        close()
