"""Errors to pages: one clear sentence, and everything that was typed still there, ready to be sent again."""

import logging
import traceback
from http import HTTPStatus

from flask import Flask, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from portal.db import db
from portal.errors import CannotWriteError, PortalError
from portal.web.unseen import is_staff

_SENTENCES = {
    400: "Something in this request could not be read. Go back and try again.",
    404: "There is nothing at this address. Try the search, or start from the first page.",
    405: "This page can't be used that way. Start from the first page.",
    413: "That is more than we can take at once. Shorten the text: 8,000 characters is the most for one field.",
    500: "Something broke on our side. It is not your fault, and nothing was stored.",
}

_NEVER_ECHOED = frozenset({"password", "current", "csrf_token"})

_log = logging.getLogger("portal")


def install(app: Flask) -> None:
    """Answer every error of this application with a page of ours."""
    app.register_error_handler(PortalError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(Exception, _broken)


def _refused(error: PortalError) -> ResponseReturnValue:
    if error.__cause__ and error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        # Something of ours is damaged: who runs the site wants to know what.
        note(error.__cause__)
    return _page(error.message, error.status, typed=error.hands_back)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code and 300 <= error.code < 400:  # noqa: PLR2004 - a redirect is an answer, not a problem
        return error
    status = error.code or 500
    return _page(_SENTENCES.get(status, _SENTENCES[400]), status, typed=not isinstance(error, RequestEntityTooLarge))


def _database(error: DBAPIError) -> ResponseReturnValue:
    note(error)
    return _refused(CannotWriteError())


def _broken(error: Exception) -> ResponseReturnValue:
    note(error)
    return _page(_SENTENCES[500], 500)


def note(error: BaseException | None) -> None:
    """Log what broke and where in our code: no time, no message, no value, since any of them could be a teacher's."""
    trace = error.__traceback__ if error else None
    places = [frame for frame in traceback.extract_tb(trace) if "/portal/" in frame.filename]
    last = places[-1] if places else None
    where = f"{last.filename.rpartition('/portal/')[2]}:{last.lineno}" if last else "outside our code"
    _log.error("%s at %s", type(error).__name__, where)


def _page(sentence: str, status: int, *, typed: bool = True) -> ResponseReturnValue:
    # Whatever was begun is not kept, and the page must not wait behind it.
    db.session.rollback()
    if request.path.startswith("/api/"):
        return jsonify(error=sentence), status
    words = _typed() if typed and request.method == "POST" else []
    again = request.path if words else ""
    page = render_template(
        "problem.html", sentence=sentence, status=status, typed=words, again=again, staff=is_staff(request.path)
    )
    return page, status


def _typed() -> list[tuple[str, str]]:
    try:
        return [
            (name, value) for name in request.form if name not in _NEVER_ECHOED for value in request.form.getlist(name)
        ]
    except HTTPException:
        current_app.logger.debug("the form itself could not be read")
        return []
