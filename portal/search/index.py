"""The index of one edition's cards: written once into a folder, then held open to answer questions.

Document numbers follow the cards' ids, which are random: the order in which practices arrived is not in
the folder. Words are found through Whoosh, filters and counts through `facets`.
"""

import math
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial, reduce
from itertools import islice
from pathlib import Path
from typing import Self

import numpy as np
from whoosh.index import EmptyIndexError, open_dir
from whoosh.searching import Searcher

from portal.errors import PortalError
from portal.search import bulk, cards_file, columns, complete, facets, matching, nearest, ranks, rows, spelling, writing
from portal.search.asking import ask
from portal.search.card import Card
from portal.search.cards_file import Cards
from portal.search.columns import Columns, Numbers
from portal.search.complete import COMPLETIONS, Completion, Terms, Title, Titles
from portal.search.criteria import Criteria, Known, Sort
from portal.search.facets import Alike, Facets, Option
from portal.search.folding import fold
from portal.search.hit import Hit, hit_of
from portal.search.matching import Matched
from portal.search.nearest import Nearest, Way
from portal.search.postings import Postings
from portal.search.question import Question, Word
from portal.search.spelling import Spelling
from portal.search.stops import says_nothing
from portal.search.words import Words, spelt
from portal.search.writing import Progress

PAGE = 20
"""Practices on a page."""

_STEP = 100
"""Cards after which a build tells how far it is."""

_CANDIDATES = 5
"""Corrections of one word that are tried."""

_TRIED = 24
"""Frequent words that are tried after the others typed so far."""

_MORE_OFTEN = 10
"""How many times as often as a word another one stands in texts that may have been meant."""


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


def build(
    folder: Path,
    cards: Iterable[Card],
    *,
    known: Known,
    labels: Callable[[Card], str],
    done: Progress = lambda _: None,
) -> None:
    """Write the cards and their index into an existing empty folder.

    `labels` gives the words of a card's codes (names of subjects, grades, tasks and tools), by which it is
    found too; the card it is asked about names the grades of its bands. The same cards in any other order
    give the same documents under the same numbers. `done` is told how far it is.
    """
    ordered = sorted(cards, key=lambda card: card.id)
    named = {card.id: labels(_graded(card, known)) for card in ordered}
    texts = ("\n".join((card.title, named[card.id], *card.words.values())) for card in ordered)
    spelling.write(folder, texts, also=(member for group in known.synonyms for member in group if " " not in member))
    words, index, in_order = (
        Words(known.synonyms),
        writing.Writer(folder, lambda share: done((1 + share) / 2)),
        rows.Writer(),
    )
    for number, card in enumerate(ordered):
        title, *parts = (words.read(text, card.language) for text in (card.title, *card.words.values()))
        codes = words.tokens(" ".join((card.kind, card.task, *card.subject, *card.tool)))
        label = words.read(named[card.id])
        index.add(card.id, {"title": _all(title), "text": _all(*parts), "labels": _all(label) + codes})
        in_order.add(main for main, _ in (title, *parts, label))
        if number % _STEP == 0:
            done(number / len(ordered) / 2)
    laid = cards_file.write(folder, ordered, known) | facets.columns(ordered, known) | ranks.columns(ordered)
    titles = complete.columns([card.title for card in ordered])
    columns.write(folder, laid | titles | index.write() | in_order.write(folder))
    done(1)


def _all(*read: tuple[list[str], list[str]]) -> list[str]:
    return [token for main, more in read for token in (*main, *more)]


