"""What pages of results cost over HTTP, on the real server, on an edition that the real builder made.

Three things are measured, each against something on the same server, so that a busy machine slows both alike. A page
that nobody has asked for, against the same page rendered from a ready answer (serve_app.py): sixty questions, each
spelt in three ways that find the same, of which the middle one counts. A page that was asked for before, in requests a
second, against an empty Flask view: both by turns. And pages while the builder makes a new edition, against those
before. At last a worker's memory on a larger edition, once it has answered the sixty. `python -m bench.serve` prints
the table; `python -m bench.serve 10k` leaves the larger edition out.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice, product
from pathlib import Path
from statistics import median, quantiles

from bench import district
from bench.corpus import SIZES, cards, questions
from bench.load import Connection, per_second
from bench.serve_app import EMPTY
from bench.server import free_port, memory, processor, served
from bench.table import Row, named, show
from portal import config, snapshot
from portal.command import create_app
from portal.db import commit, lock

SERVER = (sys.executable, "-m", "bench.serve_app")

SPELLINGS = 3
"""In how many ways a query is written: they find the same, each at an address of its own."""

ALONE = 600
"""How many pages are timed before the builder's work, and as many after it, since a machine has its moods."""

SECONDS, TURNS = 0.5, 20
"""How long a page is asked for as often as can be, and how often each has its turn."""


@dataclass(frozen=True)
class Cost:
    """What a page costs, in milliseconds."""

    clock: float
    """Until the reader has it; where it is asked for as often as can be, between two answers."""
    processor: float
    """Of the server, whatever else this machine does."""


class Site:
    """A district that is being served."""

    def __init__(self, folder: Path, size: int) -> None:
        """Make the district, and its edition."""
        self.environ = {"PORTAL_DATA": str(folder), "PORTAL_BIND": f"127.0.0.1:{free_port()}"}
        settings = config.load(self.environ)
        self.port = settings.port
        self.app = create_app(settings)
        district.settle(self.app, cards(size))
        start = time.process_time()
        district.build(self.app)
        self.built = time.process_time() - start

    def edition(self) -> int:
        """Tell which edition is current."""
        with self.app.app_context():
            found = snapshot.standing().edition
            district.leave()
        return found

    def want_next(self) -> None:
        """Ask the builder for another edition."""
        with self.app.app_context():
            lock()
            snapshot.want_next()
            commit()
            district.leave()


@contextmanager
def site(size: int) -> Iterator[tuple[Site, int]]:
    """Serve a district of so many practices."""
    with tempfile.TemporaryDirectory() as folder:
        made = Site(Path(folder), size)
        with served(made.environ, made.port, SERVER) as server:
            yield made, server


def unseen(port: int, server: int) -> dict[str, list[Cost]]:
    """Tell for each question what a page costs that is made, and one that is rendered from a ready answer."""
    connection = Connection.to(port)
    found: dict[str, list[list[Cost]]] = {path: [[] for _ in questions()] for path in ("/practices", "/bench/ready")}
    for queries in islice(_spelt(), SPELLINGS):
        for number, query in enumerate(queries):
            connection.ask(f"/bench/prime?{query}")
            for path, costs in found.items():
                before = processor(server)
                took = connection.ask(f"{path}?{query}")
                costs[number].append(Cost(1000 * took, 1000 * (processor(server) - before)))
    return {path: [_middle(each) for each in costs] for path, costs in found.items()}


def seen(port: int, server: int) -> tuple[list[Cost], list[Cost]]:
    """Tell for each turn what a page seen before costs when it is asked for as often as can be, and the empty view."""
    page = f"/practices?{questions()[0].query()}"
    found: dict[str, list[Cost]] = {page: [], EMPTY: []}
    for _, path in product(range(TURNS), found):
        before = processor(server)
        often = per_second(port, path, SECONDS)
        found[path].append(Cost(1000 / often, 1000 * (processor(server) - before) / (often * SECONDS)))
    return found[page], found[EMPTY]


