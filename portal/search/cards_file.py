"""Every card of an edition, a line each in one file, parsed when it is asked for; and the codes filters may hold."""

import json
import os
import weakref
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from portal.search.card import Card, Caution, Cited, Citing, Reports
from portal.search.columns import Column, Columns
from portal.search.criteria import Known

NAME = "cards.json"

KEPT = 2_000
"""Parsed cards that a process keeps, the last used ones: about 15 MB."""


def write(folder: Path, cards: Sequence[Card], known: Known) -> dict[str, Column]:
    """Write the cards in the order given, which is that of their ids; tell the ids, and where each line starts."""
    starts = []
    with (folder / NAME).open("wb") as file:
        head = ",\n".join(f'"{name}": {_line(value)}' for name, value in vars(known).items())
        file.write(f'{{{head},\n"cards": [\n'.encode())
        for number, card in enumerate(cards):
            starts.append(file.tell())
            file.write(_line(card).encode() + (b",\n" if number < len(cards) - 1 else b"\n"))
        starts.append(file.tell())
        file.write(b"]}\n")
    return {"id": np.array([card.id.encode() for card in cards], "S"), "start": np.array(starts, np.int64)}


class Cards(Mapping[str, Card]):
    """The cards by id. Each look parses one, unless it was among the last ones; a walk through all parses all."""

    def __init__(self, folder: Path, columns: Columns) -> None:
        """Open the file, and hold it open: it is deleted when a newer edition takes its place."""
        self._ids = columns["id"]
        start, end = columns["start"][[0, -1]].tolist()
        file = os.open(folder / NAME, os.O_RDONLY | os.O_CLOEXEC)
        self.close = weakref.finalize(self, os.close, file)
        if os.fstat(file).st_size != end + len("]}\n"):
            raise ValueError(NAME)
        head = json.loads(os.pread(file, start, 0) + b"]}")
        del head["cards"]
        self.known = Known(**_frozen(head))
        self.at = lru_cache(KEPT)(partial(_parsed, file, columns["start"]))

    def __getitem__(self, practice_id: str) -> Card:
        """Give the card of a practice."""
        number = self.number(practice_id)
        if number is None:
            raise KeyError(practice_id)
        return self.at(number)

    def __iter__(self) -> Iterator[str]:
        """List the ids in order, without a look at any card."""
        return (each.decode() for each in self._ids.tolist())

    def __len__(self) -> int:
        """Count the cards."""
        return len(self._ids)

    def __contains__(self, practice_id: object) -> bool:
        """Say whether there is a card, without a look at it."""
        return isinstance(practice_id, str) and self.number(practice_id) is not None

    def number(self, practice_id: str) -> int | None:
        """Find the place of a practice among the ids."""
        wanted = practice_id.encode()
        number = int(self._ids.searchsorted(wanted))
        return number if number < len(self._ids) and self._ids[number] == wanted else None

    def id(self, number: int) -> str:
        """Give the id at a place."""
        return bytes(self._ids[number]).decode()


def one(folder: Path, practice_id: str) -> dict[str, Any]:
    """Give one card as it is written; an empty one where it is not."""
    start = f'{{"id": "{practice_id}"'
    try:
        with (folder / NAME).open(encoding="utf-8") as lines:
            found = next((line for line in lines if line.startswith(start)), "{}")
    except FileNotFoundError:
        return {}
    card: dict[str, Any] = json.loads(found.rstrip().rstrip(","))
    return card


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass or a mapping
    """Give a card's fields in their order."""
    return dict(value) if isinstance(value, Mapping) else vars(value)


def _parsed(file: int, starts: Column, number: int) -> Card:
    start, end = starts[number : number + 2].tolist()
    # Read, not mapped: what was once looked at would count as this process's memory.
    return _card(_frozen(json.loads(os.pread(file, end - start, start).rstrip(b",\n"))))


def _card(values: dict[str, Any]) -> Card:
    reports, cited = values["reports"], values["cited"]
    cautions = tuple(Caution(**each) for each in reports["cautions"])
    return Card(
        **values
        | {
            "reports": Reports(**reports | {"cautions": cautions}),
            "cited": cited and Cited(**cited | {"lines": tuple(Citing(**line) for line in cited["lines"])}),
        }
    )


def _frozen(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Turn lists into the tuples they were."""
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value
