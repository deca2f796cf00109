"""What is done with accounts: sign in and out, add, close, and set a password."""

from collections.abc import Sequence
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete

from portal import clock
from portal.db import commit, db, lock, new_key
from portal.errors import NotFoundError, RefusedError
from portal.staff import attempts, audit, devices, models, rules
from portal.staff.models import SignedIn, StaffMember, StaffSession
from portal.staff.roles import Role

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""The costs that OWASP advises at least: anyone may ask for this work, on the machine that serves all."""


def sign_in(email: str, password: str, device: str = "") -> SignedIn:
    """Open a session, or refuse in the same words and with the same work whatever was wrong.

    It leaves no audit line: it changes nothing, and when a colleague is at work is nobody's business.
    """
    email = rules.tidy_email(email)
    counter = devices.counter(email, device)
    lock()
    attempts.count(counter)
    commit()
    member = models.by_email(email)
    stored = member.password_hash if member else _nobodys_hash()
    fits = _fits(stored, password)
    if member is None or member.disabled or not fits:
        raise rules.WrongPairError
    lock()
    if not _still(member, stored):
        raise rules.WrongPairError
    if _hasher.check_needs_rehash(stored):
        member.password_hash = _hash(password)
    attempts.forget(counter)
    models.end_old_sessions()
    opened = _open(member)
    commit()
    return opened


def sign_out(token: str) -> None:
    """End a session for good, even if its cookie was copied."""
    lock()
    db.session.execute(delete(StaffSession).where(StaffSession.id == models.session_key(token)))
    commit()


def add(email: str, role: Role, password: str, *, name: str = "", by: StaffMember | str) -> StaffMember:
    """Open an account."""
    email = rules.tidy_email(email)
    rules.check_email(email)
    rules.check_password(rules.tidy_password(password))
    hashed = _hash(password)
    lock()
    if models.by_email(email):
        raise RefusedError(f"There is an account for {email} already. Take another address.")
    member = StaffMember(id=new_key(), email=email, role=role, name=name, password_hash=hashed, disabled=False)
    db.session.add(member)
    audit.record(by, f"opened the account {email} with the role {role}")
    commit()
    return member


def disable(email: str, *, by: StaffMember | str) -> None:
    """Close an account and sign it out everywhere. The row stays: signatures name it."""
    lock()
    member = _existing(email)
    member.disabled = True
    models.end_sessions(member)
    audit.record(by, f"closed the account {member.email}")
    commit()


def change_password(email: str, password: str, *, by: StaffMember | str) -> None:
    """Set the password of an account and sign it out everywhere."""
    rules.check_password(rules.tidy_password(password))
    hashed = _hash(password)
    lock()
    _set_password(_existing(email), hashed, by)
    commit()


def change_own_password(member: StaffMember, current: str, password: str) -> SignedIn:
    """Set one's own password: every other browser is signed out, this one gets a new session.

    A session alone is not enough, or whoever finds a browser open could keep the account.
    """
    rules.check_password(rules.tidy_password(password))
    counter = attempts.counter("own password", member.id)
    lock()
    attempts.count(counter)
    commit()
    stored = member.password_hash
    if not _fits(stored, current):
        raise rules.WrongPasswordError
    hashed = _hash(password)
    lock()
    if not _still(member, stored):
        raise rules.WrongPasswordError
    attempts.forget(counter)
    _set_password(member, hashed, member)
    opened = _open(member)
    commit()
    return opened


def everyone() -> Sequence[StaffMember]:
    """List all accounts by e-mail."""
    return models.everyone()


def _existing(email: str) -> StaffMember:
    email = rules.tidy_email(email)
    member = models.by_email(email)
    if member is None:
        raise NotFoundError(f"There is no account for {email}. Check the spelling.")
    return member


def _set_password(member: StaffMember, hashed: str, by: StaffMember | str) -> None:
    member.password_hash = hashed
    models.end_sessions(member)
    audit.record(by, f"changed the password of {member.email}")


def _open(member: StaffMember) -> SignedIn:
    token = new_key() + new_key()
    ends_at = clock.now_utc() + rules.SESSION_LASTS
    db.session.add(StaffSession(id=models.session_key(token), staff_id=member.id, ends_at=ends_at))
    return SignedIn(token, member)


def _still(member: StaffMember, stored: str) -> bool:
    """Say whether nobody closed the account or changed its password while we looked at the old one."""
    return not member.disabled and member.password_hash == stored


def _hash(password: str) -> str:
    return _hasher.hash(rules.tidy_password(password))


def _fits(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, rules.tidy_password(password))
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys_hash() -> str:
    """Give a hash to check when there is no account, so that the answer takes as long as with one."""
    return _hasher.hash(new_key())
