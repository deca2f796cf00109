"""The stateless token of a public form: a random nonce and the day, signed. No cookie and no store.

What a form creates is derived from its nonce, so sending the same form twice creates it once. The day is all the
time a token knows: a finer one would travel through the page of whoever shares.
"""

import hmac
import secrets
from datetime import date

from flask import current_app

from portal import clock
from portal.errors import PortalError

LIFE = 3
"""Days a form may lie open before it has to be looked at again."""


class BadTokenError(PortalError):
    """The form's token is missing, changed or too old."""

    status = 400
    message = "This page was open too long, or came from elsewhere. Look it over once more and press the button again."


def mint(purpose: str, nonce: str = "") -> str:
    """Make a token for a form; the purpose ties it to that form alone."""
    nonce = nonce or secrets.token_urlsafe(16)
    day = str(clock.today().toordinal())
    return ".".join((nonce, day, _sign(purpose, nonce, day)))


def open_(purpose: str, token: str) -> str:
    """Give the nonce of a token that is good for this purpose today, or refuse it."""
    nonce, _, rest = token.partition(".")
    day, _, signature = rest.partition(".")
    good = hmac.compare_digest(signature.encode(), _sign(purpose, nonce, day).encode())
    if not (good and nonce and day.isdecimal()) or not 0 <= clock.today().toordinal() - int(day) <= LIFE:
        raise BadTokenError
    return nonce


def seal(token: str, what: str) -> str:
    """Tie a token to the very words that a page showed, so that nothing else can be sent with it."""
    return hmac.digest(_secret(), f"seal\0{token}\0{what}".encode(), "sha256").hex()


def check_seal(token: str, what: str, sealed: str) -> None:
    """Refuse words that are not the ones the page showed."""
    if not hmac.compare_digest(sealed.encode(), seal(token, what).encode()):
        raise BadTokenError("These are not the words you looked over. Look once more, then press the button again.")


def derive(what: str, nonce: str) -> bytes:
    """Derive 32 bytes from a nonce, different for each use. Without the secret nobody can tell them apart."""
    return hmac.digest(_secret(), f"{what}\0{nonce}".encode(), "sha256")


def key(what: str, nonce: str) -> str:
    """Derive the key of the row that a form creates."""
    return derive(what, nonce).hex()[:20]


def short_code(signs: str, length: int) -> str:
    """Make a random code that people type; it opens a room and hides nothing."""
    return "".join(secrets.choice(signs) for _ in range(length))


def expires(day: date) -> date:
    """Give the last day on which a token minted on this day is accepted."""
    return date.fromordinal(day.toordinal() + LIFE)


def _sign(purpose: str, nonce: str, day: str) -> str:
    return hmac.digest(_secret(), f"token\0{purpose}\0{nonce}\0{day}".encode(), "sha256").hex()


def _secret() -> bytes:
    secret: str = current_app.config["SECRET_KEY"]
    return secret.encode()
