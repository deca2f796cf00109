"""What the builder lays into an edition about its releases: the ISO week of each one, and nothing of a practice."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from portal import snapshot

NAME = "releases.json"


def write(folder: Path, weeks: Mapping[int, str]) -> None:
    """Lay the weeks, by edition, into an edition's folder."""
    (folder / NAME).write_text(json.dumps(weeks), encoding="utf-8")


def read(folder: Path) -> dict[int, date]:
    """Read back the Monday of each release's week, by the edition that it made."""
    weeks: dict[str, str] = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return {int(edition): date.fromisoformat(f"{week}-1") for edition, week in weeks.items()}


def mondays() -> dict[int, date]:
    """Give the Mondays of the releases that readers see now."""
    return snapshot.loaded(read)
