"""Writes the words of an edition into Whoosh's index, in the shape in which they are read fastest.

Postings come in large blocks without positions. They come counted and in order, so Whoosh's analysis and its pool,
which take one posting after the other, are passed by; what is written is what Whoosh writes and reads.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter
from whoosh.fields import ID, FieldType, Schema
from whoosh.filedb.filestore import Storage
from whoosh.formats import Existence
from whoosh.index import create_in
from whoosh.util.numeric import byte_to_length, length_to_byte

from portal.search.columns import Column
from portal.search.postings import FIELDS

NAME = "cards"

BLOCK = 4096
"""Postings that are read at once."""


class Posting(NamedTuple):
    """The documents that hold a token in a field, by number, and how often each holds it."""

    field: str
    token: bytes
    documents: Column
    counts: Column


def write(folder: Path, ids: Sequence[str], lengths: Mapping[str, Column], postings: Iterable[Posting]) -> None:
    """Write the index of documents with these keys into an empty folder.

    `lengths` are those of each field, document by document; postings come in the order of fields and tokens.
    """
    index = create_in(str(folder), schema(), indexname=NAME)
    # One file for all would be copied into the memory of each process that opens it.
    writer = index.writer(codec=_Codec(), compound=False)
    writer.pool = _Pool(chain(_keys(ids), postings))
    for number, practice_id in enumerate(ids):
        writer.add_document(id=practice_id, **{name: int(each[number]) for name, each in lengths.items()})
    writer.commit()
    index.close()


def rounded(lengths: Column) -> Column:
    """Round lengths as Whoosh does, which keeps a byte of each."""
    return np.array([byte_to_length(length_to_byte(length)) for length in lengths.tolist()], np.int32)


def schema() -> Schema:
    """Name the fields of the index."""
    return Schema(id=ID(stored=True), **dict.fromkeys(FIELDS, _Tokens()))


def _keys(ids: Sequence[str]) -> Iterator[Posting]:
    """Let each document be found by its key; "id" comes before the names of the other fields."""
    for number, practice_id in enumerate(ids):
        yield Posting("id", practice_id.encode(), np.array([number]), np.ones(1))


class _Tokens(FieldType):  # type: ignore[misc] # Whoosh has no types
    """A field whose words come from elsewhere; its value is how many there are."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None, scorable=True)

    def index(self, value: int, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Tell the length, by which words are weighed."""
        yield b"", value, float(value), b""


class _Pool:
    """Stands where Whoosh would keep and sort one posting after the other."""

    def __init__(self, postings: Iterable[Posting]) -> None:
        self._postings = postings

    def add(self, _posting: object) -> None:
        """Keep nothing: the postings come whole."""

    def iter_postings(self) -> Iterable[Posting]:
        """Give the postings, once."""
        return self._postings

    def cleanup(self) -> None:
        """Leave nothing: nothing was kept."""


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own shape, uncompressed and in large blocks."""

    length_stats = False
    """The least and the greatest length in a block serve only a search that stops early; ours needs every match."""

    def field_writer(self, storage: Storage, segment: object) -> "_FieldWriter":
        """Take whole lists of postings."""
        return _FieldWriter(self, storage, segment)

    def postings_writer(self, file: BinaryIO, byteids: bool = False) -> "_PostingsWriter":  # noqa: FBT001, FBT002 - as Whoosh's
        """Write large blocks."""
        return _PostingsWriter(file, blocklimit=BLOCK, byteids=byteids, compression=0)


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Takes all postings of a token at once."""

    def add_postings(self, schema: Schema, _lengths: object, postings: Iterable[Posting]) -> None:
        """Write postings that come in the order of fields and tokens."""
        for name, of_field in groupby(postings, attrgetter("field")):
            self.start_field(name, schema[name])
            for posting in of_field:
                self.start_term(posting.token)
                self._postwriter.add_all(posting)
                self.finish_term()
            self.finish_field()


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Fills whole blocks; Whoosh writes them."""

    def add_all(self, posting: Posting) -> None:
        """Take the documents of a token."""
        for first in range(0, len(posting.documents), BLOCK):
            if first:
                self._write_block()
            self._ids = posting.documents[first : first + BLOCK].tolist()
            self._weights = posting.counts[first : first + BLOCK].tolist()
            self._maxweight = max(self._weights)
