"""What the files of the editions on this machine hold of a practice."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal import snapshot
from portal.guide import heard
from portal.search import cards_file, columns, held, rows, spelling

_GUIDE = "guide.jsonl"


@dataclass(frozen=True)
class InEdition:
    """One practice in the files of one edition."""

    edition: str
    """The name of the edition's folder."""
    files: tuple[str, ...]
    """The files that hold something of it."""
    card: dict[str, Any]
    """What readers see of it."""
    index: held.InIndex | None
    cited: bool
    """Whether an issue of the guide in this edition names it."""


def holding(key: str) -> Iterator[InEdition]:
    """Look through the folder of every edition, one that is just being built as well."""
    for folder in sorted(path for path in snapshot.editions().iterdir() if path.is_dir()):
        card, index, cited = cards_file.one(folder, key), held.look(folder, key), _names(folder / _GUIDE, key)
        if card or index or cited:
            files = {
                cards_file.NAME: bool(card),
                columns.NAME: bool(card),
                rows.NAME: bool(card),
                spelling.NAME: bool(card),
                **dict.fromkeys(sorted(path.name for path in folder.glob("cards_*.*")), index is not None),
                _GUIDE: cited,
                heard.NAME: _names(folder / heard.NAME, key),
            }
            yield InEdition(folder.name, tuple(name for name, holds in files.items() if holds), card, index, cited)


def _names(file: Path, key: str) -> bool:
    # The builder may delete an old edition while we look.
    with suppress(FileNotFoundError):
        return key in file.read_text(encoding="utf-8")
    return False
