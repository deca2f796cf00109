"""The words of all texts of an edition, taken down together.

A piece of text between spaces is read once and is a number from then on, and so is each of its tokens; what follows is
done with the numbers of a few thousand documents at once. What comes of it is what `Words` gives for one text after
the other.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

import numpy as np

from portal.search.columns import Column, Mask
from portal.search.forms import ENGLISH, SPANISH, forms_in, spelt_in
from portal.search.lists import Lists, Numbered
from portal.search.tree import Tree
from portal.search.words import Words, stemmed

_TOGETHER = 4096
"""Documents that are gathered at once."""

_PIECES = 200_000
"""Pieces after which the next ones are read anew: about 100 MB."""

_LANGUAGES = (ENGLISH, SPANISH)


class Passage(NamedTuple):
    """A part of a document."""

    field: str
    """Where its words are found."""
    text: str
    language: str = ENGLISH
    read: bool = True
    """Whether somebody reads it: then it counts for phrases and spelling, too."""


class At(NamedTuple):
    """Numbers of words, and the passage in which each stands, by its place among those gathered."""

    numbers: Column
    passages: Column

    def among(self, passages: Mask) -> "At":
        """Keep those of some passages."""
        kept = passages[self.passages]
        return At(self.numbers[kept], self.passages[kept])


class Gathered(NamedTuple):
    """The words of some documents that follow one another."""

    documents: range
    document: Column
    """Of each passage, counted from the first of these."""
    field: Column
    """Of each passage, as its place among the fields."""
    read: Mask
    """Of each passage, whether somebody reads it."""
    main: At
    """The main token at each place, in order."""
    more: At
    """The other tokens under which a place is found."""
    spelt: At
    """The words as they are spelt."""


class Texts:
    """Reads documents; what has a number here is listed by it."""

    def __init__(self, words: Words, fields: Iterable[str]) -> None:
        """Take the groups of synonyms, and the fields in which words are found."""
        self._fields = list(fields)
        self.tokens: Numbered[str] = Numbered()
        self.spelt: Numbered[tuple[str, str]] = Numbered()
        """Words in small letters without accents, with how they are written."""
        self._tree = Tree((words.members(language).root for language in _LANGUAGES), self.tokens)
        self._begin()

    def gather(self, documents: Iterable[Iterable[Passage]]) -> Iterator[Gathered]:
        """Read documents, each given as its passages, and give the words of a few thousand of them at once."""
        rest, first = iter(documents), 0
        while some := list(islice(rest, _TOGETHER)):
            if len(self._main) > _PIECES:
                self._begin()
            yield self._gathered(some, range(first, first + len(some)))
            first += len(some)

    def _begin(self) -> None:
        """Begin with no piece."""
        self._main, self._more, self._written = Lists(), Lists(), Lists()
        self._known = {language: _Read(partial(self._read, language=language)) for language in _LANGUAGES}

    def _read(self, piece: str, language: str) -> int:
        """Take down the words of a piece, and give its number."""
        found = forms_in(piece, language)
        self._main.add(self.tokens[token] for token in found.tokens)
        self._more.add(self.tokens[form.token] for form in found.more)
        return self._written.add(self.spelt[pair] for pair in spelt_in(piece))

    def _gathered(self, documents: list[Iterable[Passage]], numbers: range) -> Gathered:
        pieces, passages = array("I"), []
        for number, document in enumerate(documents):
            for each in document:
                known = stemmed(each.language)
                pieces_of = each.text.split()
                pieces.extend(map(self._known[known].__getitem__, pieces_of))
                where = self._fields.index(each.field), _LANGUAGES.index(known)
                passages.append((len(pieces_of), number, *where, each.read))
        lengths, document, field, language, read = np.array(passages, np.int64).reshape(-1, 5).T
        held = At(np.array(pieces), np.repeat(np.arange(len(passages)), lengths))
        main, more, spelt = (_of(held, words) for words in (self._main, self._more, self._written))
        groups, places = self._tree.within(main.numbers, main.passages, language[main.passages])
        more = At(np.append(more.numbers, groups), np.append(more.passages, main.passages[places]))
        return Gathered(numbers, document, field, read.astype(np.bool_), main, more, spelt)


class _Read(dict[str, int]):
    """Pieces that were read, and their numbers."""

    def __init__(self, read: Callable[[str], int]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, piece: str) -> int:
        number = self[piece] = self._read(piece)
        return number


def _of(pieces: At, words: Lists) -> At:
    """Give the words of pieces."""
    numbers, places = words.of(pieces.numbers)
    return At(numbers, pieces.passages[places])
