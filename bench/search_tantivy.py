"""tantivy with the same work: an exact total, counts of every facet, ten hits with what is stored, two lines marked.

It is asked in the quickest way that was found: one segment; counts over one field that holds all tokens, where only the
ten hits are scored over three; one number for each set of values, so that a practice for every grade counts once and
not twenty times; the total taken from the counts; filters that add nothing to a score.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from bench.search_laid import TOP, Answer, Asked, Laid, Sets
from portal.search.criteria import FACETS
from portal.search.matching import ENOUGH
from portal.search.postings import FIELDS
from portal.search.question import Question, Variant, Word

MEMORY = 1_000_000_000
"""Bytes with which one thread writes: enough for one segment, which is what tantivy searches fastest."""

_MOST_SETS = 65_000
"""Sets of values that a count may tell apart."""

InField = Callable[[str], Query]
"""Asks for something in the field of a name."""

Somewhere = Callable[[InField], Query]
"""Asks for something in the fields that matter."""


class Tantivy:
    """One index, with one searcher kept open."""

    name = "tantivy"

    def __init__(self, folder: Path, documents: Iterable[Laid]) -> None:
        """Write everything into one segment."""
        folder.mkdir()
        self._sets = Sets()
        self._schema = _schema()
        index = tantivy.Index(self._schema, path=str(folder))
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer("spaces", spaces)
        writer = index.writer(MEMORY, 1)
        for each in documents:
            writer.add_document(self._document(each))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def answer(self, asked: Asked) -> Answer:
        """Answer a question."""
        needed = len(asked.question.words)
        total, counts = self._counted(asked, needed)
        if total < ENOUGH and needed > 1:
            needed = self._enough_of(asked.question)
            total, counts = self._counted(asked, needed)
        query = self._query(asked, needed, _in_three)
        found = self._searcher.search(query, TOP, count=False)
        return Answer(total, counts, *self._shown(query, [address for _, address in found.hits]))

    def _enough_of(self, question: Question) -> int:
        """Say how many of the words will do: one less each time, until enough practices hold so many."""
        for needed in range(len(question.words), 1, -1):
            query = self._query(Asked(question, {}, None), needed, _everywhere)
            if self._searcher.search(query, 1).count >= ENOUGH:
                return needed
        return 1

    def _document(self, laid: Laid) -> tantivy.Document:
        document = tantivy.Document(id=laid.id, all=" ".join(laid.fields.values()), **laid.fields)
        for name in FACETS:
            document.add_unsigned(_set(name), self._sets.number(name, laid.values[name]))
            for value in laid.values[name]:
                document.add_text(name, value)
        if laid.minutes is not None:
            document.add_integer("minutes", laid.minutes)
        return document

    def _counted(self, asked: Asked, needed: int) -> tuple[int, dict[str, Mapping[str, int]]]:
        """Count everything that is found, and under each value of each facet."""
        total, counts = 0, {}
        for number, (each, names) in enumerate(asked.narrowings()):
            wanted = {name: {"terms": {"field": _set(name), "size": _MOST_SETS}} for name in names}
            buckets = self._searcher.aggregate(self._query(each, needed, _everywhere), wanted)
            sets = {name: [(one["key"], one["doc_count"]) for one in buckets[name]["buckets"]] for name in names}
            counts |= {name: self._sets.counts(name, sets[name]) for name in names}
            if not number:
                total = sum(many for _, many in sets[names[0]])
        return total, counts

    def _shown(self, query: Query, addresses: Iterable[tantivy.DocAddress]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        markers = [
            tantivy.SnippetGenerator.create(self._searcher, query, self._schema, name) for name in ("title", "text")
        ]
        ids, lines = [], []
        for address in addresses:
            document = self._searcher.doc(address)
            ids.append(document.get_first("id"))
            lines.extend(marker.snippet_from_doc(document).to_html() for marker in markers)
        return tuple(ids), tuple(lines)

    def _query(self, asked: Asked, needed: int, somewhere: Somewhere) -> Query:
        words = [self._word(word, somewhere) for word in asked.question.words]
        clauses = [(Occur.Must, _some(words, needed))] if words else []
        clauses += [(Occur.MustNot, self._word(word, somewhere)) for word in asked.question.without]
        narrow = [self._chosen(name, chosen) for name, chosen in asked.filters.items()]
        if asked.minutes is not None:
            kind = tantivy.FieldType.Integer
            narrow.append(Query.range_query(self._schema, "minutes", kind, asked.minutes, None))
        clauses += [(Occur.Must, Query.const_score_query(each, 0.0)) for each in narrow]
        return Query.boolean_query(clauses or [(Occur.Must, Query.all_query())])

    def _chosen(self, name: str, chosen: Iterable[str]) -> Query:
        values = [Query.term_query(self._schema, name, value, "basic") for value in chosen]
        return values[0] if len(values) == 1 else Query.boolean_query([(Occur.Should, value) for value in values])

    def _word(self, word: Word, somewhere: Somewhere) -> Query:
        variants = [self._variant(variant, somewhere) for variant in word.variants]
        return variants[0] if len(variants) == 1 else Query.disjunction_max_query(variants)

    def _variant(self, variant: Variant, somewhere: Somewhere) -> Query:
        tokens = list(variant.tokens)
        if variant.adjacent and len(tokens) > 1:
            return _in_three(lambda name: Query.phrase_query(self._schema, name, tokens))
        return _all([somewhere(self._holding(token)) for token in tokens])

    def _holding(self, token: str) -> InField:
        return lambda name: Query.term_query(self._schema, name, token, "freq")


def _schema() -> tantivy.Schema:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        schema.add_text_field(name, stored=True, tokenizer_name="spaces", index_option="position")
    schema.add_text_field("all", tokenizer_name="spaces", index_option="basic")
    for name in FACETS:
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
        schema.add_unsigned_field(_set(name), fast=True)
    schema.add_integer_field("minutes", fast=True, indexed=True)
    return schema.build()


def _set(name: str) -> str:
    return f"{name}_set"


def _everywhere(holding: InField) -> Query:
    return holding("all")


def _in_three(holding: InField) -> Query:
    return Query.boolean_query(
        [(Occur.Should, Query.boost_query(holding(name), weight)) for name, weight in FIELDS.items()]
    )


def _all(each: list[Query]) -> Query:
    return each[0] if len(each) == 1 else Query.boolean_query([(Occur.Must, one) for one in each])


def _some(words: list[Query], needed: int) -> Query:
    if needed == len(words):
        return _all(words)
    return Query.boolean_query([(Occur.Should, word) for word in words], minimum_number_should_match=needed)
