"""Where each token of a text stands: worked out once for a text, then asked by every question that finds it."""

from array import array
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from portal.search.forms import Form


class Places:
    """The tokens of a text and their places, held as tightly as they are looked through."""

    def __init__(self, forms: Sequence[Form]) -> None:
        """Take every token with its place in code points."""
        self._tokens = tuple(form.token for form in forms)
        self._starts = array("I", (form.start for form in forms))
        self._ends = array("I", (form.end for form in forms))

    def of(self, wanted: AbstractSet[str]) -> list[tuple[int, int]]:
        """Find the stretches that hold a wanted token, in order and apart."""
        if wanted.isdisjoint(self._tokens):
            return []
        starts, ends = self._starts, self._ends
        return _apart([(starts[at], ends[at]) for at, token in enumerate(self._tokens) if token in wanted])


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put stretches in order, and join those that overlap."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
