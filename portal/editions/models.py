"""Releases as they are stored."""

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model, db


class Release(Model):
    """A batch of practices made public together."""

    __tablename__ = "release"

    edition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    week: Mapped[str] = mapped_column(String(8))
    practices: Mapped[int]


def last_week() -> str:
    """Give the ISO week of the last release; empty before the first."""
    return db.session.scalar(select(Release.week).order_by(Release.edition.desc()).limit(1)) or ""


def weeks() -> dict[int, str]:
    """Give the ISO week of every release, by its edition."""
    return {release.edition: release.week for release in db.session.scalars(select(Release))}


def latest() -> Release | None:
    """Give the last release."""
    return db.session.scalar(select(Release).order_by(Release.edition.desc()).limit(1))
