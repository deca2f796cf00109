"""Writes the words of an edition into Whoosh's index, in the shape in which they are read fastest.

Postings come in large blocks without positions. The texts come as tokens, so Whoosh's analysis is passed by, and its
pool, which sorts every single posting, gives way to one list for each token.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import ID, FieldType, Schema
from whoosh.formats import Existence
from whoosh.index import create_in
from whoosh.util.numeric import byte_to_length, length_to_byte

from portal.search.columns import Column
from portal.search.postings import FIELDS

NAME = "cards"

_BLOCK = 4096
"""Postings that are read at once."""

_Posting = tuple[str, bytes, int, float, bytes]
"""Field, token, document, how often, and nothing."""


class Tokens(FieldType):  # type: ignore[misc] # Whoosh has no types
    """A field whose value is a list of tokens; how often each stands there is all that is kept."""

    def __init__(self) -> None:
        """Keep the length of each value, by which words are weighed."""
        super().__init__(format=Existence(), analyzer=None, scorable=True)

    def index(self, value: Sequence[str], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Give each token with how often it stands there."""
        for token, count in Counter(value).items():
            yield token.encode(), count, float(count), b""


class _Pool:
    """Postings by field and token. Documents come in the order of their numbers, so they never need sorting."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, bytes], tuple[array[int], array[float]]] = {}

    def add(self, posting: _Posting) -> None:
        field, token, number, weight, _ = posting
        found = self._found.get((field, token))
        if found is None:
            found = self._found[field, token] = (array("I"), array("f"))
        found[0].append(number)
        found[1].append(weight)

    def iter_postings(self) -> Iterator[_Posting]:
        for (field, token), (numbers, weights) in sorted(self._found.items()):
            for number, weight in zip(numbers, weights, strict=True):
                yield field, token, number, weight, b""

    def cleanup(self) -> None:
        self._found.clear()


class Writer:
    """Takes the words of one document after the other, in the order of their numbers."""

    def __init__(self, folder: Path) -> None:
        """Begin an index in an empty folder."""
        codec = W3Codec(blocklimit=_BLOCK, compression=0)
        # The least and the greatest length in a block serve only a search that stops early; ours needs every match.
        codec.length_stats = False
        self._index = create_in(
            str(folder), Schema(id=ID(stored=True), **dict.fromkeys(FIELDS, Tokens())), indexname=NAME
        )
        # One file for all would be copied into the memory of each process that opens it.
        self._writer = self._index.writer(codec=codec, compound=False)
        self._writer.pool = _Pool()
        self._lengths: dict[str, list[int]] = {name: [] for name in FIELDS}

    def add(self, practice_id: str, tokens: Mapping[str, Sequence[str]]) -> None:
        """Take the tokens of each field of the next document."""
        self._writer.add_document(id=practice_id, **tokens)
        for name, each in tokens.items():
            # As rounded as Whoosh's own.
            self._lengths[name].append(byte_to_length(length_to_byte(len(each))))

    def write(self) -> dict[str, Column]:
        """Write the index; tell how long each field of each document is."""
        self._writer.commit()
        self._index.close()
        return {f"{name}_length": np.array(each, np.int32) for name, each in self._lengths.items()}
