"""Where each token of a text stands: worked out once for a text, then asked by every question that finds it."""

from array import array
from collections.abc import Iterable, Sequence

from portal.search.forms import Form


class Places:
    """The tokens of a text and their places."""

    def __init__(self, forms: Sequence[Form]) -> None:
        """Take every token with its place in code points."""
        self._starts = array("I", (form.start for form in forms))
        self._ends = array("I", (form.end for form in forms))
        # The first place of each token, and from each place the next of the same: lists would take far more memory.
        self._first: dict[str, int] = {}
        self._next = array("i", bytes(4 * len(forms)))
        for at in range(len(forms) - 1, -1, -1):
            self._next[at] = self._first.get(forms[at].token, -1)
            self._first[forms[at].token] = at

    def of(self, wanted: Iterable[str]) -> list[tuple[int, int]]:
        """Find the stretches that hold a wanted token, in order and apart."""
        places = []
        for token in wanted:
            at = self._first.get(token, -1)
            while at >= 0:
                places.append((self._starts[at], self._ends[at]))
                at = self._next[at]
        return _apart(places)


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put stretches in order, and join those that overlap."""
    if len(places) < 2:  # noqa: PLR2004 - one is in order, and apart
        return places
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
