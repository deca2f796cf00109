"""Letters as they are compared: without case, accents and look-alikes, and where each one came from."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

_SPELLED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
"""Latin letters that no accent can be taken from."""

_PLAIN_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "\u200b": " "})


def in_class(pairs: Iterable[tuple[int, int]]) -> str:
    """Write ranges of characters as they stand inside a class of a regular expression."""
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in pairs)


def _marks() -> Iterator[tuple[int, int]]:
    """Find the ranges of signs that belong to the letter before them."""
    codes = (code for code in range(0x300, 0x10000) if unicodedata.category(chr(code)).startswith("M"))
    for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]):
        low, *others = (code for _, code in run)
        yield low, others[-1] if others else low


MARKS = in_class(_marks())
"""Signs that belong to the letter before them and that `\\w` leaves out."""

_JOINED_TO_LAST = rf"{MARKS}\u1160-\u11ff\uff9e\uff9f"
_SEVERAL = re.compile(f"[{_JOINED_TO_LAST}]")
_CLUSTER = re.compile(f".[{_JOINED_TO_LAST}]*", re.DOTALL)
"""One character with the signs that belong to it."""


def fold(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """Take case, accents and look-alikes from a text; say where each character left of it comes from."""
    if text.isascii():
        return text.lower(), range(len(text)), range(1, len(text) + 1)
    clusters = _CLUSTER.findall(text) if _SEVERAL.search(text) else text
    folded = [_fold_cluster(cluster) for cluster in clusters]
    whole = "".join(folded)
    if len(whole) == len(clusters) == len(text) and "" not in folded:
        return whole, range(len(text)), range(1, len(text) + 1)
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for cluster, plain in zip(clusters, folded, strict=True):
        starts.extend([at] * len(plain))
        at += len(cluster)
        ends.extend([at] * len(plain))
    return whole, starts, ends


@lru_cache(maxsize=20_000)
def _fold_cluster(cluster: str) -> str:
    """Fold one character with the signs that belong to it."""
    plain = unicodedata.normalize("NFKC", cluster).translate(_PLAIN_MARKS).casefold()
    split = unicodedata.normalize("NFD", plain)
    if unicodedata.name(split[:1] or " ", "").startswith("LATIN"):
        plain = "".join(sign for sign in split if not unicodedata.combining(sign)).translate(_SPELLED)
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
