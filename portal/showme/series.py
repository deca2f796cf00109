"""What sessions of one series add up to: which themes and asks were new, which came back, and what was said of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.showme.rules import ENOUGH, same


class Came(StrEnum):
    """How something stands in one session of a series."""

    NOT = ""
    NEW = "new"
    """For the first time."""
    BACK = "back"
    """An earlier session had it."""


@dataclass(frozen=True)
class Said:
    """What one session said: a theme with what people said of it, or an ask with what became of it."""

    name: str
    tries: int = 0
    worries: int = 0
    worked: int = 0
    changes: int = 0
    did_not: int = 0
    became: str = ""

    @property
    def total(self) -> int:
        """How many have said weeks later how it went."""
        return self.worked + self.changes + self.did_not


@dataclass(frozen=True)
class Session:
    """One session, and what it said."""

    key: str
    title: str
    on: str
    """An ISO date."""
    themes: tuple[Said, ...] = ()
    asks: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One thing in one session. Fewer than five are never told, so that no sum over a row can tell them either."""

    came: Came = Came.NOT
    tries: int = 0
    """How often it was "I'd try this", where at least five times."""
    worries: int = 0
    said: Said | None = None
    """How it went weeks later, where it is told."""


@dataclass(frozen=True)
class Row:
    """One theme or ask, with a cell for each session, the oldest first."""

    name: str
    cells: tuple[Cell, ...]
    became: str = ""
    """What became of an ask."""

    @property
    def times(self) -> int:
        """In how many sessions it came up."""
        return sum(bool(cell.came) for cell in self.cells)


@dataclass(frozen=True)
class Series:
    """All of it, for a page."""

    name: str
    sessions: tuple[Session, ...]
    """The oldest first."""
    themes: tuple[Row, ...]
    """What came up most often first."""
    asks: tuple[Row, ...]
    sentence: str
    """What the series taught."""


def add_up(name: str, sessions: Iterable[Session]) -> Series:
    """Lay sessions side by side, the oldest first, what they have in common by its name."""
    ordered = tuple(sessions)
    themes = _rows([session.themes for session in ordered])
    asks = _rows([session.asks for session in ordered])
    return Series(name, ordered, themes, asks, _taught(themes, asks, len(ordered)))


def _rows(columns: Sequence[Sequence[Said]]) -> tuple[Row, ...]:
    names = {same(said.name): said.name for column in columns for said in column}
    rows = [_row(name, [_find(key, column) for column in columns]) for key, name in names.items()]
    return tuple(sorted(rows, key=lambda row: (-row.times, row.name.casefold())))


def _row(name: str, column: Sequence[Said | None]) -> Row:
    cells, seen = [], False
    for said in column:
        if said is None:
            cells.append(Cell())
            continue
        cells.append(
            Cell(
                came=Came.BACK if seen else Came.NEW,
                tries=said.tries if said.tries >= ENOUGH else 0,
                worries=said.worries if said.worries >= ENOUGH else 0,
                said=said if said.total >= ENOUGH else None,
            )
        )
        seen = True
    return Row(name, tuple(cells), became=next((said.became for said in reversed(column) if said), ""))


def _find(key: str, column: Sequence[Said]) -> Said | None:
    return next((said for said in column if same(said.name) == key), None)


def _taught(themes: Sequence[Row], asks: Sequence[Row], sessions: int) -> str:
    """Say in a sentence or two what came back; a series of one has nothing to come back yet."""
    if sessions == 1:
        return "One session so far. What comes back shows from the second one on."
    said = [_came_back(themes, sessions, "theme")]
    if any(row.times > 1 for row in asks):
        said.append(_came_back(asks, sessions, "ask"))
    return " ".join(said)


def _came_back(rows: Sequence[Row], sessions: int, what: str) -> str:
    most = max((row.times for row in rows), default=0)
    if most <= 1:
        return f"No theme came back: each of the {sessions} sessions talked about something else."
    top = [row.name.rstrip(" .") for row in rows if row.times == most]
    if most < sessions:
        where = f"in {most} of {sessions} sessions"
    else:
        where = "in both sessions" if sessions == 2 else f"in all {sessions} sessions"  # noqa: PLR2004 - both
    many = f"One {what}" if len(top) == 1 else f"{len(top)} {what}s"
    return f"{many} came back {where}: {'; '.join(f'“{name}”' for name in top)}."
