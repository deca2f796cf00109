"""How long a whole search takes, beside tantivy, FTS5 and Whoosh doing the same work on the same tokens.

A search is what a page of results needs: an exact total, counts of every facet that leave its own choice aside, ten
hits with what is stored of them, and their marked lines. Sixty questions (corpus.py) are asked of invented practices in
three sizes. Each engine answers a question twice before it is timed; then the next engine has the same question: three
rounds of it, of which the middle one counts, so that noise hits all alike. Times are those of the processor.
`python -m bench.search 10k` stops at ten thousand; without a size it goes on to a hundred thousand.
"""

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

from bench.corpus import KNOWN, SIZES, cards, labels, questions
from bench.search_fts5 import Fts5
from bench.search_laid import TOP, Answer, Asked, asked, lay
from bench.search_tantivy import Tantivy
from bench.search_whoosh import Whoosh
from bench.table import Row, named, show
from portal.district import ROOT
from portal.search import building
from portal.search.criteria import FACETS, Criteria
from portal.search.index import Found, Index

ROUNDS = 3
WARM = 2
"""How often a question is asked before it is timed."""

LARGEST_FOR_WHOOSH = 10_000
"""As usually written, it takes minutes to answer once at a hundred thousand."""


@dataclass(frozen=True)
class Engine:
    """One engine, ready to answer."""

    name: str
    answer: Callable[[Criteria, Asked], object]
    read: Callable[[object], Answer]


@dataclass(frozen=True)
class Measured:
    """What one corpus came to."""

    times: dict[str, list[float]]
    """By engine: milliseconds for each question."""
    agreeing: dict[str, int]
    """By engine: of how many questions total and counts are ours."""
    built: float
    """Seconds of the processor for our index."""
    ready: float
    """Seconds of the processor until a new process has opened it and answered once."""

    def p(self, part: int, name: str = "ours") -> float:
        """Give the time within which so many of a hundred questions were answered."""
        ordered = sorted(self.times[name])
        return ordered[min(len(ordered) - 1, len(ordered) * part // 100)]

    def against(self, name: str) -> float | None:
        """Compare the 95th percentiles."""
        return self.p(95) / self.p(95, name) if name in self.times else None


def measure(size: int, folder: Path) -> Measured:
    """Let every engine take up so many practices, and ask them all."""
    ours, built = _ours(folder / "ours", size)
    opening = [sys.executable, "-m", "bench.ready", str(folder / "ours")]
    ready = float(subprocess.run(opening, check=True, capture_output=True, text=True, cwd=ROOT).stdout)
    kinds = [Tantivy, Fts5, *([Whoosh] if size <= LARGEST_FOR_WHOOSH else [])]
    others = [_other(kind, folder / kind.name, size) for kind in kinds]
    engines = [ours, *others]
    asking = [(each, asked(each)) for each in questions()]
    times = _timed(engines, asking)
    agreeing = {each.name: sum(_agree(ours, each, *question) for question in asking) for each in others}
    return Measured(times, agreeing, built, ready)


def _ours(folder: Path, size: int) -> tuple[Engine, float]:
    """Build our index and open it; give the seconds that the building took, too."""
    folder.mkdir()
    every = list(cards(size))
    start = process_time()
    building.build(folder, every, known=KNOWN, labels=labels)
    built = process_time() - start
    opened = Index.open(folder)
    return Engine("ours", lambda criteria, _: opened.find(criteria, size=TOP), _read), built


def _other(kind: type[Tantivy | Fts5 | Whoosh], folder: Path, size: int) -> Engine:
    opened = kind(folder, lay(cards(size)))
    return Engine(kind.name, lambda _, question: opened.answer(question), lambda answer: answer)


def _read(found: Found) -> Answer:
    counts = {name: {one.value: one.count for one in found.facets[name] if one.count} for name in FACETS}
    return Answer(found.total, counts, tuple(hit.card.id for hit in found.hits))


def _timed(engines: Sequence[Engine], asking: Sequence[tuple[Criteria, Asked]]) -> dict[str, list[float]]:
    """Give for each engine what each question took, in milliseconds."""
    rounds: dict[str, list[list[float]]] = {engine.name: [[] for _ in asking] for engine in engines}
    gc.collect()
    for _ in range(ROUNDS):
        for number, question in enumerate(asking):
            for engine in engines:
                for _ in range(WARM):
                    engine.answer(*question)
                start = process_time()
                engine.answer(*question)
                rounds[engine.name][number].append((process_time() - start) * 1000)
    return {name: [median(each) for each in of_it] for name, of_it in rounds.items()}


def _agree(one: Engine, other: Engine, criteria: Criteria, question: Asked) -> bool:
    ours, theirs = (each.read(each.answer(criteria, question)) for each in (one, other))
    return (ours.total, ours.counts) == (theirs.total, theirs.counts)


def main(largest: int) -> None:
    """Measure each size, and print the times of all engines and what is asked of ours."""
    found: dict[int, Measured] = {}
    print(f"{'':14}{'p50':>9}{'p95':>9}{'worst':>9}  ms{'p95 of ours / this':>22}{'total and counts as ours':>28}")
    for size in (each for each in SIZES if each <= largest):
        with tempfile.TemporaryDirectory() as folder:
            found[size] = one = measure(size, Path(folder))
        print(f"\n{named(size)} practices; ours was built in {one.built:.1f} s, ready in {one.ready:.2f} s")
        for name in one.times:
            line = f"{name:14}{one.p(50, name):9.2f}{one.p(95, name):9.2f}{max(one.times[name]):9.2f}    "
            print(line + (f"{one.against(name):22.2f}{one.agreeing[name]:22} of 60" if name in one.agreeing else ""))
    ten, hundred = found.get(10_000), found.get(100_000)
    print()
    show(
        [
            Row("full search, 10k: p95 against tantivy", 0.9, ten and ten.against("tantivy")),
            Row("full search, 100k: p95 against tantivy", 0.65, hundred and hundred.against("tantivy")),
            Row("full search, 100k: p95 against FTS5", 0.05, hundred and hundred.against("FTS5")),
            Row("full search, 10k: p95 against Whoosh", 0.05, ten and ten.against("Whoosh")),
            Row("growth of p95 from 10k to 100k", 3, ten and hundred and hundred.p(95) / ten.p(95)),
            Row("edition of 100k ready to serve in a new process (s)", 1, hundred and hundred.ready),
            Row("index of 10k built (s of the processor)", 15, ten and ten.built),
        ]
    )
    print(f"\n{os.cpu_count()} processors, which may be shared: {os.getloadavg()[0]:.1f} wanted one at the end.")


if __name__ == "__main__":
    main({named(size): size for size in SIZES}[sys.argv[1] if len(sys.argv) > 1 else named(SIZES[-1])])
