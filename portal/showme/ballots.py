"""Ballots as they are stored, until they are counted, and the questions asked of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Id, Model, db
from portal.showme.models import ShowMe
from portal.showme.rules import About


class Ballot(Model):
    """One ballot, until it is counted. Its key is derived from a random number that only a page has held."""

    __tablename__ = "ballot"

    id: Mapped[Id]
    show_me_id: Mapped[str] = mapped_column(ForeignKey(ShowMe.id, ondelete="CASCADE"), index=True)
    about: Mapped[About] = mapped_column(
        db.Enum(About, native_enum=False, length=10, values_callable=lambda names: [n.value for n in names])
    )
    picks: Mapped[dict[str, Any]] = mapped_column(JSON)
    """For a vote: numbers of slips under "try" and "worry". Weeks later: an answer for each theme's key."""


def sessions_with(about: About) -> Sequence[ShowMe]:
    """List the sessions in which ballots wait to be counted."""
    keys = select(Ballot.show_me_id).where(Ballot.about == about)
    return db.session.scalars(select(ShowMe).where(ShowMe.id.in_(keys)).order_by(ShowMe.id)).all()


def waiting(show_me: ShowMe, about: About) -> Sequence[Ballot]:
    """List the ballots that are not counted yet, by key."""
    query = select(Ballot).where(Ballot.show_me_id == show_me.id, Ballot.about == about).order_by(Ballot.id)
    return db.session.scalars(query).all()


def count(show_me: ShowMe, about: About) -> int:
    """Count the ballots that are not counted yet. No page shows it while people vote."""
    query = select(func.count()).select_from(Ballot).where(Ballot.show_me_id == show_me.id, Ballot.about == about)
    return db.session.scalar(query) or 0
