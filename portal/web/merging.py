"""Two people wrote at once: put both changes together field by field, and say where only one of them can stay."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from portal.errors import StaleError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


@dataclass(frozen=True)
class Merged(Generic[T]):
    """What comes of two changes."""

    value: T
    """Both changes; mine in a field that both changed."""
    theirs: T
    """What is stored."""
    conflicts: tuple[str, ...]
    """Names of the fields that both changed, each otherwise."""
    taken: tuple[str, ...]
    """Names of the fields that only they changed."""


class ConflictError(StaleError):
    """Both changed the same field, each otherwise."""

    message = "Somebody changed this draft while you wrote. Both versions are here; choose what to keep."

    def __init__(self, merged: Merged[Any]) -> None:
        """Take what comes of both changes."""
        super().__init__()
        self.merged = merged


def merge(base: T | None, mine: T, theirs: T) -> Merged[T]:
    """Put my change of `base` together with theirs, which is stored. Without a base, whatever differs is a conflict."""
    conflicts, taken = [], []
    for name in (field.name for field in fields(mine)):
        was, my, their = (getattr(each, name, None) for each in (base, mine, theirs))
        if my == their:
            continue
        if base is not None and my == was:
            taken.append(name)
        elif base is None or their != was:
            conflicts.append(name)
    value = replace(mine, **{name: getattr(theirs, name) for name in taken})
    return Merged(value, theirs, tuple(conflicts), tuple(taken))


def settled(base: T | None, mine: T, theirs: T) -> T:
    """Put both changes together, or refuse where somebody has to choose."""
    merged = merge(base, mine, theirs)
    if merged.conflicts:
        raise ConflictError(merged)
    return merged.value
