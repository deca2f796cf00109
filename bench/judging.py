"""Judged queries, how well an answer serves them, and two engines that answer: the portal's own search and plain FTS5.

A judged query names practices by their titles, with a grade from 1 (of some use) to 3 (just what was looked for). The
portal is asked as its page asks. FTS5 stands for a search that takes no trouble: words as they are, any of them, bm25.
"""

import json
import math
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import KNOWN, VOCABULARY, labels
from portal.search import building, understood
from portal.search.card import Card
from portal.search.criteria import parse
from portal.search.index import Index

FIRST = 10
"""Practices of which the order is weighed."""
SHOWN = 20
"""Practices on a page."""
AT_ONCE = 3
"""Practices that are seen without scrolling."""
GOOD = 2
"""The grade of a practice that answers."""
MARGIN = 0.15
"""By how much more nDCG@10 the portal must have than the others."""

Engine = Callable[[str], Sequence[str]]
"""Answers a query with titles, the best first."""


@dataclass(frozen=True)
class Judged:
    """One query, and what was found to answer it."""

    query: str
    kind: str
    grades: Mapping[str, int]
    """By title; what is not here is of no use."""
    right: str = ""
    """The same query spelt right, where it is not."""


@dataclass(frozen=True)
class Served:
    """How well one answer serves."""

    ndcg: float
    recall: float
    at_once: float


def judged(paths: Iterable[Path]) -> list[Judged]:
    """Read judged queries."""
    return [Judged(**each) for path in paths for each in json.loads(path.read_text(encoding="utf-8"))]


def cards(paths: Iterable[Path]) -> list[Card]:
    """Read practices from files as they are imported; one without a title is called by its file and line."""
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found.append(_card(f"{len(found):06}", json.loads(line), f"{path.name}:{number}"))
    return found


def served(answer: Sequence[str], grades: Mapping[str, int]) -> Served:
    """Weigh an answer: the order of the first ten, how much of all is on the page, and whether one is seen at once."""
    ideal = _gain(sorted(grades.values(), reverse=True))
    found = [grades.get(title, 0) for title in dict.fromkeys(answer)]
    return Served(
        ndcg=_gain(found) / ideal,
        recall=sum(map(bool, found[:SHOWN])) / len(grades),
        at_once=float(any(grade >= GOOD for grade in found[:AT_ONCE])),
    )


def ours(folder: Path, cards: Sequence[Card]) -> Engine:
    """Build an index as the builder does, and ask it as the page does."""
    building.build(folder, cards, known=KNOWN, labels=labels)
    opened = Index.open(folder)

    def answer(query: str) -> Sequence[str]:
        criteria = understood.read(parse([("q", query)], KNOWN), KNOWN)
        return [hit.card.title for hit in opened.find(criteria, size=SHOWN).hits]

    return answer


def fts5(cards: Sequence[Card]) -> Engine:
    """Fill a table with the same texts."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table texts using fts5(title, words, labels)")
    base.executemany("insert into texts values (?, ?, ?)", map(texts, cards))

    def answer(query: str) -> Sequence[str]:
        anything = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        rows = base.execute(
            "select title from texts where texts match ? order by bm25(texts), rowid limit ?", [anything, SHOWN]
        )
        return [title for (title,) in rows]

    return answer


def texts(card: Card) -> tuple[str, str, str]:
    """Give what every engine may look into: title, words, and the words of the label."""
    return card.title, "\n".join(card.words.values()), labels(card)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:FIRST]))


def _card(key: str, row: Mapping[str, object], name: str) -> Card:
    def codes(kind: str, *names: str) -> tuple[str, ...]:
        """Read a label as an import does: by code, name or alias; what the vocabulary lacks says nothing."""
        listed = next((row[name] for name in names if row.get(name)), ())
        each = map(str, listed) if isinstance(listed, list) else ()
        return tuple(filter(None, (VOCABULARY.understood(kind, typed) for typed in each)))

    def text(*names: str) -> str:
        return str(next((row[name] for name in names if row.get(name)), ""))

    parts = ("prompt", "when", "steps", "discarded", "asked", "output", "checks", "now")
    words = {part: text(part) for part in parts if text(part)}
    return Card(
        id=key,
        kind=text("kind"),
        title=text("title") or name,
        words=words or {"prompt": text("body")},
        subject=codes("subjects", "subject", "subject_inferred") or ("any",),
        grade=codes("grades", "grade", "grade_inferred") or ("UG",),
        task=text("task"),
        tool=codes("tools", "tool"),
        language=text("language", "lang") or "en",
    )
