"""The index of one edition's cards: written once into a folder, then held open to answer questions.

Document numbers follow the cards' ids, which are random: the order in which practices arrived is not in
the folder. Words are found through Whoosh, filters and counts through `facets`.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Self

from whoosh.fields import ID, KEYWORD, Schema
from whoosh.index import EmptyIndexError, create_in, open_dir
from whoosh.scoring import BM25F

from portal.errors import PortalError
from portal.search import cards_file, nearest, spelling
from portal.search.asking import ask
from portal.search.card import Card
from portal.search.criteria import Criteria, Known, Sort
from portal.search.facets import Facets, Option, as_bits, as_numbers
from portal.search.hit import Hit, hit_of
from portal.search.nearest import Nearest, Unknown, Way
from portal.search.postings import FIELDS, Postings
from portal.search.question import Question, Word
from portal.search.spelling import Spelling
from portal.search.words import Words

PAGE = 20
"""Practices on a page."""

NAME = "cards"
_MEMORY = 64
"""Megabytes of postings that a build holds at once; beyond them it uses files inside its folder."""

_SPELLED = 3
"""Unknown words of a query that are looked up for a correction."""

_CANDIDATES = 5
"""Corrections of one word that are tried."""


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


def build(folder: Path, cards: Iterable[Card], *, known: Known, labels: Callable[[Card], str]) -> None:
    """Write the cards and their index into an existing empty folder.

    `labels` gives the words of a card's codes (names of subjects, grades, tasks and tools), by which it is
    found too; the card it is asked about names the grades of its bands. The same cards in any other order
    give the same documents under the same numbers.
    """
    ordered = sorted(cards, key=lambda card: card.id)
    named = {card.id: labels(_graded(card, known)) for card in ordered}
    cards_file.write(folder, ordered, known)
    spelling.write(folder, ("\n".join((card.title, named[card.id], *card.words.values())) for card in ordered))
    words = Words(known.synonyms)
    index = create_in(str(folder), _schema(), indexname=NAME)
    with index.writer(limitmb=_MEMORY) as writer:
        for card in ordered:
            writer.add_document(
                id=card.id,
                title=" ".join(words.tokens(card.title, card.language)),
                text=" ".join(words.tokens("\n".join(card.words.values()), card.language)),
                labels=" ".join(
                    words.tokens("\n".join((named[card.id], card.kind, card.task, *card.subject, *card.tool)))
                ),
            )
    index.close()


def _schema() -> Schema:
    """Describe the fields: words without positions, and no text, which the file of cards holds."""
    searched = {name: KEYWORD(scorable=True) for name in FIELDS}
    return Schema(id=ID(stored=True), **searched)


def _graded(card: Card, known: Known) -> Card:
    """Name the grades of a card's bands, so that a band is found by "kindergarten" or "grade 7"."""
    return replace(card, grade=card.grade + tuple(grade for code in card.grade for grade in known.bands.get(code, ())))


