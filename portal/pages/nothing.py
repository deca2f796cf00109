"""What a page says whose question found nothing, or not all of its words: how it was read, and what is nearby."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.pages.results import link, quoted
from portal.search.criteria import Criteria
from portal.search.nearest import Nearest, Way
from portal.search.question import Correction
from portal.vocabulary.words import Vocabulary

_CHANGES = {
    "subject": "in other subjects",
    "grade": "in other grades",
    "kind": "of another kind",
    "task": "for other jobs",
    "tool": "with other tools",
    "level": "at other levels",
    "language": "in other languages",
    "guide": "outside the guide",
    "minutes": "whatever time they save",
    "filters": "without filters",
    "all": "in all",
}
"""What a question nearby finds, by the filter that it drops."""

_SHORT = 40
"""Characters of a query that a link repeats."""

_LAST = ("q", "all")
"""Ways that leave the reader's own words behind."""


@dataclass(frozen=True)
class Offer:
    """A question nearby as a link: how many it finds, and where."""

    total: int
    where: str
    href: str

    @property
    def text(self) -> str:
        """Say it in a sentence's middle, such as "9 in grades 3 to 5"."""
        return f"{self.total} {self.where}"


def offers(nearest: Nearest, criteria: Criteria, words: Vocabulary) -> list[Offer]:
    """List the questions nearby, the nearest first: wider grades, then one filter less, then other words.

    The one that drops everything has its own button.
    """
    ways = sorted(
        (way for way in nearest.ways if way.criteria.query()), key=lambda way: (way.what in _LAST, way.what != "band")
    )
    return [Offer(way.total, _where(way, criteria, words), link(way.criteria)) for way in ways]


def readings(corrections: Iterable[Correction], asked: str) -> list[str]:
    """Say which words no practice has, and what was looked for in their place; the heading names all that was asked."""
    return [_reading(each, asked) for each in corrections]


def _reading(correction: Correction, asked: str) -> str:
    if correction.meant:
        return f"No practice has “{correction.typed}”. We looked for “{correction.meant}”."
    if correction.typed == asked:
        return "No practice has this word. Try another one for it."
    return f"No practice has “{correction.typed}”."


def _where(way: Way, criteria: Criteria, words: Vocabulary) -> str:
    if way.what == "band":
        labels = " or ".join(words.label("grades", code) for code in way.criteria.grade)
        return f"in {labels[0].lower()}{labels[1:]}"
    if way.what == "q":
        return f"without {quoted(criteria.q)}" if len(criteria.q) <= _SHORT else "without these words"
    return _CHANGES[way.what]
