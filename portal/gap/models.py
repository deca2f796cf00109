"""How often teachers said that something is allowed, and whether the page is public."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model


class AllowedCount(Model):
    """How many released practices of a task came with one answer to "is this allowed today?".

    The answer leaves the practice's own row when it is released: no row says of a text that it was not allowed.
    """

    __tablename__ = "allowed_count"

    axis: Mapped[str] = mapped_column(String(10), primary_key=True)
    """`subject` or `grade`: which part of the label it is counted under. The two are never counted together."""
    place: Mapped[str] = mapped_column(String(40), primary_key=True)
    """Code of the subject or of the grades, as the label had it at release."""
    task: Mapped[str] = mapped_column(String(40), primary_key=True)
    answer: Mapped[str] = mapped_column(String(10), primary_key=True)
    """yes, no or unsure."""
    count: Mapped[int]


class GapPage(Model):
    """A single row: whether both sides let all readers see the page."""

    __tablename__ = "gap_page"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    public: Mapped[bool] = mapped_column(default=False)
