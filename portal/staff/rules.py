"""What signing in asks for: the shape of an e-mail and a password, how long to wait, and where to go on."""

import re
import unicodedata
from datetime import timedelta

from portal.errors import PortalError

SESSION_LASTS = timedelta(hours=10)
"""A working day. Nothing makes it longer."""

PASSWORD_LEAST = 12
"""Length is what makes a password hard to guess; signs and capitals are not asked for."""

EMAIL_MOST = 254

DESK = "/staff/"
"""Where staff arrive when they did not ask for another page."""

_FREE_TRIES = 4
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=15)

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_STAFF_PAGE = re.compile(r"/staff/[\w/-]*(\?[\w=&%.+-]*)?", re.ASCII)
"""A page of ours: no other site, no way up and no sign that a browser could read differently than we do."""


class BadEmailError(PortalError):
    """What was typed has not the shape of an e-mail address."""

    status = 422
    message = "Give an e-mail address such as maria@example.org."


class WeakPasswordError(PortalError):
    """The password is too short."""

    status = 422
    message = f"Take a password of at least {PASSWORD_LEAST} characters. Four words in a row are easy to keep."


class WrongPairError(PortalError):
    """No open account has this e-mail with this password; it is not said which of the two is wrong."""

    status = 422
    message = "That e-mail and password don't go together. Check both and try again."


class WrongPasswordError(PortalError):
    """Somebody signed in did not know the password of the account."""

    status = 422
    message = "That is not the password you have now. Type it again."


class TooManyTriesError(PortalError):
    """Too many wrong passwords in a row for one account."""

    status = 429

    def __init__(self, wait: timedelta) -> None:
        """Take how long it is until the next try."""
        minutes = -(-wait // timedelta(minutes=1))
        unit = "minute" if minutes == 1 else "minutes"
        super().__init__(f"Too many tries for this account. Wait {minutes} {unit}, then try again.")


def wait_after(failures: int) -> timedelta:
    """Tell how long an account rests after this many wrong passwords in a row.

    Four mistakes are free. Then each wait is twice the last, so that guessing gets nowhere, up to a length
    that a person who mistyped can sit out.
    """
    if failures <= _FREE_TRIES:
        return timedelta(0)
    doublings = min(failures - _FREE_TRIES - 1, 10)
    return min(_FIRST_WAIT * (1 << doublings), _LONGEST_WAIT)


def tidy_email(typed: str) -> str:
    """Write an e-mail address in the one way in which it is kept and compared."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def check_email(email: str) -> None:
    """Refuse what cannot be an e-mail address."""
    if len(email) > EMAIL_MOST or not email.isprintable() or not _EMAIL.fullmatch(email):
        raise BadEmailError


def tidy_password(typed: str) -> str:
    """Make the same password of the same keys, whichever way a device writes its accents."""
    return unicodedata.normalize("NFKC", typed)


def check_password(password: str) -> None:
    """Refuse a password that is too short."""
    if len(password) < PASSWORD_LEAST:
        raise WeakPasswordError


def page_after(wanted: str) -> str:
    """Give the staff page that somebody wanted before signing in, or the desk if it is no page of ours."""
    return wanted if _STAFF_PAGE.fullmatch(wanted) else DESK
