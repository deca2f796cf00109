"""The builder: writes the wanted edition into a folder of its own, then moves the pointer.

It may be killed at any moment: until the pointer moves, the old edition serves, and the next run starts afresh. A
lock on a file keeps two builders apart; the second finds nothing left to do.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal import config, snapshot
from portal.db import blur, commit, date_to_the_day, db, lock, scrub
from portal.editions import laid as releases
from portal.editions import models
from portal.gap import laid
from portal.guide import citing, published
from portal.guide import models as guide
from portal.practices import public, retention
from portal.practices.kinds import KINDS
from portal.search import index, synonyms
from portal.search.card import Card
from portal.search.criteria import GUIDE, LEVELS, Known
from portal.trials import weighing
from portal.vocabulary import words

MOST_ROUNDS = 50
"""How often one run starts again because a newer edition was wanted meanwhile."""


def build(*, anew: bool = False) -> int:
    """Make the wanted edition current and give its number; `anew` builds even when nothing is wanted."""
    with _alone():
        for _ in range(MOST_ROUNDS):
            standing = snapshot.standing()
            if standing.wanted <= standing.edition and not anew:
                break
            _build_once(raise_number=anew and standing.wanted <= standing.edition)
            anew = False
    return snapshot.standing().edition


def _build_once(*, raise_number: bool) -> None:
    lock()
    retention.remove_leaving()
    guide.forget_gone()
    number = snapshot.want_next() if raise_number else snapshot.row().wanted
    left_out = frozenset(snapshot.row().refused)
    db.session.flush()
    public.widen_labels()
    cards = _cards(left_out)
    issues = published.of(cards)
    gap = laid.of()
    commit()

    folder = snapshot.editions() / f"{number}.building"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    index.build(folder, cards, known=_known(), labels=_label)
    published.write(folder, issues)
    laid.write(folder, gap)
    releases.write(folder)
    _settle(folder)
    ready = snapshot.folder(number)
    shutil.rmtree(ready, ignore_errors=True)
    folder.rename(ready)

    lock()
    snapshot.move(number, without=left_out)
    commit()
    snapshot.drop_before(number)
    scrub()
    _settle(ready)
    blur()


def _cards(left_out: frozenset[str]) -> list[Card]:
    issue = guide.latest()
    return weighing.weigh(
        public.cards(cited=citing.cited(), not_taken=guide.reasons_not_taken(), left_out=left_out),
        weeks=models.weeks(),
        changes_seen=issue.changes_seen if issue else 0,
    )


def _known() -> Known:
    """Give the codes that each filter of the search may hold."""
    vocabulary = words.current()
    return Known(
        codes={
            "subject": vocabulary.codes("subjects"),
            "grade": vocabulary.codes("grades"),
            "kind": tuple(KINDS),
            "task": vocabulary.codes("tasks"),
            "tool": vocabulary.codes("tools"),
            "level": LEVELS,
            "language": vocabulary.codes("languages"),
            "guide": GUIDE,
        },
        bands=vocabulary.bands,
        names={"grade": vocabulary.names("grades")},
        synonyms=synonyms.current(),
    )


def _label(card: Card) -> str:
    """Give the words of a card's label, which a search finds too."""
    vocabulary = words.current()
    return " ".join(
        (
            vocabulary.labels("subjects", card.subject),
            vocabulary.labels("grades", card.grade),
            vocabulary.label("tasks", card.task) if card.task else "",
            vocabulary.labels("tools", card.tool),
        )
    )


def _settle(folder: Path) -> None:
    """Write the folder through to the disk, and leave no time in it finer than the day."""
    for path in [*sorted(folder.rglob("*")), folder, folder.parent]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        date_to_the_day(path)


@contextmanager
def _alone() -> Iterator[None]:
    path = config.current().data / "builder.lock"
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    date_to_the_day(path)
