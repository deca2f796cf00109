"""What the inventory says of a table or a kind of file, and how."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

Row = Mapping[str, Any]


def always(_row: Row) -> bool:
    """Say of any row that it is so."""
    return True


def never(_row: Row) -> bool:
    """Say of any row that it is not so."""
    return False


def named(plain: str, **described: str) -> dict[str, str]:
    """List columns: those whose name is enough, and those that need words."""
    return dict.fromkeys(plain.split(), "") | described


def these(names: str) -> frozenset[str]:
    """Give names that stand in one line."""
    return frozenset(names.split())


@dataclass(frozen=True)
class Table:
    """One table: what it holds and why, how long, and how its rows hang on a practice or a week."""

    name: str
    holds: str
    kept: str
    columns: Mapping[str, str]
    """Every column, with words where its name is not enough."""

    practice: str = ""
    """The column that names a practice: its key, a list of keys, or a text that holds some."""
    weeks: tuple[str, ...] = ()
    """The columns that name a week, a day or a moment."""
    releases: tuple[str, ...] = ()
    """The columns that name the edition of a release, and by it a week."""

    typed: frozenset[str] = frozenset()
    """The columns that somebody wrote or chose: withheld until the row is public."""
    public: Callable[[Row], bool] = always
    """Whether what was typed in a row is public."""
    settled: Callable[[Row], bool] = never
    """Whether a row may stand on the staff's page: it does not move between releases."""
    inside: Mapping[str, str] = field(default_factory=dict)
    """The columns that the staff's page leaves out, and why."""
    secret: frozenset[str] = frozenset()
    """The columns that open something: no record shows them."""


@dataclass(frozen=True)
class File:
    """One kind of file in the data folder."""

    pattern: str
    """Its path, with a star for what differs."""
    holds: str
    kept: str

    def matches(self, path: str) -> bool:
        """Say whether a path below the data folder is of this kind."""
        wanted, parts = self.pattern.split("/"), path.split("/")
        return len(wanted) == len(parts) and all(map(fnmatchcase, parts, wanted))


FOREVER = "As long as the portal runs."
