"""The index of one edition's cards, held open to answer questions.

Words are found through Whoosh, filters and counts through `facets`.
"""

import math
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Self

import numpy as np
from whoosh.index import EmptyIndexError, open_dir
from whoosh.searching import Searcher

from portal.errors import PortalError
from portal.search import bulk, columns, matching, nearest, ranks, rows, spelling, understood, whole, writing
from portal.search.card import Card
from portal.search.cards_file import Cards
from portal.search.columns import Columns, Numbers
from portal.search.complete import COMPLETIONS, Completion, Terms, Title, Titles, completion
from portal.search.criteria import Criteria, Sort
from portal.search.facets import Alike, Facets, Option
from portal.search.guesses import Guesses
from portal.search.hit import Hit, hit_of
from portal.search.matching import Matched
from portal.search.nearest import Nearest, Way
from portal.search.postings import Postings
from portal.search.question import Question, Word
from portal.search.spelling import Spelling
from portal.search.words import Words, spelt

PAGE = 20
"""Practices on a page."""


class NoIndexError(PortalError):
    """The folder of the edition is not there, or is not whole."""

    status = 503
    message = "The list of practices is being prepared. Try again in a minute."


@dataclass(frozen=True)
class Found:
    """One page of an answer."""

    total: int
    page: int
    pages: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[Option, ...]]
    """The options of each filter by its name, in the order of the vocabulary."""
    question: Question
    """How the words were understood."""
    exact: int
    """How many of all that was found hold every word; they come first."""


