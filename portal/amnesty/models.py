"""Amnesty statements and who signed them. Nothing here is ever changed or deleted: the database itself refuses."""

from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy import ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.amnesty import rules
from portal.db import Model, db
from portal.staff.roles import Role
from portal.web import markup


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


@dataclass(frozen=True)
class Version:
    """A statement with its signatures, as pages show it."""

    number: int
    text: str
    content_hash: str
    proposed_on: str
    signatures: tuple[AmnestySignature, ...]

    @property
    def html(self) -> Markup:
        """Give the text as safe HTML."""
        return markup.to_html(self.text)

    @property
    def sides(self) -> frozenset[Role]:
        """Say which sides have signed."""
        return frozenset(signature.side for signature in self.signatures)

    @property
    def since(self) -> str:
        """Give the date of the last signature: with both, the day it came into force."""
        return max((signature.on for signature in self.signatures), default="")


def in_force() -> Version | None:
    """Give the newest statement that both sides have signed."""
    return by_version(rules.in_force(_signed()))


def versions() -> list[Version]:
    """List every statement that was ever in force, the newest first."""
    ever = [version for version, sides in _signed().items() if rules.in_force({version: sides})]
    return [found for version in sorted(ever, reverse=True) if (found := by_version(version))]


def pending() -> Version | None:
    """Give the proposal that waits for a signature: the newest text, unless it is in force already."""
    number = newest()
    return by_version(number) if number > rules.in_force(_signed()) else None


def newest() -> int:
    """Give the number of the newest text, signed or not; 0 before the first."""
    return db.session.scalar(select(func.max(Statement.version))) or 0


def by_version(number: int) -> Version | None:
    """Find a statement by its number."""
    row = db.session.get(Statement, number)
    if row is None:
        return None
    query = select(AmnestySignature).where(AmnestySignature.version == number).order_by(AmnestySignature.side)
    return Version(row.version, row.text, row.content_hash, row.proposed_on, tuple(db.session.scalars(query)))


def _signed() -> dict[int, set[Role]]:
    signed = defaultdict(set)
    for version, side in db.session.execute(select(AmnestySignature.version, AmnestySignature.side)):
        signed[version].add(side)
    return signed
