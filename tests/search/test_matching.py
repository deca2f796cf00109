"""The best of very many are picked without putting all of them in order."""

import numpy as np
import pytest

from portal.search.matching import NEAR, Matched, first

MANY = 20_000


def in_order(found, ranks, official):
    """Put all of them in order, as plainly as can be."""
    best = found.scores.max()

    def place(at):
        number, score = found.numbers[at], found.scores[at]
        exact = found.some is None or not found.some[at]
        return not exact, not (exact and official[number] and score * NEAR >= best), -score, ranks[number]

    return found.numbers[sorted(range(len(found.numbers)), key=place)]


@pytest.mark.parametrize("few", [0.0005, 0.3], ids=["few official ones", "many official ones"])
@pytest.mark.parametrize("partly", [False, True], ids=["all words", "some of them"])
def test_a_page_of_very_many_is_the_page_of_all_in_order(few, partly):
    chance = np.random.default_rng(7)
    some = chance.random(MANY) < 0.5 if partly else None
    scores = chance.gamma(2, 2, MANY).astype(np.float32).round(1) + np.float32(0.1)
    found = Matched(np.arange(MANY, dtype=np.int32), scores, some)
    ranks, official = chance.permutation(MANY).astype(np.int32), chance.random(MANY) < few

    everything = in_order(found, ranks, official).tolist()

    for start in (0, 20, 40):
        assert first(found, ranks, official, start=start, end=start + 20).tolist() == everything[start : start + 20]