class Index:
    """The open index of one edition. A worker keeps it for as long as that edition is current."""

    def __init__(self, cards: Cards, columns: Columns, speller: Spelling, postings: Postings) -> None:
        """Hold what was opened."""
        self.cards = cards
        self.known = cards.known
        self.words = Words(cards.known.synonyms)
        self._columns = columns
        self._facets = Facets(columns, cards.known)
        self._all = matching.everything(len(cards))
        self._titles = Titles(columns)
        self._terms = Terms(cards.known.synonyms)
        self._spelling = speller
        self._only_in = lru_cache(2)(self._words_of)
        self._postings = postings

    @classmethod
    def open(cls, folder: Path, read: bulk.Read = bulk.read) -> Self:
        """Open the index in a folder; nothing is written there, and no card is parsed.

        `read` is the way in which postings are read. A folder that is not whole raises a NoIndexError.
        """
        try:
            values = columns.read(folder)
            if not whole.is_whole(folder, values):
                raise NoIndexError
            cards, speller = Cards(folder, values), spelling.read(folder)
            in_rows = rows.Rows(folder, values)
            searcher = open_dir(str(folder), indexname=writing.NAME, readonly=True).searcher()
        except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, EmptyIndexError) as error:
            raise NoIndexError from error
        if _ends(searcher) != (len(cards), *map(cards.id, (0, -1) if cards else ())):
            searcher.close()
            raise NoIndexError
        return cls(cards, values, speller, Postings(searcher, values, in_rows, read))

    def close(self) -> None:
        """Let go of the folder."""
        self._postings.close()
        self.cards.close()

    def find(self, criteria: Criteria, *, hidden: frozenset[str] = frozenset(), size: int = PAGE) -> Found:
        """Answer a question, with so many practices on a page; a page past the end is empty.

        `hidden` are the ids of what was taken down since the edition was built, here as everywhere below: ids that
        the edition does not have do no harm.
        """
        question = self._guesses(hidden).question(criteria.q)
        wanted = question.tokens
        matched = self._matched(question, hidden)
        mask, options = self._facets.narrowed(criteria, matched.numbers)
        found = matched.kept(mask)
        total, start = len(found.numbers), (criteria.page - 1) * size
        if criteria.sort is not Sort.RELEVANCE:
            found = replace(found, scores=None)
        ranks, official = self._columns[criteria.sort.value], self._columns["official"]
        numbers = matching.first(found, ranks, official, start=start, end=start + size)
        return Found(
            total=total,
            page=criteria.page,
            pages=math.ceil(total / size),
            hits=tuple(
                hit_of(card, partial(self.words.spans, wanted=wanted, language=card.language))
                for card in map(self.cards.at, numbers.tolist())
            ),
            facets=options,
            question=question,
            exact=found.exact,
        )

    def count(self, criteria: Criteria, *, hidden: frozenset[str] = frozenset()) -> int:
        """Tell how many practices a question finds, on all of its pages."""
        return self._facets.count(criteria, self._matched(self._guesses(hidden).question(criteria.q), hidden).numbers)

    def complete(self, typed: str, *, hidden: frozenset[str] = frozenset()) -> Completion:
        """Tell what somebody who has typed so far may be looking for."""
        begun = [plain for plain, _ in spelt(typed)]
        if not begun:
            return Completion((), ())
        numbers = self._titles.starting(begun)
        left = numbers[~np.isin(numbers, self._gone(hidden))]
        first = left[np.argsort(self._columns[Sort.RELEVANCE.value][left])][:COMPLETIONS]
        titles = tuple(Title(card.id, card.title) for card in map(self.cards.at, first.tolist()))
        return completion(titles, self._guesses(hidden).going_on(typed, titles))

    def newest(self, count: int, hidden: frozenset[str] = frozenset()) -> list[Card]:
        """Pick so many cards of the newest release: what the guide cites first, then one kind after the other."""
        shown = self._matched(Question(), hidden).numbers
        return [self.cards.at(number) for number in ranks.newest(self._columns, shown, count)]

    def grid(
        self, subjects: Sequence[str], bands: Sequence[str], hidden: frozenset[str] = frozenset()
    ) -> dict[tuple[str, str], int]:
        """Count what each subject and each band together find, by both codes; unknown codes are left out."""
        return self._facets.grid(subjects, bands, self._matched(Question(), hidden).numbers)

    def nearest(self, criteria: Criteria, hidden: frozenset[str] = frozenset()) -> Nearest:
        """Look for questions nearby that find something, and for words that were misspelt."""

        def count(each: Criteria) -> int:
            # As its link will be read: grades in the words become the filter where none is chosen any more.
            return self.count(understood.read(each, self.known), hidden=hidden)

        def whole_count(each: Criteria) -> int:
            matched = self._matched(guesses.question(each.q), hidden)
            return self._facets.count(each, matched.kept(None if matched.some is None else ~matched.some).numbers)

        guesses = self._guesses(hidden)
        question = guesses.question(criteria.q)
        likelier = criteria.with_(q=guesses.likelier(criteria.q, question))
        way = Way("spelling", likelier, count(likelier))
        return Nearest(
            ways=nearest.ways(criteria, self.known, count),
            corrected=way if likelier != criteria and way.total else None,
            related=nearest.related(criteria, guesses.related(criteria.q, question), whole_count),
        )

    def alike(self, number: int) -> Alike:
        """Say which documents have the job, a subject or grades of one, given by its number."""
        return self._facets.alike(number)

    def frequency(self, token: str) -> int:
        """Tell in how many texts a token stands."""
        return self._postings.frequency(token)

    def holding(self, token: str) -> Numbers:
        """List the documents whose text has a token."""
        return self._postings.holding(token)

    def _matched(self, question: Question, hidden: frozenset[str]) -> Matched:
        """Find what the words alone find, without what was taken down."""
        unwanted = (self._postings.held(word).numbers for word in question.without)
        gone = np.unique(np.concatenate((self._gone(hidden), *unwanted)))
        if question.words:
            return matching.match([self._postings.held(word) for word in question.words], gone)
        return self._all.kept(matching.but(self._all.numbers, gone))

    def _gone(self, hidden: frozenset[str]) -> Numbers:
        numbers = (self.cards.number(each) for each in hidden)
        return np.array(sorted(number for number in numbers if number is not None), np.int32)

    def _guesses(self, hidden: frozenset[str]) -> Guesses:
        return Guesses(
            words=self.words,
            spelling=self._spelling,
            terms=self._terms,
            holding=partial(self._holding, self._gone(hidden)),
            together=lambda question: self._matched(question, hidden).exact,
            gone=partial(self._only_in, hidden),
        )

    def _holding(self, gone: Numbers, word: Word) -> int:
        """Count the practices that hold a word."""
        numbers = self._postings.held(word).numbers
        left = matching.but(numbers, gone)
        return len(numbers) if left is None else int(np.count_nonzero(left))

    def _words_of(self, hidden: frozenset[str]) -> Counter[str]:
        """Count the words of practices that were taken down, so that none of them is told any more."""
        gone = (self.cards[each] for each in hidden if each in self.cards)
        texts = ("\n".join((card.title, *card.words.values())) for card in gone)
        return Counter(plain for text in texts for plain in {plain for plain, _ in spelt(text)})


def _ends(searcher: Searcher) -> tuple[int | str, ...]:
    """Count the documents, and give the ids of the first and the last."""
    size = searcher.doc_count_all()
    return (size, *(searcher.stored_fields(number)["id"] for number in ((0, size - 1) if size else ())))
