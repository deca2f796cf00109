"""The seal between a preview and what is kept: only words that were looked over come in, and each form brings one."""

from dataclasses import dataclass

from flask import request

from portal.practices.draft import Draft
from portal.web import limits, tokens


@dataclass(frozen=True)
class Pressed:
    """What came with the press that keeps a text."""

    nonce: str
    bits: int
    """The work that the browser did."""


def token(purpose: str) -> str:
    """Keep the token of a form that comes back, so that one practice stays one; make one for a new form.

    It keeps its day too: a form that could be renewed for ever could bring back what was taken back.
    """
    sent = request.form.get("token", "")
    try:
        tokens.open_(purpose, sent)
    except tokens.BadTokenError:
        return tokens.mint(purpose)
    return sent


def seal(token: str, draft: Draft, version: str) -> str:
    """Tie a token to the words that a preview shows, and to the version of the amnesty statement beside them."""
    return tokens.seal(token, _shown(draft, version))


def pressed(purpose: str, draft: Draft, version: str) -> Pressed:
    """Take what was sent only if its token is good, and if these very words were looked over."""
    sent = request.form.get("token", "")
    nonce = tokens.open_(purpose, sent)
    tokens.check_seal(sent, _shown(draft, version), request.form.get("seal", ""))
    return Pressed(nonce, limits.weigh(sent, request.form.get("work", "")))


def _shown(draft: Draft, version: str) -> str:
    return f"{version} {draft.fingerprint()}"
