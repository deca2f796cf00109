"""Readers go on reading while editions come and go."""

import pytest

from portal import snapshot
from portal.editions import builder


def test_an_edition_that_vanishes_while_it_is_read_gives_way_to_the_newer_one(app, released):
    looked_at = []

    def read(folder):
        looked_at.append(folder.name)
        if len(looked_at) == 1:
            builder.build(anew=True)
        return (folder / "guide.jsonl").read_text(encoding="utf-8")

    with app.test_request_context():
        before = snapshot.seen().edition
        assert snapshot.loaded(read) == ""

    assert looked_at == [str(before), str(before + 1)]


def test_an_edition_that_is_damaged_is_not_read_again_and_again(app, released):
    looked_at = []

    def read(folder):
        looked_at.append(folder.name)
        return (folder / "no such file").read_text(encoding="utf-8")

    with app.test_request_context(), pytest.raises(snapshot.NotReadyError):
        snapshot.loaded(read)

    assert len(looked_at) == 1
