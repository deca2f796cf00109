"""Who is at a staff page, and whether they may be."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlencode

from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.errors import NotAllowedError, PortalError
from portal.staff.models import SignedIn, StaffMember
from portal.staff.roles import Permission, may
from portal.staff.rules import page_after

P = ParamSpec("P")

LOGIN = "/staff/login"

ANY_MEMBER = "Be signed in."
"""What a view requires that is open to every role."""


class SignedOutError(PortalError):
    """A form was sent after its session had ended."""

    status = 403
    message = "You are signed out. Sign in again in another tab, then come back and press the button once more."


def visitor() -> SignedIn | None:
    """Say who is signed in with this browser, if anyone."""
    found = current_user._get_current_object() if current_user else None  # noqa: SLF001 - the way to what a proxy stands for
    return found if isinstance(found, SignedIn) else None


def me() -> StaffMember:
    """Give the member of staff whose request this is."""
    found = visitor()
    if found is None:
        raise SignedOutError
    return found.member


def requires(
    *permissions: Permission,
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Open a view to the roles that have one of these permissions. It stands below the route."""

    def guard(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            found = visitor()
            if found is None:
                return ask_to_sign_in()
            if not any(may(found.member.role, permission) for permission in permissions):
                raise NotAllowedError
            return view(*args, **kwargs)

        guarded.required = permissions  # type: ignore[attr-defined] # read by the test of every view
        return guarded

    return guard


def signed_in(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Open a view to every role."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        return ask_to_sign_in() if visitor() is None else view(*args, **kwargs)

    guarded.required = ANY_MEMBER  # type: ignore[attr-defined] # read by the test of every view
    return guarded


def ask_to_sign_in() -> ResponseReturnValue:
    """Send a reader to sign in and back; a form is refused instead, so that its words stay on the page."""
    if request.method == "POST":
        raise SignedOutError
    wanted = page_after(request.full_path.rstrip("?"))
    return redirect(f"{LOGIN}?{urlencode({'next': wanted})}")
