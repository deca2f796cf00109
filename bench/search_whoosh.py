"""Whoosh as usually written: its own queries, `groupedby` for facets, `highlights`, and one searcher kept open."""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, TEXT, Schema
from whoosh.index import create_in
from whoosh.query import And, AndNot, NumericRange, Or, Phrase, Query, Term
from whoosh.scoring import BM25F
from whoosh.sorting import Count, FieldFacet

from bench.search_laid import TOP, Answer, Asked, Laid, Sets
from portal.search.criteria import FACETS
from portal.search.matching import ENOUGH
from portal.search.postings import FIELDS
from portal.search.question import Question, Variant, Word


class Whoosh:
    """One index, with one searcher kept open."""

    name = "Whoosh"

    def __init__(self, folder: Path, documents: Iterable[Laid]) -> None:
        """Write everything in one go."""
        folder.mkdir()
        self._sets = Sets()
        texts = {name: TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True, phrase=True) for name in FIELDS}
        facets = {f"{name}_": KEYWORD(commas=True) for name in FACETS}
        facets |= {f"{name}_set": NUMERIC(sortable=True) for name in FACETS}
        schema = Schema(id=ID(stored=True), minutes=NUMERIC(int, signed=True), **texts, **facets)
        index = create_in(str(folder), schema)
        with index.writer(limitmb=256) as writer:
            for each in documents:
                values = {f"{name}_": ",".join(each.values[name]) for name in FACETS if each.values[name]}
                minutes = {} if each.minutes is None else {"minutes": each.minutes}
                values |= {f"{name}_set": self._sets.number(name, each.values[name]) for name in FACETS}
                writer.add_document(id=each.id, **each.fields, **values, **minutes)
        self._searcher = index.searcher(weighting=BM25F())

    def answer(self, asked: Asked) -> Answer:
        """Answer a question that has words."""
        query = self._sought(asked.question)
        counts = {}
        for number, (each, names) in enumerate(asked.narrowings()):
            facets = {name: FieldFacet(f"{name}_set", maptype=Count) for name in names}
            results = self._searcher.search(query, limit=TOP, filter=_filter(each), groupedby=facets)
            counts |= {name: self._sets.counts(name, results.groups(name).items()) for name in names}
            if not number:
                total, shown = len(results), results
        lines = tuple(hit.highlights(name, top=1) for hit in shown[:TOP] for name in ("title", "text"))
        return Answer(total, counts, tuple(hit["id"] for hit in shown[:TOP]), lines)

    def _sought(self, question: Question) -> Query:
        """Ask for all the words; while hardly any practice holds so many, for one less."""
        words = [_word(word) for word in question.words]
        for needed in range(len(words), 0, -1):
            ways = [And(each) for each in combinations(words, needed)]
            query = Or(ways) if ways[1:] else ways[0]
            if question.without:
                query = AndNot(query, Or([_word(word) for word in question.without]))
            if needed > 1 and len(self._searcher.search(query, limit=ENOUGH)) >= ENOUGH:
                break
        return query


def _filter(asked: Asked) -> Query | None:
    each = [Or([Term(f"{name}_", value) for value in chosen]) for name, chosen in asked.filters.items()]
    if asked.minutes is not None:
        each.append(NumericRange("minutes", asked.minutes, None))
    return And(each) if each else None


def _word(word: Word) -> Query:
    return Or([_variant(variant) for variant in word.variants])


def _variant(variant: Variant) -> Query:
    if variant.adjacent and len(variant.tokens) > 1:
        return Or([Phrase(name, list(variant.tokens), boost=weight) for name, weight in FIELDS.items()])
    return And([Or([Term(name, token, boost=weight) for name, weight in FIELDS.items()]) for token in variant.tokens])
