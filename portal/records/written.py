"""Records as JSON: the same bytes for whoever asks."""

import dataclasses
import json
from typing import Any

from portal.records import inventory
from portal.records.entries import File, Table
from portal.records.everything import Everything
from portal.records.record import Record


def record(found: Record) -> str:
    """Write what is held of a practice or a week, each table with the sentence that says what it is for."""
    return _json(
        {
            "about": found.about,
            "in_short": found.in_short,
            "tables": {each.table: {**_told(inventory.table(each.table)), "rows": each.rows} for each in found.tables},
            "editions": [dataclasses.asdict(each) for each in found.editions],
        }
    )


def kinds() -> str:
    """Write which kinds of things are held, without a number that moves."""
    return _json(
        {
            "tables": {entry.name: {**_told(entry), "columns": entry.columns} for entry in inventory.TABLES},
            "files": {entry.pattern: _told(entry) for entry in inventory.FILES},
        }
    )


def everything(found: Everything) -> str:
    """Write the inventory with its counts."""
    return _json(
        {
            "tables": {
                each.table.name: {**_told(each.table), "columns": each.table.columns, "rows": each.rows}
                for each in found.tables
            },
            "files": {each.file.pattern: {**_told(each.file), "found": dict(each.found)} for each in found.files},
            "unplaced": found.unplaced,
        }
    )


def _told(entry: Table | File) -> dict[str, str]:
    return {"holds": entry.holds, "kept": entry.kept}


def _json(whole: dict[str, Any]) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
