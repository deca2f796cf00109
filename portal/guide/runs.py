"""Which words of a text stayed, came and went."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum

_ALIKE = 0.4
"""Below this share of common words a text is shown as replaced: single words that stayed would only confuse."""


class Sign(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


Runs = tuple[tuple[Sign, str], ...]
"""Signs with their words, in the order of reading."""


def words(before: str, after: str) -> Runs:
    """Say which words of a text stayed, came and went; nothing where it stayed the same."""
    if before == after:
        return ()
    old, new = _split(before), _split(after)
    matcher = SequenceMatcher(
        None, [word.strip(" ") for word in old], [word.strip(" ") for word in new], autojunk=False
    )
    runs = _runs(matcher, old, new)
    # Texts that differ only in their spaces, or have little in common, are told whole.
    if matcher.ratio() < _ALIKE or all(sign is Sign.KEPT for sign, _ in runs):
        return tuple((sign, text) for sign, text in ((Sign.REMOVED, before), (Sign.ADDED, after)) if text)
    return runs


def items(before: Sequence[str], after: Sequence[str]) -> Runs:
    """Say which of a list's lines came and went."""
    if tuple(before) == tuple(after):
        return ()
    old, new = ([f"{item}\n" for item in items] for items in (before, after))
    return _runs(SequenceMatcher(None, old, new, autojunk=False), old, new)


def _runs(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Runs:
    found: list[tuple[Sign, str]] = []
    space = ""  # behind the last word that stayed, where only the old text has one
    for what, a, b, c, d in matcher.get_opcodes():
        was, now = "".join(old[a:b]), "".join(new[c:d])
        if what == "equal":
            found.append((Sign.KEPT, now))
            space = " " if was.endswith(" ") and not now.endswith(" ") else ""
        else:
            found += [(Sign.REMOVED, was and space + was), (Sign.ADDED, now)]
    return tuple((sign, text) for sign, text in found if text)


def _split(text: str) -> list[str]:
    """Cut a text into words, each with the spaces behind it, and line ends."""
    return re.findall(r"\n|[^ \n]+ *| +", text)
