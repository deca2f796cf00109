"""The pages of an account: sign in, sign out, change the password."""

from flask import Blueprint, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal.errors import PortalError
from portal.staff import access, actions, devices, sessions
from portal.staff.forms import PasswordForm, SignInForm
from portal.staff.rules import TooManyTriesError, WrongPairError, WrongPasswordError, page_after

blueprint = Blueprint("staff", __name__, url_prefix="/staff")


@blueprint.route("/login", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    """Sign in, and go on to the page that was wanted."""
    wanted = page_after(request.args.get("next", ""))
    if _came_from_elsewhere():
        return render_template("staff/arrive.html", wanted=wanted), {"Refresh": f"0; url={wanted}"}
    form = SignInForm()
    if not form.is_submitted():
        return redirect(wanted) if access.visitor() else _login_page(form)
    if not form.validate():
        return _login_page(form), 422
    before = access.visitor()
    opened = actions.sign_in(form.email.data, form.password.data, request.cookies.get(_device_cookie(), ""))
    if before:
        actions.sign_out(before.token)
    sessions.begin(opened)
    answer = redirect(wanted)
    answer.set_cookie(
        _device_cookie(),
        devices.mint(opened.member.email),
        max_age=devices.LASTS,
        path="/staff",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Strict",
    )
    return answer


@blueprint.route("/logout", methods=["POST"])
@access.signed_in
def logout() -> ResponseReturnValue:
    """Sign out of this browser."""
    found = access.visitor()
    if found:
        actions.sign_out(found.token)
    sessions.end()
    return redirect(access.LOGIN)


@blueprint.route("/password", methods=["GET", "POST"])
@access.signed_in
def password() -> ResponseReturnValue:
    """Change one's own password."""
    form = PasswordForm()
    if not form.is_submitted():
        return _password_page(form)
    if not form.validate():
        return _password_page(form), 422
    opened = actions.change_own_password(access.me(), form.current.data, form.password.data)
    sessions.begin(opened)
    return _password_page(None)


@blueprint.errorhandler(WrongPairError)
@blueprint.errorhandler(WrongPasswordError)
@blueprint.errorhandler(TooManyTriesError)
@blueprint.errorhandler(sessions.StaleFormError)
def _once_more(error: PortalError) -> ResponseReturnValue:
    """Show the form again under the sentence: the e-mail stays, a password is never sent back."""
    if request.endpoint == "staff.login":
        page = _login_page(SignInForm(), error.message)
    elif request.endpoint == "staff.password":
        page = _password_page(PasswordForm(), error.message)
    else:
        page = render_template("problem.html", sentence=error.message, status=error.status, typed=[], again="")
    return page, error.status


def _login_page(form: SignInForm, problem: str = "") -> str:
    return render_template("staff/login.html", form=form, problem=problem)


def _password_page(form: PasswordForm | None, problem: str = "") -> str:
    return render_template("staff/password.html", form=form, problem=problem)


def _came_from_elsewhere() -> bool:
    """Say whether a link on another site led here: then the browser held our cookie back.

    Giving out a new one would end the session of somebody who followed a link from their mail.
    """
    return request.method == "GET" and request.headers.get("Sec-Fetch-Site") == "cross-site"


def _device_cookie() -> str:
    """Name the cookie of a browser that an account knows."""
    return f"{current_app.config['SESSION_COOKIE_NAME']}-device"