def beside_the_builder(made: Site) -> tuple[list[float], list[float], float]:
    """Time pages before a new edition is wanted and after it is there, and until then; and say how long that was."""
    connection = Connection.to(made.port)
    asked = (f"/practices?{query}" for queries in _spelt(first=SPELLINGS) for query in queries)
    alone = [1000 * connection.ask(next(asked)) for _ in range(ALONE)]
    number, start, beside = made.edition(), time.monotonic(), []
    made.want_next()
    while made.edition() == number:
        beside += [1000 * connection.ask(next(asked)) for _ in range(20)]
    took = time.monotonic() - start
    alone += [1000 * connection.ask(next(asked)) for _ in range(ALONE)]
    return alone, beside, took


def worker(size: int) -> tuple[float, float]:
    """Give the megabytes of the larger worker once it has answered the sixty, and what its edition took to build."""
    with site(size) as (made, server):
        connections = [Connection.to(made.port) for _ in range(8)]
        for question, connection in product(questions(), connections):
            connection.ask(f"/practices?{question.query()}")
        return max(memory(server)) / 2**20, made.built


def _middle(each: list[Cost]) -> Cost:
    return Cost(median(one.clock for one in each), median(one.processor for one in each))


def _spelt(first: int = 0) -> Iterator[list[str]]:
    """Write all questions in one way after the other: with other letters in capitals each time."""
    for number in count(first):
        yield [each.with_(q=_capitals(each.q, number)).query() for each in questions()]


def _capitals(query: str, number: int) -> str:
    return "".join(letter.upper() if number >> place & 1 else letter for place, letter in enumerate(query))


def _p(part: int, times: list[float]) -> float:
    return quantiles(times, n=100)[part - 1]


def _ratio(some: list[Cost], others: list[Cost], what: str) -> float:
    """Compare the 95th percentiles."""
    ours, theirs = (_p(95, [getattr(cost, what) for cost in costs]) for costs in (some, others))
    return ours / theirs


def _gain(some: list[Cost], others: list[Cost], what: str) -> float:
    """Compare turn by turn, since what else the machine does changes meanwhile, and give the ratio in the middle."""
    return median(getattr(other, what) / getattr(one, what) for one, other in zip(some, others, strict=True))


def main(largest: int) -> None:
    """Measure, and print what each took and what is asked of it."""
    size = 10_000
    with site(size) as (made, server):
        pages, ready = unseen(made.port, server).values()
        page, empty = seen(made.port, server)
        alone, beside, took = beside_the_builder(made)
    print(
        f"{f'{named(size)} practices, two workers':42}{'p50':>9}{'p95':>9}  ms{'p50':>12}{'p95':>9}  of the processor"
    )
    for name, costs in (("a page not seen before", pages), ("the same from a ready answer", ready)):
        clock, paid = [cost.clock for cost in costs], [cost.processor for cost in costs]
        print(f"{name:42}{_p(50, clock):9.2f}{_p(95, clock):9.2f}{_p(50, paid):16.2f}{_p(95, paid):9.2f}")
    for name, times in (
        ("pages while nothing is built", alone),
        (f"pages in {took:.0f} s of the builder's work", beside),
    ):
        print(f"{name:42}{_p(50, times):9.2f}{_p(95, times):9.2f}")
    print(f"\n{'':42}{'a second':>9}{'for a second of the processor':>31}")
    for name, turns in (("a page seen before", page), ("an empty Flask view", empty)):
        cost = _middle(turns)
        print(f"{name:42}{1000 / cost.clock:9.0f}{1000 / cost.processor:31.0f}")
    print()
    held, built = worker(largest) if largest > size else (None, None)
    show(
        [
            Row("a page not seen before, p95 against a ready answer", 2, _ratio(pages, ready, "clock")),
            Row("the same in time of the processor", 2, _ratio(pages, ready, "processor")),
            Row("a page seen before, requests/s against an empty view", 2, _gain(page, empty, "clock"), least=True),
            Row("the same for a second of the server's processor", 2, _gain(page, empty, "processor"), least=True),
            Row(f"memory of a worker at {named(SIZES[-1])} (MB)", 250, held),
        ]
    )
    print(f"\nThe builder took {made.built:.0f} s of the processor for {named(size)}", end="")
    print(f", and {built:.0f} s for {named(largest)}." if built else ".")
    print(f"{os.cpu_count()} processors, which may be shared: {os.getloadavg()[0]:.1f} wanted one at the end.")


if __name__ == "__main__":
    main({named(size): size for size in SIZES}[sys.argv[1] if len(sys.argv) > 1 else named(SIZES[-1])])
