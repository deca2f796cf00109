"""The session of staff: under /staff alone, ended on the server, with the proof that a form is ours."""

from flask import Flask, Request, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import LoginManager, login_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.local import LocalProxy

from portal.config import Settings
from portal.errors import PortalError
from portal.staff import access, models, rules
from portal.staff.models import SignedIn, StaffMember
from portal.web.unseen import is_staff

_csrf = CSRFProtect()


class StaleFormError(PortalError):
    """A form's token is missing, changed, or of a session that has ended."""

    message = "This page was open too long, or came from elsewhere. Look it over once more and press the button again."


class StaffSessions(SecureCookieSessionInterface):
    """Opens a session under /staff alone; elsewhere Flask gets none, reads no cookie and writes none."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read the cookie of a staff page."""
        return super().open_session(app, request) if is_staff(request.path) else None


def install(app: Flask) -> None:
    """Give an application its staff sessions, its sign-in and its check of forms."""
    settings: Settings = app.extensions["settings"]
    prefix = "" if settings.local else "__Secure-"
    app.config.update(
        SESSION_COOKIE_NAME=f"{prefix}staff",
        SESSION_COOKIE_PATH="/staff",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_SECURE=not settings.local,
        PERMANENT_SESSION_LIFETIME=rules.SESSION_LASTS,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.session_interface = StaffSessions()
    manager = LoginManager()
    # Its protection would keep a digest of address and agent.
    manager.session_protection = None
    manager.user_loader(models.signed_in)
    manager.unauthorized_handler(access.ask_to_sign_in)
    # Its own context processor would look for a user on every page, the public ones too.
    manager.init_app(app, add_context_processor=False)
    _csrf.init_app(app)
    app.before_request(_check_form)
    app.context_processor(_who)


def begin(signed_in: SignedIn) -> None:
    """Start over in this browser: nothing of the session before is taken along, so none can be planted."""
    session.clear()
    g.pop("csrf_token", None)
    login_user(signed_in)
    # Flask-Login's digest of address and agent.
    session.pop("_id", None)


def end() -> None:
    """Forget everything in this browser, the tokens of open forms too."""
    session.clear()
    g.pop("csrf_token", None)
    g.pop("_login_user", None)


def _check_form() -> None:
    if not is_staff(request.path):
        return
    try:
        _csrf.protect()
    except CSRFError as error:
        raise StaleFormError from error


def _who() -> dict[str, object]:
    """Let templates of staff say whose page it is; looked up only if they ask."""
    return {"me": LocalProxy(_member)} if is_staff(request.path) else {}


def _member() -> StaffMember | None:
    found = access.visitor()
    return found.member if found else None
