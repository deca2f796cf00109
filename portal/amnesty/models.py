"""Amnesty statements and who signed them. Nothing here is ever changed or deleted: the database itself refuses."""

from sqlalchemy import ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model, db
from portal.staff.roles import Role


class Statement(Model):
    """One version of what the district promises to whoever shares."""

    __tablename__ = "amnesty_statement"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
    """Markdown, as both sides read it."""
    content_hash: Mapped[str] = mapped_column(String(64))
    proposed_on: Mapped[str] = mapped_column(String(10))
    """An ISO date."""


class AmnestySignature(Model):
    """One side's signature under one version."""

    __tablename__ = "amnesty_signature"

    version: Mapped[int] = mapped_column(ForeignKey(Statement.version), primary_key=True, autoincrement=False)
    side: Mapped[Role] = mapped_column(
        db.Enum(Role, native_enum=False, length=20, values_callable=lambda roles: [role.value for role in roles]),
        primary_key=True,
    )
    name: Mapped[str] = mapped_column(String(254))
    on: Mapped[str] = mapped_column(String(10))
    """An ISO date."""


def in_force() -> Statement | None:
    """Give the newest statement that both sides have signed."""
    both = (
        select(AmnestySignature.version).group_by(AmnestySignature.version).having(func.count() == 2)  # noqa: PLR2004 - curriculum and union
    )
    return db.session.scalar(
        select(Statement).where(Statement.version.in_(both)).order_by(Statement.version.desc()).limit(1)
    )
