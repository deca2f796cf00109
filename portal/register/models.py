"""Changes of AI tools, as staff noted them."""

from collections.abc import Collection, Sequence

from sqlalchemy import String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model, db


class ToolChange(Model):
    """A tool does something else than before: other terms, another model, another price. It is never changed."""

    __tablename__ = "tool_change"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Counts up from 1."""
    tool: Mapped[str] = mapped_column(String(40))
    """Code of the vocabulary."""
    on: Mapped[str] = mapped_column(String(10))
    """The ISO date on which staff noted it."""
    what: Mapped[str] = mapped_column(Text)
    """What changed, in one line that readers see."""
    edition: Mapped[int]
    """The edition that told of it first: reports counted later were made knowing the tool as it is now."""


def changes() -> Sequence[ToolChange]:
    """List every change, the newest first."""
    return db.session.scalars(select(ToolChange).order_by(ToolChange.number.desc())).all()


def newest() -> int:
    """Give the number of the newest change; 0 before the first."""
    return db.session.scalar(select(func.max(ToolChange.number))) or 0


def changes_after(number: int, tools: Collection[str]) -> Sequence[ToolChange]:
    """List the changes of any of these tools after the one with this number, the oldest first."""
    query = select(ToolChange).where(ToolChange.number > number, ToolChange.tool.in_(sorted(tools)))
    return db.session.scalars(query.order_by(ToolChange.number)).all()
