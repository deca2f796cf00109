"""Postings read whole: block by block where we know the file's own shape, else one after the other.

The fast way touches names that Whoosh keeps to itself. Nothing else of the portal does, a test holds both ways
equal, and `PORTAL_BULK=off` switches a site to the slow one.
"""

from collections.abc import Callable

import numpy as np
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching import Matcher
from whoosh.searching import Searcher

from portal.search.columns import Numbers, Scores

Whole = tuple[Numbers, Scores]
"""The documents that hold a token, by number, and how often each has it."""

Read = Callable[[Searcher, str, str], Whole]
"""Reads all postings of a token in a field that holds it."""


def read(searcher: Searcher, field: str, token: str) -> Whole:
    """Read whole blocks: document numbers as their differences, and all weights at once."""
    matcher = searcher.reader().postings(field, token)
    return _blocks(matcher) if type(matcher) is W3LeafMatcher else _each(matcher)


def read_each(searcher: Searcher, field: str, token: str) -> Whole:
    """Read by what Whoosh offers to everybody, one posting after the other."""
    return _each(searcher.reader().postings(field, token))


def _blocks(matcher: W3LeafMatcher) -> Whole:
    numbers, weights = [], []
    while matcher.is_active():
        matcher._read_data()  # noqa: SLF001 - see above
        steps, counts, _ = matcher._data  # noqa: SLF001
        size = len(steps)
        numbers.append(np.cumsum(np.fromiter(steps, np.int32, size), dtype=np.int32))
        if isinstance(counts, tuple):
            weights.append(np.fromiter(counts, np.float32, size))
        else:
            weights.append(np.full(size, 1.0 if counts is None else counts, np.float32))
        matcher._next_block()  # noqa: SLF001
    return np.concatenate(numbers), np.concatenate(weights)


def _each(matcher: Matcher) -> Whole:
    numbers, weights = [], []
    while matcher.is_active():
        numbers.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return np.array(numbers, np.int32), np.array(weights, np.float32)
