"""How good the answers are, beside plain FTS5 and tantivy on the same texts, by queries that somebody has judged.

The queries are teachers' words, typos, synonyms, two languages, and subjects and grades said in words; whoever wrote
and judged them had seen neither the list of synonyms nor the ranking. The interval of a difference comes of drawing the
queries anew two thousand times. `python -m bench.quality` asks the judged queries that lie here over the practices of
the invented district; `--cards FILE… --judged FILE…` takes others.
"""

import argparse
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import mean, quantiles

import tantivy

from bench.judging import MARGIN, SHOWN, Engine, Judged, Served, cards, fts5, judged, ours, served, texts
from portal.district import ROOT
from portal.search.card import Card

DRAWS = 2000
LOSS = 0.10
"""How much less it may have for a query with typos."""


def by_tantivy(cards: Sequence[Card]) -> Engine:
    """Take up the same texts with tantivy's own analysis, and ask for any of the words."""
    schema = tantivy.SchemaBuilder()
    names = ("title", "words", "labels")
    for name in names:
        schema.add_text_field(name, stored=True)
    index = tantivy.Index(schema.build())
    writer = index.writer(50_000_000, 1)
    for card in cards:
        writer.add_document(tantivy.Document(**dict(zip(names, texts(card), strict=True))))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def answer(query: str) -> Sequence[str]:
        parsed, _ = index.parse_query_lenient(query, list(names))
        return [searcher.doc(address).get_first("title") for _, address in searcher.search(parsed, SHOWN).hits]

    return answer


def difference(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    """Give the mean difference, and the interval in which 95 of 100 draws of the queries lie."""
    pairs = [a - b for a, b in zip(one, other, strict=True)]
    chance = random.Random(1)  # noqa: S311 - a draw that comes again
    cuts = quantiles((mean(chance.choices(pairs, k=len(pairs))) for _ in range(DRAWS)), n=40)
    return mean(pairs), cuts[0], cuts[-1]


def main(card_files: Sequence[Path], judged_files: Sequence[Path]) -> None:
    """Ask every engine every query, and print one table."""
    held, queries = cards(card_files), judged(judged_files)
    with tempfile.TemporaryDirectory() as folder:
        engines = {"ours": ours(Path(folder), held), "FTS5": fts5(held), "tantivy": by_tantivy(held)}
        answers = {
            name: [served(engine(each.query), each.grades) for each in queries] for name, engine in engines.items()
        }
        losses = {name: _loss(engine, queries) for name, engine in engines.items()}
    print(f"{len(queries)} judged queries over {len(held)} practices.\n")
    absent = {title for each in queries for title in each.grades} - {card.title for card in held}
    assert not absent, f"{len(absent)} practices that were judged are not among these"
    print(
        f"{'':12}{'nDCG@10':>9}{'recall@20':>11}{'right in 3':>12}{'a typo costs':>14}{'ours has more nDCG@10 by':>34}"
    )
    for name, each in answers.items():
        print(f"{name:12}{_means(each)}{losses[name]:14.3f}" + ("" if name == "ours" else _more(answers, name)))
    for kind in sorted({each.kind for each in queries}):
        print(f"\n{kind}, {sum(each.kind == kind for each in queries)} queries")
        for name, each in answers.items():
            print(f"{name:12}{_means([one for one, query in zip(each, queries, strict=True) if query.kind == kind])}")
    print(f"\nRequired: {MARGIN} more than both, and a typo costs less than {LOSS}.")


def _loss(engine: Engine, queries: Sequence[Judged]) -> float:
    """Say by how much nDCG@10 falls where a query is spelt wrong."""
    pairs = [
        served(engine(each.right), each.grades).ndcg - served(engine(each.query), each.grades).ndcg
        for each in queries
        if each.right
    ]
    return mean(pairs) if pairs else 0.0


def _means(each: Sequence[Served]) -> str:
    ndcg, recall, at_once = (mean(getattr(one, name) for one in each) for name in ("ndcg", "recall", "at_once"))
    return f"{ndcg:9.3f}{recall:11.3f}{at_once:12.3f}"


def _more(answers: dict[str, list[Served]], name: str) -> str:
    middle, low, high = difference(*([one.ndcg for one in answers[each]] for each in ("ours", name)))
    return f"{middle:12.3f} (95 %: {low:.3f} to {high:.3f})"


if __name__ == "__main__":
    known = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known.add_argument("--cards", nargs="+", type=Path, default=[ROOT / "seed" / "practices.jsonl"])
    known.add_argument("--judged", nargs="+", type=Path, default=sorted((ROOT / "bench").glob("judged_*.json")))
    given = known.parse_args()
    main(given.cards, given.judged)
