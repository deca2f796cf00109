"""What in a text could point at a person: shown to its author before anything is kept, and to moderators.

Each mark carries a reason and a suggestion in plain words. The rules would rather mark too much than too little:
a mark never blocks, the author decides.
"""

import re
from dataclasses import replace

from portal.anonymity import scan_names, scan_patterns, scan_phrases
from portal.anonymity.scan_marks import Local, Mark, read

__all__ = ["Local", "Mark", "find"]

_NOWHERE = Local()


def find(text: str, local: Local = _NOWHERE) -> list[Mark]:
    """Mark what could point at a person, in the order of the text and without overlaps.

    Where two rules claim the same words, the one whose shape is surer has them: a pattern, then a phrase, then a
    name. Patterns stand in the order of their file; among phrases and among names the longer mark wins.
    """
    seen = read(text)
    claims = [
        *scan_patterns.find(seen, local),
        *sorted(scan_phrases.find(seen), key=_longest_first),
        *sorted(scan_names.find(seen, local), key=_longest_first),
    ]
    taken = bytearray(len(text))
    kept: list[Mark] = []
    for mark in claims:
        if taken.find(1, mark.start, mark.end) < 0:
            taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
            kept.append(_opening(mark, text))
    return sorted(kept, key=lambda mark: mark.start)


def _opening(mark: Mark, text: str) -> Mark:
    """Give the suggestion a capital where the mark opens a sentence."""
    opens = not text[: mark.start].strip() or _END.search(text, max(0, mark.start - 4), mark.start)
    if not opens or not text[mark.start].isupper():
        return mark
    return replace(mark, suggestion=mark.suggestion[:1].upper() + mark.suggestion[1:])


_END = re.compile(r"[.!?…:\n][\"”’)*_]?\s*[\"“*_-]?\s?$")


def _longest_first(mark: Mark) -> tuple[int, int]:
    return mark.start - mark.end, mark.start
