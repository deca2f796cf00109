"""How long the guide takes to come out in each of its forms, and how long the gate takes to check a draft.

The invented district is built in a folder of its own, and its issue is rendered again and again. Times are those of
the processor. What counts are the ratios to one form, Markdown, which is timed beside each of the others: a machine
that others use as well is slow now and then, and then it is slow for both. `python bench/guide.py` prints the table.
"""

import sys
import tempfile
from collections.abc import Callable
from statistics import median
from time import process_time

from flask_migrate import upgrade

from portal import config, demo
from portal.command import create_app
from portal.db import db
from portal.drafting import sheet
from portal.editions import builder
from portal.guide import published, rendering
from portal.guide.exports.pdf import Paper

ROUNDS = 15

Work = Callable[[], object]


def measure(rounds: int) -> list[tuple[str, float, float]]:
    """Give for each piece of work its name, its median in milliseconds, and the median of its ratios to Markdown."""
    document = published.current()

    def form(name: str, paper: Paper = Paper.LETTER) -> Work:
        return lambda: rendering.render(document, name, paper)

    works: dict[str, Work] = {
        "PDF, Letter": anew(form("pdf")),
        "PDF, A4": anew(form("pdf", Paper.A4)),
        "Word": anew(form("docx")),
        "Markdown": anew(form("md")),
        "HTML": anew(form("html")),
        "JSON": anew(form("json")),
        "gate, a draft it has not seen": anew(sheet.checked),
        "gate, the same draft again": sheet.checked,
    }
    found = []
    for name, work in works.items():
        pairs = []
        for _ in range(rounds):
            # The first turn is not timed: what one piece of work remembers, another may have made it forget.
            works["Markdown"]()
            beside = timed(works["Markdown"])
            work()
            pairs.append((timed(work), beside))
        found.append((name, median(took for took, _ in pairs), median(took / one for took, one in pairs)))
    return found


def anew(work: Work) -> Work:
    """Do the work as if for the first time: nothing is remembered of the turn before."""

    def forgetting() -> object:
        rendering.render.cache_clear()
        rendering.printed.cache_clear()
        return work()

    return forgetting


def timed(work: Work) -> float:
    """Give the milliseconds of the processor that one turn takes: others who use the machine as well don't count."""
    start = process_time()
    work()
    return (process_time() - start) * 1000


def main(rounds: int) -> None:
    """Build the district, and print one table."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(config.load({"PORTAL_DATA": folder}))
        with app.app_context():
            upgrade()
            builder.build(anew=True)
            demo.build(lambda: None)
        with app.test_request_context():
            print(f"Medians of {rounds} rounds on a machine that may be shared; each ratio is to Markdown beside it.\n")
            print(f"{'':32}{'ms':>9}{'ratio':>9}")
            for name, took, ratio in measure(rounds):
                print(f"{name:32}{took:9.1f}{ratio:9.1f}")
            db.session.remove()
            db.engine.dispose()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