class Index:
    """The open index of one edition. A worker keeps it for as long as that edition is current."""

    def __init__(self, cards: tuple[Card, ...], known: Known, spelt: Spelling, postings: Postings) -> None:
        """Hold the cards in the order of their document numbers, and count them once."""
        self.cards = {card.id: card for card in cards}
        self.known = known
        self.words = Words(known.synonyms)
        self._ordered = cards
        self._number = {card.id: number for number, card in enumerate(cards)}
        self._facets = Facets(cards, known)
        self._ranks = {sort: _ranks(cards, sort) for sort in Sort}
        self._spelling = spelt
        self._postings = postings

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the index in a folder; nothing is written there."""
        try:
            cards, known = cards_file.read(folder)
            spelt = spelling.read(folder)
            searcher = open_dir(str(folder), indexname=NAME, readonly=True).searcher(weighting=BM25F(title_B=0.3))
        except (OSError, ValueError, KeyError, TypeError, EmptyIndexError) as error:
            raise NoIndexError from error
        if [fields["id"] for _, fields in searcher.reader().iter_docs()] != [card.id for card in cards]:
            raise NoIndexError
        return cls(cards, known, spelt, Postings(searcher))

    def close(self) -> None:
        """Let go of the folder."""
        self._postings.close()

    def find(self, criteria: Criteria, *, hidden: frozenset[str] = frozenset()) -> Found:
        """Answer a question, leaving out what was taken down since the edition was built."""
        question = ask(criteria.q, self.words)
        asked = question.words
        scores = self._postings.scores(asked) if asked else {}
        among = self._shown(hidden) & (as_bits(scores, len(self._ordered)) if asked else -1)
        numbers = as_numbers(among & self._facets.left(criteria))
        ranks = self._ranks[criteria.sort]
        if asked and criteria.sort is Sort.RELEVANCE:
            numbers.sort(key=lambda number: (-scores[number], ranks[number]))
        else:
            numbers.sort(key=ranks.__getitem__)
        first = (criteria.page - 1) * PAGE
        return Found(
            total=len(numbers),
            page=criteria.page,
            pages=math.ceil(len(numbers) / PAGE),
            hits=tuple(
                hit_of(card, partial(self.words.spans, wanted=question.tokens, language=card.language))
                for card in (self._ordered[number] for number in numbers[first : first + PAGE])
            ),
            facets=self._facets.options(criteria, among),
            question=question,
            exact=len(numbers),
        )

    def count(self, criteria: Criteria, *, hidden: frozenset[str] = frozenset()) -> int:
        """Tell how many practices a question finds."""
        asked = ask(criteria.q, self.words).words
        among = self._shown(hidden) & (as_bits(self._postings.scores(asked), len(self._ordered)) if asked else -1)
        return (among & self._facets.left(criteria)).bit_count()

    def nearest(self, criteria: Criteria, hidden: frozenset[str] = frozenset()) -> Nearest:
        """Look for questions nearby that find something, and for words that were misspelt."""

        def count(each: Criteria) -> int:
            return self.count(each, hidden=hidden)

        strange = [word for word in ask(criteria.q, self.words).words if not self._holding(word, hidden)]
        meant = {word: self._meant(word, hidden) for word in strange[:_SPELLED]}
        corrected = _respelt(criteria, meant)
        way = Way("spelling", corrected, count(corrected))
        return Nearest(
            ways=nearest.ways(criteria, self.known, count),
            unknown=tuple(Unknown(criteria.q[word.start : word.end], meant.get(word, "")) for word in strange),
            corrected=way if corrected != criteria and way.total else None,
        )

    def _shown(self, hidden: frozenset[str]) -> int:
        gone = (self._number[each] for each in hidden if each in self._number)
        return ((1 << len(self._ordered)) - 1) & ~as_bits(gone, len(self._ordered))

    def _holding(self, word: Word, hidden: frozenset[str]) -> int:
        return self._shown(hidden) & as_bits(self._postings.scores([word]), len(self._ordered))

    def _meant(self, word: Word, hidden: frozenset[str]) -> str:
        """Find the word nearest to a strange one; a word of a practice that is gone does not come back."""
        for candidate in self._spelling.near(word.plain)[:_CANDIDATES]:
            if all(self._holding(each, hidden) for each in ask(candidate, self.words).words):
                return candidate
        return ""


def _ranks(cards: tuple[Card, ...], sort: Sort) -> list[int]:
    """Give each document its place when no word was asked for; ids, being random, break ties."""
    keys: dict[Sort, Callable[[int], tuple[int, ...]]] = {
        Sort.RELEVANCE: lambda number: (
            cards[number].level != "official",
            -cards[number].reports.total,
            number,
        ),
        Sort.TRIED: lambda number: (-cards[number].reports.total, number),
        Sort.NEWEST: lambda number: (-cards[number].edition, number),
    }
    ranks = [0] * len(cards)
    for rank, number in enumerate(sorted(range(len(cards)), key=keys[sort])):
        ranks[number] = rank
    return ranks


def _respelt(criteria: Criteria, meant: Mapping[Word, str]) -> Criteria:
    """Write the query anew with each word as it may have been meant."""
    query = criteria.q
    for word in sorted(meant, key=lambda word: -word.start):
        if meant[word]:
            query = query[: word.start] + meant[word] + query[word.end :]
    return criteria.with_(q=query)
