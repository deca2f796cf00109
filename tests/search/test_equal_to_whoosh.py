"""Answers are those that Whoosh's own queries and a walk through every card give, whichever way postings are read."""

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
from whoosh.fields import KEYWORD, Schema
from whoosh.index import create_in, open_dir
from whoosh.query import And, DisjunctionMax, Or, Term
from whoosh.scoring import BM25F

from bench import corpus
from portal.search import bulk, writing
from portal.search.asking import ask
from portal.search.building import build, graded
from portal.search.criteria import FACETS, GUIDE, LEVELS, Criteria
from portal.search.facets import STEPS
from portal.search.index import Index
from portal.search.matching import ENOUGH, NEAR
from portal.search.postings import FIELDS
from portal.search.words import Words

SOME = 120
"""Invented practices that the sixty questions of the benchmark are asked of."""


class Plainly:
    """Answers as slowly and plainly as can be."""

    def __init__(self, folder, cards, known, labels):
        self.cards = sorted(cards, key=lambda card: card.id)
        self.known = known
        self.labels = labels
        self.words = Words(known.synonyms)
        self.searcher = open_dir(str(folder), indexname=writing.NAME).searcher(weighting=BM25F(title_B=0.3))
        self.values = {card.id: {name: self._values(card, name) for name in FACETS} for card in self.cards}
        self.scores = {}

    def found(self, criteria):
        """Score what is found before filters: by document, whether it holds all words, and how well."""
        question = ask(criteria.q, self.words)
        each = [self._scores(word.variants) for word in question.words]
        unwanted = {number for word in question.without for number in self._scores(word.variants)}
        held = Counter(number for scores in each for number in scores)
        left = {n: count for n, count in held.items() if n not in unwanted}
        enough = (m for m in range(len(each), 0, -1) if sum(count >= m for count in left.values()) >= ENOUGH)
        least = next(enough, 1)
        wanted = [n for n in held if held[n] >= least] if each else range(len(self.cards))
        return {
            n: (held[n] == len(each), sum(scores.get(n, 0) for scores in each)) for n in wanted if n not in unwanted
        }

    def fits(self, card, criteria, *, but=""):
        """Say whether a card passes every filter but one."""
        minutes = card.minutes if card.reports.minutes is None else card.reports.minutes
        enough = criteria.minutes is None or (minutes is not None and minutes >= criteria.minutes)
        return (enough or but == "minutes") and all(
            self.values[card.id][name].intersection(criteria.chosen(name))
            for name in FACETS
            if criteria.chosen(name) and name != but
        )

    def counts(self, criteria, found, name):
        """Count the values of a facet among the cards found."""
        among = [self.cards[n] for n in found if self.fits(self.cards[n], criteria, but=name)]
        if name == "minutes":
            values = [Criteria(minutes=int(step)) for step in STEPS]
            return {str(each.minutes): sum(self.fits(card, each) for card in among) for each in values}
        return Counter(value for card in among for value in self.values[card.id][name] if value in self.known.of(name))

    def _scores(self, variants):
        """Remember the score of each word: the benchmark's questions share most of theirs."""
        if variants not in self.scores:
            self.scores[variants] = self._scored(variants)
        return self.scores[variants]

    def _scored(self, variants):
        """Let Whoosh score one word: its best variant, each the sum of its tokens, each the sum of its fields."""
        ways = [And([self._token(token, variant.worth) for token in variant.tokens]) for variant in variants]
        scored = [
            {n: score for n, score in self._asked(way).items() if not variant.adjacent or self._in_a_row(n, variant)}
            for way, variant in zip(ways, variants, strict=True)
        ]
        if not any(variant.adjacent for variant in variants):
            assert self._asked(DisjunctionMax(ways)).keys() == {n for scores in scored for n in scores}
        return {n: max(scores.get(n, 0) for scores in scored) for scores in scored for n in scores}

    def _token(self, token, worth):
        return Or([Term(name, token, boost=boost * worth) for name, boost in FIELDS.items()])

    def _asked(self, query):
        results = self.searcher.search(query, limit=None, optimize=False)
        return {n: score for score, n in results.top_n}

    def _in_a_row(self, number, variant):
        card, size = self.cards[number], len(variant.tokens)
        rows = [self.words.sequence(text, card.language) for text in (card.title, *card.words.values())]
        rows.append(self.words.sequence(self.labels(graded(card, self.known))))
        return any(tuple(row[at : at + size]) == variant.tokens for row in rows for at in range(len(row)))

    def _values(self, card, name):
        match name:
            case "subject":
                return set(self.known.of("subject")) if "any" in card.subject else set(card.subject)
            case "grade":
                return self._grades(card)
            case "tool":
                return set(card.tool)
            case "guide":
                return set(GUIDE) if card.guide else set()
            case _:
                return {getattr(card, name)}

    def _grades(self, card):
        if "UG" in card.grade:
            return set(self.known.of("grade"))
        single = {g for code in card.grade for g in self.known.bands.get(code, (code,))}
        return single | {band for band, grades in self.known.bands.items() if single & set(grades)}


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Build an index, and give the plain answer beside our own by both ways of reading."""

    def of(cards, known, labels):
        folder = tmp_path_factory.mktemp("equal") / "edition"
        folder.mkdir()
        build(folder, cards, known=known, labels=labels)
        plainly = Plainly(folder, cards, known, labels)
        indices = [Index.open(folder, read) for read in (bulk.read, bulk.read_each)]
        opened.extend((plainly.searcher, *indices))
        return plainly, indices

    opened = []
    yield of
    for each in opened:
        each.close()


def assert_equal(plainly, indices, criteria):
    found = plainly.found(criteria)
    wanted = {n: of for n, of in found.items() if plainly.fits(plainly.cards[n], criteria)}
    answers = [index.find(criteria, size=max(len(wanted), 1)) for index in indices]
    counts = {name: plainly.counts(criteria, found, name) for name in answers[0].facets}

    for index, answer in zip(indices, answers, strict=True):
        numbers = [index.cards.number(hit.card.id) for hit in answer.hits]
        assert (answer.total, set(numbers)) == (len(wanted), wanted.keys())
        assert answer.exact == sum(exact for exact, _ in wanted.values())
        for name, options in answer.facets.items():
            assert {o.value: o.count for o in options if o.count} == {v: n for v, n in counts[name].items() if n}
        scores = [wanted[n][1] for n in numbers]
        first = {n for n in numbers if plainly.cards[n].level == LEVELS[0] and wanted[n][1] * NEAR >= max(scores)}
        places = [(wanted[n][0], wanted[n][0] and n in first) for n in numbers]
        for at in range(1, len(numbers) if answer.question.words else 0):
            better = scores[at - 1] > scores[at] or scores[at - 1] == pytest.approx(scores[at])
            assert places[at - 1] > places[at] or (places[at - 1] == places[at] and better)


def test_the_sixty_questions_are_answered_alike(both):
    plainly, ours = both(list(corpus.cards(SOME)), corpus.KNOWN, corpus.labels)

    for criteria in corpus.questions():
        assert_equal(plainly, ours, criteria)


def test_every_question_is_answered_alike(both, cards, known, name_of):
    plainly, ours = both(cards, known, name_of)
    words = sorted({word for card in cards for text in (card.title, *card.words.values()) for word in text.split()})
    pairs = [f'"{one} {other}"' for card in cards for one, other in pairwise(card.title.split())]

    @settings(max_examples=60)
    @given(
        st.lists(st.sampled_from(words + pairs + ["-story", '-"five minutes"', "zebra"]), max_size=4),
        st.dictionaries(st.sampled_from(FACETS), st.integers(0, 99), max_size=3),
        st.sampled_from([None, None, 15, 25]),
    )
    @example(["story"], {}, None)
    @example(['"exit tickets"', "-quiz"], {"grade": 3}, 15)
    def alike(query, filters, minutes):
        chosen = {name: (known.of(name)[draw % len(known.of(name))],) for name, draw in filters.items()}
        assert_equal(plainly, ours, Criteria(q=" ".join(query), minutes=minutes, **chosen))

    alike()


@pytest.mark.parametrize(("block", "compressed"), [(4, 0), (4, 3), (4096, 0)])
def test_blocks_read_whole_hold_what_a_walk_through_postings_finds(block, compressed, tmp_path):
    chance = random.Random(6)  # noqa: S311 - a draw that comes again
    index = create_in(str(tmp_path), Schema(text=KEYWORD(scorable=True)))
    with index.writer(codec=W3Codec(blocklimit=block, compression=compressed)) as writer:
        for number in range(50):
            words = ["all", *chance.choices("abcdefgh", k=9), *(["one"] if number == 17 else [])]
            writer.add_document(text=" ".join(words))

    with index.searcher() as searcher:
        # What other Whoosh has may come to be read one after the other, and nobody would notice.
        assert type(searcher.reader().postings("text", "all")) is W3LeafMatcher
        for token in (*"abcdefgh", "all", "one"):
            whole, single = (read(searcher, "text", token) for read in (bulk.read, bulk.read_each))
            assert [each.tolist() for each in whole] == [each.tolist() for each in single]
    with index.writer(codec=W3Codec(blocklimit=block, compression=compressed)) as writer:
        writer.delete_document(3)
    with index.searcher() as searcher:
        numbers, _ = bulk.read(searcher, "text", "all")
        assert numbers.tolist() == [number for number in range(50) if number != 3]
