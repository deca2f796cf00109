"""Names that show without a list or without a capital: "Mrs. Okafor", "la Sra. Fuentes", "my student maria"."""

from collections.abc import Iterator

from portal.anonymity.scan_lists import Lists
from portal.anonymity.scan_marks import Text, fold
from portal.anonymity.scan_rules import patterns

_SAYS = patterns("names")

_SURE = frozenset(["mr", "mrs", "ms", "mx", "sr", "sra", "srta", "srita", "prof", "rev", "mme", "mlle", "msgr", "dr"])
"""Titles that are nothing else; "Coach" and "Miss" are words as well."""

_GREAT = frozenset(["dr", "mr", "miss", "professor", "don"])
"""Titles that people of books and of history bear: "Dr. King", "Don Quijote"."""


def titled(text: Text, lists: Lists) -> Iterator[tuple[int, int, bool]]:
    """Find names after a title, which need no list, and say of each whether it is somebody one could meet."""
    for match in _SAYS["titled"].finditer(text.plain):
        title, words = fold(match["title"]).rstrip("."), fold(match["name"]).split()
        end = match.end()
        while len(words) > 1 and words[-1] in lists.ordinary and not lists.is_family(words[-1]):
            end -= len(words.pop()) + 1
        yield match.start(), end, _is_met(title, words, lists)
    for match in _SAYS["titled_small"].finditer(text.low):
        typed_small = text.plain[match.start("name")].islower()
        if typed_small and (lists.is_sure(match["name"]) or (match["mister"] and match["name"] not in lists.ordinary)):
            yield *match.span(), True


def small(text: Text, lists: Lists) -> Iterator[tuple[int, int]]:
    """Find names written without a capital, where the words around leave no doubt."""
    for match in _SAYS["named_small"].finditer(text.low):
        if lists.is_given(match["name"]) and match["name"] not in lists.ordinary:
            yield match.span("name")
    for match in _SAYS["owned_small"].finditer(text.low):
        if lists.is_given(match["name"]) and not lists.is_doubtful(match["name"]):
            yield match.span("name")


def _is_met(title: str, words: list[str], lists: Lists) -> bool:
    """Say whether somebody with this title and name is one whom one could meet."""
    last = words[-1].rstrip(".")
    known = lists.is_known(words) or f"{title} {last}" in lists.known
    if known or (title in _GREAT and len(words) == 1 and last in lists.known):
        return False
    if title in _SURE:
        return last not in lists.ordinary or lists.is_family(last)
    other = lists.ordinary | lists.places
    return len(last) > 1 and (lists.is_listed(words[0]) or not {words[0], last} & other)
