"""The browsers an account knows: each has a counter of its own.

Whoever types wrong passwords for a director's address makes everyone wait who uses that address in a strange
browser, but not her in hers.
"""

import hmac
from datetime import timedelta

from portal import clock
from portal.db import new_key
from portal.staff import attempts
from portal.web import tokens

LASTS = timedelta(days=180)


def mint(email: str) -> str:
    """Make the cookie of a browser that has just signed in. It does not show the address."""
    nonce = new_key()
    last_day = str((clock.today() + LASTS).toordinal())
    return ".".join((nonce, last_day, _sign(email, nonce, last_day)))


def counter(email: str, cookie: str) -> str:
    """Name the counter of a try: the browser's own if its cookie is this account's, else the account's."""
    nonce, _, rest = cookie.partition(".")
    last_day, _, signature = rest.partition(".")
    signed = hmac.compare_digest(signature.encode(), _sign(email, nonce, last_day).encode())
    if signed and last_day.isdecimal() and int(last_day) >= clock.today().toordinal():
        return attempts.counter("known browser", email, nonce)
    return attempts.counter("account", email)


def _sign(email: str, nonce: str, last_day: str) -> str:
    return tokens.derive("staff device", f"{email}\0{nonce}\0{last_day}").hex()
