"""Practices as a table for a spreadsheet: codes and labels, one row for each, and no cell that could be a formula."""

import csv
import io

from portal.pages.takeaway import Takeaway
from portal.practices.kinds import KINDS
from portal.search.card import Card
from portal.trials.panel import LEVEL_WORDS
from portal.vocabulary.words import Vocabulary

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula."""

_PARTS = tuple(dict.fromkeys(part.name for kind in KINDS.values() for part in kind.parts))
_PICKS = tuple(dict.fromkeys(pick.name for kind in KINDS.values() for pick in kind.picks))


def render(takeaway: Takeaway, words: Vocabulary) -> str:
    """Write the table, with the mark at its start by which a spreadsheet knows UTF-8."""
    text = io.StringIO()
    rows = [_row(card, takeaway, words) for card in takeaway.cards]
    table = csv.DictWriter(text, fieldnames=list(_row(_NOTHING, takeaway, words)))
    table.writeheader()
    table.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
    return f"\ufeff{text.getvalue()}"


def harmless(value: str | int) -> str | int:
    """Put an apostrophe before what would be a formula; a number of ours is only a number."""
    # Some programs leave out spaces in front.
    text = str(value)
    begun = text[: len(text) - len(text.lstrip()) + 1]
    risky = isinstance(value, str) and any(sign in _FORMULA for sign in begun)
    return f"'{value}" if risky else value


_NOTHING = Card("", "", "", {}, (), (), "")
"""A card whose row has every column."""


def _row(card: Card, takeaway: Takeaway, words: Vocabulary) -> dict[str, str | int]:
    reports = card.reports
    return {
        "title": card.title,
        "kind": card.kind,
        **{part: card.words.get(part, "") for part in _PARTS},
        **_both("subject", "subjects", card.subject, words),
        **_both("grade", "grades", card.grade, words),
        **_both("task", "tasks", (card.task,) if card.task else (), words),
        **_both("tool", "tools", card.tool, words),
        **_both("language", "languages", (card.language,) if card.language else (), words),
        **{key: value for name in _PICKS for key, value in _both(name, name, card.picks.get(name, ()), words).items()},
        "minutes": "" if card.minutes is None else card.minutes,
        "level": card.level,
        "level_label": LEVEL_WORDS[card.level],
        "guide": "yes" if card.guide else "no",
        "worked": reports.worked,
        "with_changes": reports.changes,
        "did_not": reports.did_not,
        "id": card.id,
        "question": takeaway.asked,
        "found_at": takeaway.address,
        "source": takeaway.source,
        "note": " ".join(takeaway.notes),
    }


def _both(name: str, of: str, codes: tuple[str, ...], words: Vocabulary) -> dict[str, str | int]:
    """Give codes and their labels, as the import reads several: parted by semicolons."""
    return {name: ";".join(codes), f"{name}_label": "; ".join(words.label(of, code) for code in codes)}
