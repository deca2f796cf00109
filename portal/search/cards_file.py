"""Every card of an edition in one file, with the codes that filters may hold; the index lies beside it."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from portal.search.card import Card, Caution, Cited, Citing, Reports
from portal.search.criteria import Known

NAME = "cards.json"


def write(folder: Path, cards: Sequence[Card], known: Known) -> None:
    """Write the cards in the order given, so that they can be read back as they are."""
    lines = ",\n".join(_line(asdict(card)) for card in cards)
    head = ",\n".join(f'"{name}": {_line(value)}' for name, value in vars(known).items())
    whole = f'{{{head},\n"cards": [\n{lines}\n]}}\n'
    (folder / NAME).write_text(whole, encoding="utf-8")


def read(folder: Path) -> tuple[tuple[Card, ...], Known]:
    """Read back the cards in their order, and the codes."""
    whole = json.loads((folder / NAME).read_text(encoding="utf-8"))
    cards = whole.pop("cards")
    return tuple(_card(_frozen(each)) for each in cards), Known(**_frozen(whole))


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
    return json.dumps(value, ensure_ascii=False, default=dict)


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
