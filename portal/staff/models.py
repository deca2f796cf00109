"""Accounts of staff, the browsers they are signed in with, and how often a password was wrong."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.db import Id, Model, db
from portal.staff.roles import Role
from portal.staff.rules import EMAIL_MOST


class StaffMember(Model):
    """Somebody who signs in: never a teacher as a teacher."""

    __tablename__ = "staff_member"

    id: Mapped[Id]
    email: Mapped[str] = mapped_column(String(EMAIL_MOST), unique=True)
    role: Mapped[Role] = mapped_column(
        db.Enum(Role, native_enum=False, length=20, values_callable=lambda roles: [role.value for role in roles])
    )
    name: Mapped[str] = mapped_column(String(120), default="")
    """How signatures name this person; where it is empty they name the side alone, never an e-mail."""
    password_hash: Mapped[str] = mapped_column(String(200))
    """Argon2id, with its salt and costs."""
    disabled: Mapped[bool] = mapped_column(default=False)
    """Kept when somebody leaves, so that what they signed keeps its name."""

    granted_by: Mapped[str] = mapped_column(String(EMAIL_MOST), default="")
    """Who gave this account its role: an e-mail, or "command line"."""
    granted_on: Mapped[str] = mapped_column(String(10), default="")
    """The ISO date of that."""
    reset_on: Mapped[str] = mapped_column(String(10), default="")
    """ISO date on which somebody of another role last gave a password to it, or to the colleague who gave it this one:
    whoever did could sign in its place."""

    @property
    def shown_name(self) -> str:
        """Say who this is, under a signature."""
        return self.name or ("a union representative" if self.role is Role.UNION else f"a member of {self.role} staff")


class StaffSession(Model):
    """One browser that is signed in. Deleting the row signs it out, whatever its cookie says."""

    __tablename__ = "staff_session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Digest of the token in the cookie: who reads the database cannot sign in with it."""
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff_member.id", ondelete="CASCADE"), index=True)
    ends_at: Mapped[datetime]
    """In UTC. Reading a page does not move it, so it does not tell when somebody was last here."""


class Attempt(Model):
    """Wrong passwords in a row, for one account or for one account in a browser that it knows."""

    __tablename__ = "staff_attempt"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """A keyed digest: the table does not tell whose name was typed."""
    failures: Mapped[int]
    until: Mapped[datetime]
    """In UTC: when the next try is heard. The start of the day while there is no wait."""


@dataclass(frozen=True)
class SignedIn:
    """A member of staff in one browser: what Flask-Login knows as a user."""

    token: str
    """The secret of the cookie; the database has only its digest."""
    member: StaffMember

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Give what the cookie keeps."""
        return self.token


def by_email(email: str) -> StaffMember | None:
    """Find the account of a tidy e-mail address."""
    return db.session.scalars(select(StaffMember).where(StaffMember.email == email)).one_or_none()


def everyone() -> Sequence[StaffMember]:
    """List all accounts by e-mail."""
    return db.session.scalars(select(StaffMember).order_by(StaffMember.email)).all()


def holding(role: Role) -> int:
    """Count the open accounts with a role."""
    query = select(func.count()).where(StaffMember.role == role, StaffMember.disabled.is_(False))
    return db.session.scalar(query) or 0


def session_key(token: str) -> str:
    """Give the key of the row that belongs to a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed_in(token: str) -> SignedIn | None:
    """Find who holds a token, unless their time is over or their account is closed."""
    query = (
        select(StaffMember)
        .join(StaffSession, StaffSession.staff_id == StaffMember.id)
        .where(
            StaffSession.id == session_key(token),
            StaffSession.ends_at > clock.now_utc(),
            StaffMember.disabled.is_(False),
        )
    )
    member = db.session.scalars(query).one_or_none()
    return SignedIn(token, member) if member else None


def end_sessions(member: StaffMember) -> None:
    """Sign an account out everywhere; the caller commits."""
    db.session.execute(delete(StaffSession).where(StaffSession.staff_id == member.id))


def end_old_sessions() -> None:
    """Drop what has run out; the caller commits."""
    db.session.execute(delete(StaffSession).where(StaffSession.ends_at <= clock.now_utc()))
