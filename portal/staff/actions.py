"""What is done with accounts: sign in and out, add, close, and set a password."""

from collections.abc import Sequence
from functools import cache
from typing import TypeGuard

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete

from portal import clock, config, snapshot
from portal.db import commit, db, lock, new_key
from portal.errors import NotFoundError, RefusedError
from portal.staff import attempts, audit, devices, models, rules, seats
from portal.staff.models import SignedIn, StaffMember, StaffSession
from portal.staff.roles import SIDES, Role
from portal.staff.seats import Hand, Seats

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
    """Open an account. Its role never changes: who gets another task gets another account."""
    email = rules.tidy_email(email)
    rules.check_email(email)
    rules.check_password(rules.tidy_password(password))
    hashed = _hash(password)
    lock()
    if models.by_email(email):
        raise RefusedError(f"There is an account for {email} already. Take another address.")
    _heed(seats.why_not_opened(role, union_seats(), by=_hand(by)))
    member = StaffMember(
        id=new_key(),
        email=email,
        role=role,
        name=name.strip(),
        password_hash=hashed,
        disabled=False,
        granted_by=_name(by),
        granted_on=clock.today().isoformat(),
        reset_on=by.reset_on if _is_colleague(by, role) else "",
    )
    db.session.add(member)
    audit.record(by, f"opened the account {email} with the role {role}")
    _tell_readers(role)
    commit()
    return member


def disable(email: str, *, by: StaffMember | str) -> None:
    """Close an account and sign it out everywhere. The row stays: signatures name it."""
    lock()
    member = _existing(email)
    if member.disabled:
        raise RefusedError("This account is closed already.")
    _heed(seats.why_not_closed(member.role, union_seats(), by=_hand(by)))
    member.disabled = True
    models.end_sessions(member)
    audit.record(by, f"closed the account {member.email}")
    _tell_readers(member.role)
    commit()


def change_password(email: str, password: str, *, by: StaffMember | str) -> StaffMember:
    """Set somebody else's password and sign their account out everywhere.

    That somebody of another role did it stays on record for readers. The holder's next password doesn't end that,
    since it could be typed by whoever set this one; a colleague of the same role who sets one does. Whoever holds such
    an account hands the record on instead, or two seats could wash each other clean.
    """
    rules.check_password(rules.tidy_password(password))
    hashed = _hash(password)
    lock()
    member = _existing(email)
    if member.email == _name(by):
        raise RefusedError("Change your own password on its own page: it asks for the one you have now.")
    _heed(seats.why_not_reset(member.role, by=_hand(by)))
    _set_password(member, hashed, by)
    member.reset_on = by.reset_on if _is_colleague(by, member.role) else clock.today().isoformat()
    _tell_readers(member.role)
    commit()
    return member


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


def union_seats() -> Seats:
    """Count the union's seats."""
    return Seats(config.current().district.union_seats, models.holding(Role.UNION))


def _hand(by: StaffMember | str) -> Hand:
    return None if isinstance(by, str) else by.role


def _is_colleague(by: StaffMember | str, role: Role) -> TypeGuard[StaffMember]:
    return _hand(by) is role


def _name(by: StaffMember | str) -> str:
    return by if isinstance(by, str) else by.email


def _heed(refusal: str) -> None:
    if refusal:
        raise RefusedError(refusal)


def _tell_readers(role: Role) -> None:
    """Want an edition that names who may sign now. Before the first one nobody reads."""
    if role in SIDES and snapshot.standing().edition:
        snapshot.want_next()


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
