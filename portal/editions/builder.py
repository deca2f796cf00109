"""The builder: writes the wanted edition into a folder of its own, then moves the pointer.

It may be killed at any moment: until the pointer moves, the old edition serves, and the next run starts afresh. A
lock on a file keeps two builders apart; the second finds nothing left to do.
"""

import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from portal import snapshot
from portal.db import blur, commit, date_to_the_day, db, lock, scrub
from portal.editions import laid as releases
from portal.editions import models, naming
from portal.gap import laid
from portal.guide import citing, heard, published
from portal.guide import models as guide
from portal.practices import public, retention
from portal.search import building, synonyms
from portal.search.card import Card
from portal.search.tally import Progress
from portal.trials import weighing
from portal.vocabulary import words

_NICE = 10
"""How far the long part of a build stands behind readers' pages, in the system's steps."""

MOST_ROUNDS = 50
"""How often one run starts again because a newer edition was wanted meanwhile."""


def build(*, anew: bool = False, done: Progress = lambda _: None) -> int:
    """Make the wanted edition current and give its number; `anew` builds even when nothing is wanted.

    `done` is told how far each edition is.

    Where several machines share a database, each builds into a folder of its own. One that lacks the current
    edition, which another made current, lays it out as it is and moves nothing.
    """
    with _alone():
        for _ in range(MOST_ROUNDS):
            standing = snapshot.standing()
            if standing.wanted <= standing.edition and not anew:
                if standing.edition == 0 or snapshot.folder(standing.edition).is_dir():
                    break
                _lay_out_again(done)
            else:
                _build_once(done, raise_number=anew and standing.wanted <= standing.edition)
            anew = False
    return snapshot.standing().edition


def _build_once(done: Progress, *, raise_number: bool) -> None:
    lock()
    retention.remove_leaving()
    guide.forget_gone()
    number = snapshot.want_next() if raise_number else snapshot.row().wanted
    db.session.flush()
    public.widen_labels()
    whole = _gather()
    commit()
    ready = _write(whole, number, done)

    lock()
    snapshot.move(number, without=whole.left_out)
    commit()
    snapshot.drop_before(number)
    scrub()
    _settle(ready)
    blur()


def _lay_out_again(done: Progress) -> None:
    """Write the current edition, which is not on this machine: what readers see has not changed since it was built."""
    lock()
    row = snapshot.row()
    if row.wanted > row.current:
        # Something changed meanwhile: the next edition is due instead.
        db.session.rollback()
        return
    number, whole = row.current, _gather()
    db.session.rollback()
    _settle(_write(whole, number, done))
    snapshot.drop_before(number)
    blur()


@dataclass(frozen=True)
class _Whole:
    """Everything of an edition, as the database holds it at one moment."""

    cards: list[Card]
    issues: tuple[published.Published, ...]
    gap: laid.Laid
    weeks: dict[int, str]
    left_out: frozenset[str]


def _gather() -> _Whole:
    left_out = frozenset(snapshot.row().refused)
    cards = _cards(left_out)
    return _Whole(cards, published.of(cards), laid.of(cards), models.weeks(), left_out)


def _write(whole: _Whole, number: int, done: Progress) -> Path:
    """Write an edition under another name, then give it its own; say where it lies."""
    folder = snapshot.editions() / f"{number}.building"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    vocabulary = words.current()
    known = naming.known(vocabulary, synonyms.current())
    labels = partial(naming.label, vocabulary)
    _gently(partial(building.build, folder, whole.cards, known=known, labels=labels, done=done))
    published.write(folder, whole.issues)
    heard.write(folder, whole.cards)
    laid.write(folder, whole.gap)
    releases.write(folder, whole.weeks)
    _settle(folder)
    ready = snapshot.folder(number)
    shutil.rmtree(ready, ignore_errors=True)
    folder.rename(ready)
    return ready


def _gently(work: Callable[[], None]) -> None:
    """Do long work behind everything else, in a thread of its own.

    Only this: with the whole process behind, whoever waits for the database's lock would wait for the processor, too.
    """
    with ThreadPoolExecutor(1, initializer=_stand_back) as alone:
        alone.submit(work).result()


def _stand_back() -> None:
    # Here a thread has a priority of its own; elsewhere only the whole process has one.
    if sys.platform == "linux":
        os.nice(_NICE)


def _cards(left_out: frozenset[str]) -> list[Card]:
    issue = guide.latest()
    return weighing.weigh(
        public.cards(cited=citing.cited(), not_taken=guide.reasons_not_taken(), left_out=left_out),
        weeks=models.weeks(),
        changes_seen=issue.changes_seen if issue else 0,
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
    # Beside the database: who shares that, builds by turns.
    path = Path(db.engine.url.database or "").with_name("builder.lock")
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    date_to_the_day(path)
