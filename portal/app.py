"""Builds the application: read this first, it is the list of features."""

import logging
from collections.abc import Iterable
from functools import partial
from types import TracebackType
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment
from zoneinfo import ZoneInfo

from flask import Flask, Request, request
from sqlalchemy.exc import DBAPIError

from portal import config, snapshot
from portal.amnesty import views as amnesty_views
from portal.clock import Clock
from portal.config import Settings
from portal.db import Look, db
from portal.drafting import asked_views, checking, frame_views, history_views, line_views
from portal.drafting import views as drafting_views
from portal.editions import actions as editions
from portal.editions import views as editions_views
from portal.errors import CannotWriteError
from portal.gap import views as gap_views
from portal.guide import published
from portal.guide import views as guide_views
from portal.guide.wording import spoken
from portal.moderation import views as moderation_views
from portal.pages import (
    api_views,
    complete_views,
    desk_views,
    feed_views,
    search_views,
    staff_practice_views,
    takeaway_views,
    tools_views,
)
from portal.pages import views as pages_views
from portal.practices import views as practices_views
from portal.practices.kinds import KINDS
from portal.records import views as records_views
from portal.search import synonyms
from portal.showme import digest_views, plan_views, room_views, run_views, screen_views, series_views, sheet_views
from portal.staff import access, sessions
from portal.staff import views as staff_views
from portal.trials import views as trials_views
from portal.vocabulary import roster, words
from portal.web import assets, limits, origin, problems
from portal.web.pages import Pages
from portal.web.security import Headers
from portal.web.unseen import Unseen, is_staff

ExceptionInfo = tuple[type, BaseException, TracebackType] | tuple[None, None, None]

MOST_BYTES = 256 * 1024
"""Longest request that is read: several times the longest form, and small enough never to touch a disk."""


class InMemory(Request):
    """A request whose parts never spill into a temporary file."""

    max_form_parts = 500
    max_form_memory_size = MOST_BYTES


class Portal(Flask):
    """The application; what breaks in it is noted without a time, a message or a value."""

    request_class = InMemory

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, whatever happens: what escapes here would be printed by the server, with its message."""
        try:
            return super().wsgi_app(environ, start_response)
        except Exception as error:  # noqa: BLE001 - the last line; everything expected was answered before
            problems.note(error)
            start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"Something broke on our side. It is not your fault. Go back: what you typed is still there."]

    def log_exception(self, exc_info: ExceptionInfo) -> None:
        """Note an error that even the error pages could not answer."""
        problems.note(exc_info[1])


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; without settings, read them from the environment."""
    settings = settings or config.load()
    app = Portal(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        # An error must never print what a teacher wrote.
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},
        MAX_CONTENT_LENGTH=MOST_BYTES,
        TRUSTED_HOSTS=[urlsplit(settings.url).hostname, "localhost", "127.0.0.1", "[::1]"],
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]  # Flask's default provider has it
    app.extensions["settings"] = settings
    app.extensions["clock"] = Clock(ZoneInfo(settings.district.timezone), settings.clock)
    app.extensions["vocabulary"] = words.read(settings.district.vocabulary_file)
    app.extensions["roster"] = roster.read(settings.district.folder / roster.NAME, app.extensions["vocabulary"])
    app.extensions["synonyms"] = synonyms.read(synonyms.beside(settings.district.folder))
    logging.getLogger("portal").setLevel(logging.ERROR)

    db.init_app(app)
    problems.install(app)
    # Before anything else looks at a form.
    app.before_request(origin.refuse_other_sites)
    app.before_request(_turn_the_day)
    sessions.install(app)
    for feature in (
        pages_views,
        api_views,
        complete_views,
        feed_views,
        search_views,
        takeaway_views,
        desk_views,
        staff_practice_views,
        tools_views,
        practices_views,
        trials_views,
        moderation_views,
        editions_views,
        guide_views,
        drafting_views,
        frame_views,
        line_views,
        history_views,
        asked_views,
        gap_views,
        checking,
        amnesty_views,
        plan_views,
        sheet_views,
        run_views,
        screen_views,
        room_views,
        digest_views,
        series_views,
        records_views,
        staff_views,
    ):
        app.register_blueprint(feature.blueprint)
    _furnish(app, settings)

    inner = assets.serve(app.wsgi_app, app.extensions["assets"])
    secure = urlsplit(settings.url).scheme == "https"
    app.wsgi_app = Unseen(_kept(app, Headers(inner, secure=secure)))  # type: ignore[method-assign]
    return app


def _kept(app: Flask, inner: WSGIApplication) -> Pages:
    """Keep the pages of an edition in front of everything that makes them."""
    with app.app_context():
        look = Look(db.engine)
    return Pages(
        inner,
        stands=partial(snapshot.glance, look),
        today=lambda: app.extensions["clock"].day(),  # noqa: PLW0108 - a test may set another clock
    )


def _turn_the_day() -> None:
    """Turn the day if it is a new one."""
    try:
        editions.turn_the_day_once()
    except CannotWriteError:
        # Reading goes on when nothing can be written; the next request tries again.
        db.session.rollback()


def _furnish(app: Flask, settings: Settings) -> None:
    """Give templates what every page shows."""
    addresses = assets.names()
    app.extensions["assets"] = addresses
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        site=settings.district,
        asset=addresses.__getitem__,
        work_asked=limits.asked,
        guide_lapsed=published.lapsed,
    )
    vocabulary: words.Vocabulary = app.extensions["vocabulary"]
    app.jinja_env.filters.update(
        named=lambda code, name: vocabulary.label(name, code),
        all_named=lambda codes, name: vocabulary.labels(name, codes),
        where=lambda card: vocabulary.where(card.subject, card.grade),
        kind=KINDS.__getitem__,
        spoken=spoken,
    )
    app.context_processor(_page)


def _page() -> dict[str, object]:
    """Say where the reader is; staff pages add who is signed in."""
    try:
        visitor = access.visitor() if is_staff(request.path) else None
        edition = snapshot.seen().edition
    except DBAPIError:
        # The page that says so must come out even when the database can't be read.
        visitor, edition = None, 0
    return {"here": request.path, "edition": edition, "me": visitor.member if visitor else None}
