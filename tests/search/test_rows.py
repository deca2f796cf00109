"""Words in a row are found alike whether all texts are looked at or only some."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.search import rows
from portal.search.texts import Passage, Texts
from portal.search.words import Words

TOKENS = st.sampled_from(["exit", "ticket", "the"])
TEXTS = st.lists(st.lists(st.lists(TOKENS, max_size=4), min_size=1, max_size=3), min_size=1, max_size=9)


@settings(max_examples=40, deadline=None)
@given(texts=TEXTS, wanted=st.lists(TOKENS, min_size=1, max_size=3), data=st.data(), most=st.integers(1, 9))
def test_a_phrase_is_found_where_it_stands_in_one_part(tmp_path_factory, texts, wanted, data, most):
    folder = tmp_path_factory.mktemp("rows")
    taken = Texts(Words(), ["text"])
    writer = rows.Writer(taken.tokens)
    for gathered in taken.gather([Passage("text", " ".join(part)) for part in parts] for parts in texts):
        writer.take(gathered)
    laid = rows.Rows(folder, writer.write(folder))
    among = data.draw(st.lists(st.sampled_from(range(len(texts))), unique=True, min_size=1).map(sorted))

    holds = [any(wanted == part[at : at + len(wanted)] for part in texts[n] for at in range(len(part))) for n in among]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rows, "_MOST", most)
        for dense in (0, 1_000):
            patched.setattr(rows, "_DENSE", dense)
            assert laid.holding(wanted, np.array(among, np.int32)).tolist() == holds
