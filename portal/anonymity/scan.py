"""What in a text could point at a person: shown to its author before anything is kept, and to moderators.

Each mark carries a reason and a suggestion in plain words. The rules would rather mark too much than too little:
a mark never blocks, the author decides.
"""

from portal.anonymity import scan_names, scan_patterns, scan_phrases
from portal.anonymity.scan_marks import Local, Mark, read

__all__ = ["Local", "Mark", "find"]

_NOWHERE = Local()


def find(text: str, local: Local = _NOWHERE) -> list[Mark]:
    """Mark what could point at a person, in the order of the text and without overlaps.

    Where two rules claim the same words, the one whose shape is surer has them: a pattern, then a phrase, then a
    name. Among equals the longer mark wins.
    """
    seen = read(text)
    kept: list[Mark] = []
    for family in (scan_patterns.find, scan_phrases.find, scan_names.find):
        kept = _joined(kept, family(seen, local))
    return kept


def _joined(kept: list[Mark], more: list[Mark]) -> list[Mark]:
    """Add the marks that touch none of those kept, the longer first where two of them touch; in order."""
    taken = sorted(kept, key=lambda mark: mark.start)
    fresh: list[Mark] = []
    for mark in sorted(more, key=lambda mark: (mark.start, -mark.end)):
        if fresh and mark.start < fresh[-1].end:
            if mark.end - mark.start > fresh[-1].end - fresh[-1].start:
                fresh[-1] = mark
            continue
        fresh.append(mark)
    joined: list[Mark] = []
    at = 0
    for mark in fresh:
        while at < len(taken) and taken[at].end <= mark.start:
            joined.append(taken[at])
            at += 1
        if at == len(taken) or taken[at].start >= mark.end:
            joined.append(mark)
    return joined + taken[at:]
