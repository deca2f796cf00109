"""The pages of accounts: sign in, sign out, change the password; open and close a colleague's."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.errors import PortalError, RefusedError
from portal.staff import access, actions, devices, passwords, seats, sessions
from portal.staff.forms import ROLES, AccountForm, PasswordForm, SignInForm
from portal.staff.models import StaffMember
from portal.staff.roles import Permission, Role
from portal.staff.rules import BadEmailError, TooManyTriesError, WrongPairError, WrongPasswordError, page_after

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


@blueprint.get("/accounts")
@access.requires(Permission.MANAGE, Permission.GRANT_UNION)
def accounts() -> ResponseReturnValue:
    """List the accounts, and let them be opened and closed by whom they concern."""
    return _accounts_page(_account_form())


@blueprint.post("/accounts")
@access.requires(Permission.MANAGE, Permission.GRANT_UNION)
def open_account() -> ResponseReturnValue:
    """Open an account, and show its first password once."""
    form = _account_form()
    if not form.validate():
        return _accounts_page(form), 422
    password = passwords.four_words()
    try:
        member = actions.add(form.email.data, Role(form.role.data), password, name=form.name.data, by=access.me())
    except (BadEmailError, RefusedError) as problem:
        return _accounts_page(form, problem.message), problem.status
    # No redirect: the password is shown once and kept nowhere.
    return _password_for(member, password)


@blueprint.post("/accounts/close")
@access.requires(Permission.MANAGE, Permission.GRANT_UNION)
def close_account() -> ResponseReturnValue:
    """Close an account."""
    actions.disable(request.form.get("email", ""), by=access.me())
    return redirect(url_for("staff.accounts"), 303)


@blueprint.post("/accounts/password")
@access.requires(Permission.MANAGE, Permission.GRANT_UNION)
def reset_password() -> ResponseReturnValue:
    """Give a colleague a new password, and show it once."""
    password = passwords.four_words()
    return _password_for(actions.change_password(request.form.get("email", ""), password, by=access.me()), password)


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


def _account_form() -> AccountForm:
    return AccountForm().offer(list(ROLES) if access.me().role is Role.ADMIN else [Role.UNION])


def _accounts_page(form: AccountForm, problem: str = "") -> str:
    me, union = access.me(), actions.union_seats()
    return render_template(
        "staff/accounts.html",
        form=form,
        problem=problem,
        errors=form.errors_in_order(),
        full=me.role is Role.UNION and seats.why_not_opened(Role.UNION, union, by=me.role),
        seats=union,
        roles=ROLES,
        accounts=[
            (
                member,
                not seats.why_not_closed(member.role, union, by=me.role),
                member.id != me.id and not seats.why_not_reset(member.role, by=me.role),
            )
            for member in actions.everyone()
        ],
    )


def _password_for(member: StaffMember, password: str) -> str:
    return render_template("staff/first_password.html", member=member, password=password)


def _came_from_elsewhere() -> bool:
    """Say whether a link on another site led here: then the browser held our cookie back.

    Giving out a new one would end the session of somebody who followed a link from their mail.
    """
    return request.method == "GET" and request.headers.get("Sec-Fetch-Site") == "cross-site"


def _device_cookie() -> str:
    """Name the cookie of a browser that an account knows."""
    return f"{current_app.config['SESSION_COOKIE_NAME']}-device"
