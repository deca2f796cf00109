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


@pytest.fixture(scope="module")
def portal(tmp_path_factory, practices):
    return judging.ours(tmp_path_factory.mktemp("portal"), practices)


def ndcg(engine, queries):
    return mean(judging.served(engine(each.query), each.grades).ndcg for each in queries)


def test_teachers_find_what_colleagues_judged_to_be_right(portal, practices, queries):
    ours = ndcg(portal, queries)

    assert ours >= FLOOR
    assert ours >= ndcg(judging.fts5(practices), queries) + judging.MARGIN


def test_who_has_papers_to_grade_does_not_find_every_practice_that_names_a_grade(portal):
    score = "Let it score five old papers, then fix the rubric"

    assert portal("grading")[0] == portal("grade papers")[0] == score
    assert len(portal("grading")) < len(portal("grade")) < judging.SHOWN
