"""How good the answers are, by queries that were judged by somebody who knew neither the synonyms nor the ranking."""

from statistics import mean

import pytest

from bench import judging
from portal.district import ROOT

FLOOR = 0.75
"""nDCG@10 over all judged queries, a little below what it is; raise it when answers have become better for good."""


@pytest.fixture(scope="module")
def practices():
    return judging.cards([ROOT / "seed" / "practices.jsonl"])


@pytest.fixture(scope="module")
def queries():
    return judging.judged(sorted((ROOT / "bench").glob("judged_*.json")))


def ndcg(engine, queries):
    return mean(judging.served(engine(each.query), each.grades).ndcg for each in queries)


def test_teachers_find_what_colleagues_judged_to_be_right(tmp_path, practices, queries):
    ours = ndcg(judging.ours(tmp_path, practices), queries)

    assert ours >= FLOOR
    assert ours >= ndcg(judging.fts5(practices), queries) + judging.MARGIN
