"""What the index of one edition holds of one practice, read from its files as they lie on the disk."""

from dataclasses import dataclass
from pathlib import Path

from whoosh.index import EmptyIndexError, open_dir
from whoosh.reading import IndexReader, TermNotFound

from portal.search.postings import FIELDS
from portal.search.writing import NAME


@dataclass(frozen=True)
class InIndex:
    """One document of an index."""

    document: int
    """Its number, which follows the random keys."""
    stored: dict[str, str]
    words: dict[str, int]
    """How many words of it stand in each field that is searched; the index itself rounds large numbers."""


def look(folder: Path, practice_id: str) -> InIndex | None:
    """Look into an edition's folder; none when its index is not there or does not have the practice."""
    try:
        with open_dir(str(folder), indexname=NAME, readonly=True).reader() as reader:
            return _document(reader, practice_id)
    except (OSError, EmptyIndexError):
        return None


def _document(reader: IndexReader, practice_id: str) -> InIndex | None:
    try:
        number = reader.postings("id", practice_id.encode()).id()
    except TermNotFound:
        return None
    return InIndex(
        document=number,
        stored=reader.stored_fields(number),
        words={field: reader.doc_field_length(number, field) for field in FIELDS},
    )