def _graded(card: Card, known: Known) -> Card:
    """Name the grades of a card's bands, so that a band is found by "kindergarten" or "grade 7"."""
    return replace(card, grade=card.grade + tuple(grade for code in card.grade for grade in known.bands.get(code, ())))


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
        """Open the index in a folder; nothing is written there, and no card is parsed."""
        try:
            values = columns.read(folder)
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
        """Answer a question, leaving out what was taken down since the edition was built."""
        question = self._asked(criteria.q, hidden)
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
        """Tell how many practices a question finds."""
        return self._facets.count(criteria, self._matched(self._asked(criteria.q, hidden), hidden).numbers)

    def complete(self, typed: str, *, hidden: frozenset[str] = frozenset()) -> Completion:
        """Tell what somebody who has typed so far may be looking for."""
        begun = [plain for plain, _ in spelt(typed)]
        if not begun:
            return Completion((), ())
        numbers = self._titles.starting(begun)
        left = numbers[~np.isin(numbers, self._gone(hidden))]
        first = left[np.argsort(self._columns[Sort.RELEVANCE.value][left])][:COMPLETIONS]
        titles = tuple(Title(card.id, card.title) for card in map(self.cards.at, first.tolist()))
        return Completion(titles, tuple(self._going_on(typed, titles, hidden)))

    def newest(self, count: int, hidden: frozenset[str] = frozenset()) -> list[Card]:
        """Pick cards of the newest release: what the guide cites first, then one kind after the other."""
        shown = self._matched(Question(), hidden).numbers
        return [self.cards.at(number) for number in ranks.newest(self._columns, shown, count)]

    def grid(
        self, subjects: Sequence[str], bands: Sequence[str], hidden: frozenset[str] = frozenset()
    ) -> dict[tuple[str, str], int]:
        """Count what is made for each subject and fits each band."""
        return self._facets.grid(subjects, bands, self._matched(Question(), hidden).numbers)

    def nearest(self, criteria: Criteria, hidden: frozenset[str] = frozenset()) -> Nearest:
        """Look for questions nearby that find something, and for words that were misspelt."""

        def count(each: Criteria) -> int:
            return self.count(each, hidden=hidden)

        def whole(each: Criteria) -> int:
            matched = self._matched(self._asked(each.q, hidden), hidden)
            return self._facets.count(each, matched.kept(None if matched.some is None else ~matched.some).numbers)

        question = self._asked(criteria.q, hidden)
        likelier = self._likelier(criteria, question, hidden)
        way = Way("spelling", likelier, count(likelier))
        return Nearest(
            ways=nearest.ways(criteria, self.known, count),
            unknown=question.corrections,
            corrected=way if likelier != criteria and way.total else None,
            related=nearest.related(criteria, self._related(criteria.q, question), whole),
        )

    def alike(self, number: int) -> Alike:
        """Say which documents have the job, a subject or grades of one."""
        return self._facets.alike(number)

    def frequency(self, token: str) -> int:
        """Tell in how many texts a token stands."""
        return self._postings.frequency(token)

    def holding(self, token: str) -> Numbers:
        """List the documents whose text has a token."""
        return self._postings.holding(token)

    def _going_on(self, typed: str, titles: Iterable[Title], hidden: frozenset[str]) -> list[str]:
        """List whole words for the last one typed: after others, those that make a term or stand in a title with them.

        Where there are none, any word of a practice that has them all is offered, and at last any word.
        """
        *others, (last, _) = spelt(typed)
        frequent = _telling(self._spelling.beginning(last, _TRIED, self._only_in(hidden)))
        if not others:
            return frequent[:COMPLETIONS]
        in_titles = [form for each in titles for plain, form in spelt(each.title) if plain.startswith(last)]
        known = _telling(self._terms.ending([plain for plain, _ in others], last) + in_titles)
        before = " ".join(plain for plain, _ in others)
        for forms in (known, frequent):
            asked = ((form, ask(f"{before} {form}", self.words)) for form in forms)
            together = (form for form, question in asked if self._matched(question, hidden).exact)
            if found := list(islice(together, COMPLETIONS)):
                return found
        return frequent[:COMPLETIONS]

    def _asked(self, query: str, hidden: frozenset[str]) -> Question:
        return ask(query, self.words, partial(self._meant, hidden=hidden))

    def _matched(self, question: Question, hidden: frozenset[str]) -> Matched:
        """Find what the words alone find, without what was taken down."""
        unwanted = (self._postings.held(word).numbers for word in question.without)
        gone = reduce(np.union1d, unwanted, self._gone(hidden))
        if question.words:
            return matching.match([self._postings.held(word) for word in question.words], gone)
        return self._all.kept(matching.but(self._all.numbers, gone))

    def _gone(self, hidden: frozenset[str]) -> Numbers:
        numbers = (self.cards.number(each) for each in hidden)
        return np.array(sorted(number for number in numbers if number is not None), np.int32)

    def _holding(self, word: Word, hidden: frozenset[str]) -> int:
        """Count the practices that hold a word."""
        numbers = self._postings.held(word).numbers
        left = matching.but(numbers, self._gone(hidden)) if hidden else None
        return len(numbers) if left is None else int(np.count_nonzero(left))

    def _meant(self, word: Word, hidden: frozenset[str]) -> str | None:
        """Find what a word that nothing holds is read as; a word of a practice that is gone does not come back."""
        if self._holding(word, hidden):
            return None
        near = (*self._spelling.near(word.plain)[:_CANDIDATES], self._spelling.parted(word.plain))
        for candidate in filter(None, near):
            if all(self._holding(each, hidden) for each in ask(candidate, self.words).words):
                return candidate
        return ""

    def _words_of(self, hidden: frozenset[str]) -> Counter[str]:
        """Count the words of practices that were taken down, so that none of them is told any more."""
        gone = (self.cards[each] for each in hidden if each in self.cards)
        texts = ("\n".join((card.title, *card.words.values())) for card in gone)
        return Counter(plain for text in texts for plain in {plain for plain, _ in spelt(text)})

    def _likelier(self, criteria: Criteria, question: Question, hidden: frozenset[str]) -> Criteria:
        """Write the query anew with each seldom word as one like it that is far more frequent."""
        query = criteria.q
        for word in reversed(question.words):
            least = _MORE_OFTEN * self._holding(word, hidden)
            near = self._spelling.near(word.plain)[:_CANDIDATES]
            likelier = next((each for each in near if self._spelling.often(each) >= least > 0), "")
            if likelier:
                query = query[: word.start] + likelier + query[word.end :]
        return criteria.with_(q=query)

    def _related(self, query: str, question: Question) -> Iterator[str]:
        """Give other words to ask for: those of a query one by one, what means the same, what is spelt alike."""
        for word in question.words:
            yield query[word.start : word.end]
        for word in question.words:
            yield from (other for variant in word.variants for other in self.words.same(variant.tokens[0]))
        for correction in question.corrections:
            yield from self._spelling.near(fold(correction.typed)[0])[:_CANDIDATES]


def _telling(forms: Iterable[str]) -> list[str]:
    """Leave out what asks for nothing, and what differs from another one in capitals or accents alone."""
    once: dict[str, str] = {}
    for form in forms:
        once.setdefault(fold(form)[0], form)
    return [form for plain, form in once.items() if not says_nothing(plain)]


def _ends(searcher: Searcher) -> tuple[int | str, ...]:
    """Count the documents, and give the ids of the first and the last."""
    size = searcher.doc_count_all()
    return (size, *(searcher.stored_fields(number)["id"] for number in ((0, size - 1) if size else ())))
