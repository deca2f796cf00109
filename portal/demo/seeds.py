"""What the invented district is made of: the files of `seed/`, read as they are."""

import json
from typing import Any

from portal.district import ROOT

Row = dict[str, Any]


def text(name: str) -> str:
    """Read a text of the seed."""
    return (ROOT / "seed" / name).read_text(encoding="utf-8").strip()


def rows(name: str) -> list[Row]:
    """Read a list of the seed: one row on each line."""
    return [json.loads(line) for line in text(f"{name}.jsonl").splitlines()]


def batch(name: str, number: int) -> list[Row]:
    """Read those rows of a list that belong to one release."""
    return [row for row in rows(name) if row["batch"] == number]


def whole(name: str) -> Row:
    """Read a seed that is one object."""
    found: Row = json.loads(text(f"{name}.json"))
    return found
