"""How often each token stands in each field of each document: counted for very many at once, then sorted."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from portal.search.columns import Column
from portal.search.lists import once
from portal.search.postings import FIELDS
from portal.search.texts import Gathered
from portal.search.writing import Posting

_STEP = 1000
"""Tokens after which one tells how far the writing is."""

Progress = Callable[[float], None]
"""Is told now and then how much is done, from 0 to 1."""


class Tally:
    """Takes the words of some documents after the others, in the order of their numbers."""

    def __init__(self, tokens: Iterable[str]) -> None:
        """Take what lists the tokens by their numbers, once all are known."""
        self._tokens = tokens
        # A token in a field is a term.
        self._found: list[tuple[Column, Column, Column]] = []
        self._lengths: list[Column] = []

    def take(self, gathered: Gathered) -> None:
        """Count the next documents."""
        size = len(gathered.documents)
        tokens = np.append(gathered.main.numbers, gathered.more.numbers)
        passages = np.append(gathered.main.passages, gathered.more.passages)
        fields, documents = gathered.field[passages], gathered.document[passages]
        lengths = np.bincount(fields * size + documents, minlength=len(FIELDS) * size)
        self._lengths.append(lengths.reshape(len(FIELDS), size))
        found, counts = once((tokens * len(FIELDS) + fields) * size + documents)
        terms, documents = found // size, gathered.documents.start + found % size
        self._found.append((terms.astype(np.uint32), documents.astype(np.uint32), counts.astype(np.float32)))

    def lengths(self) -> dict[str, Column]:
        """Tell how many tokens each field of each document has."""
        nothing = np.zeros((len(FIELDS), 0), np.int64)
        return dict(zip(FIELDS, np.concatenate((nothing, *self._lengths), axis=1), strict=True))

    def postings(self, done: Progress) -> Iterator[Posting]:
        """Give the documents of each term, in the order of fields and tokens; `done` is told how far that is."""
        nothing = (np.zeros(0, np.uint32),) * 3
        terms, documents, counts = (np.concatenate(each) for each in zip(nothing, *self._found, strict=True))
        self._found.clear()
        often = np.bincount(terms)
        tokens, fields = [token.encode() for token in self._tokens], list(FIELDS)
        named = [divmod(term, len(fields)) for term in np.flatnonzero(often).tolist()]
        ordered = sorted((fields[field], tokens[token], token * len(fields) + field) for token, field in named)
        rank = np.zeros(len(often), np.uint32)
        rank[[term for *_, term in ordered]] = np.arange(len(ordered))
        # The documents of each term are in order already, and stay so.
        order = np.argsort(rank[terms], kind="stable")
        documents, counts, after = documents[order], counts[order], 0
        for place, (field, token, term) in enumerate(ordered):
            if place % _STEP == 0:
                done(place / len(ordered))
            first, after = after, after + int(often[term])
            yield Posting(field, token, documents[first:after], counts[first:after])
