"""How much of a row a record shows: words wait until they are public, and secrets are never told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from portal.records.entries import Row, Table


class Sight(Enum):
    """Who a record is for."""

    PAGE = "A page of staff's: public practices, and nothing that moves between two releases."
    RECORD = "Whoever asks: everything, but words that are not public yet are withheld."
    ALL = "Whoever must see every word that is stored."


def as_stored(row: Row) -> dict[str, Any]:
    """Give a row as plain values, decoded."""
    return {name: _plain(value) for name, value in row.items()}


def seen(entry: Table, row: Row, sight: Sight) -> dict[str, Any]:
    """Give a row with what may not be shown replaced by the reason."""
    public = sight is Sight.ALL or entry.public(row)
    return {name: _seen(entry, name, value, sight, public) for name, value in row.items()}


def _seen(entry: Table, name: str, value: Any, sight: Sight, public: bool) -> Any:  # noqa: ANN401, FBT001 - whatever a column holds
    if name in entry.secret:
        return "withheld: a secret"
    if sight is Sight.PAGE and name in entry.inside:
        return f"withheld: {entry.inside[name]}"
    return value if public or name not in entry.typed else _withheld(value)


def _withheld(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """Say how much there is instead of what; nothing stays nothing."""
    if isinstance(value, Mapping):
        return {name: _withheld(each) for name, each in value.items()}
    if value in (None, "", []):
        return value
    if isinstance(value, str):
        return f"withheld: {len(value):,} {'character' if len(value) == 1 else 'characters'}, not public yet"
    if isinstance(value, Sequence):
        return f"withheld: {len(value)} {'choice' if len(value) == 1 else 'choices'}, not public yet"
    return "withheld: a number, not public yet"


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime) else value
