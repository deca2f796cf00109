"""How the benchmarks of the search print what must be reached, what was, and whether that is enough."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line: a figure and its bound."""

    name: str
    bound: float
    measured: float | None
    """None when it was not measured this time."""
    least: bool = False
    """Whether the bound is the least it may be, not the most."""

    def __str__(self) -> str:
        """Write the line."""
        bound = f"{'≥' if self.least else '≤'} {self.bound:g}"
        if self.measured is None:
            return f"{self.name:58}{bound:>9}{'–':>10}"
        passes = self.measured >= self.bound if self.least else self.measured <= self.bound
        return f"{self.name:58}{bound:>9}{self.measured:10.3g}  {'yes' if passes else 'NO'}"


def show(rows: Iterable[Row]) -> None:
    """Print one table."""
    print(f"{'':58}{'required':>9}{'measured':>10}  reached")
    for row in rows:
        print(row)


def named(size: int) -> str:
    """Write a number of practices shortly."""
    return f"{size // 1000}k"
