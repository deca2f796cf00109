"""What the builder lays into an edition for the gap, so that no page looks at every card: it names no practice."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from portal import snapshot
from portal.gap import models
from portal.gap.rules import At, Axis, Said
from portal.guide import content
from portal.guide import models as guide
from portal.search.card import Card

NAME = "gap.json"

Counts = Mapping["Alike", int]


@dataclass(frozen=True, order=True)
class Alike:
    """All of a practice that the picture tells apart: there are few ways to differ."""

    label: tuple[str, ...]
    """Its subjects or its grades."""
    task: str
    caught: bool
    cited: bool
    left_out: bool


@dataclass(frozen=True)
class Laid:
    """What an edition's cards do not tell."""

    public: bool = False
    """Whether all readers see the page."""
    guide: int = 0
    """Number of the issue in force; 0 before the first."""
    named: frozenset[str] = frozenset()
    """Codes of the tasks that its lines are about."""
    answers: tuple[tuple[Axis, At, Said], ...] = ()
    counts: Mapping[Axis, Counts] = field(default_factory=dict)
    """How many cards are alike, on each axis."""

    def said(self, axis: Axis) -> dict[At, Said]:
        """Say what teachers answered in each cell, as far as it may be told."""
        return {at: said for of, at, said in self.answers if of is axis}


def counted(axis: Axis, cards: Iterable[Card]) -> Counter[Alike]:
    """Count cards that are alike together."""
    return Counter(
        Alike(
            card.subject if axis is Axis.SUBJECT else card.grade,
            card.task,
            card.kind == "caught",
            card.guide,
            bool(card.not_taken),
        )
        for card in cards
    )


def of(cards: Iterable[Card]) -> Laid:
    """Gather it for the edition that is being built of these cards."""
    every = list(cards)
    issue = guide.latest()
    lines = content.from_json(issue.content).advice() if issue else ()
    return Laid(
        public=models.is_public(),
        guide=issue.number if issue else 0,
        named=frozenset(line.task for line in lines if line.task),
        answers=tuple((axis, at, said) for axis in Axis for at, said in models.answers(axis).items()),
        counts={axis: counted(axis, every) for axis in Axis},
    )


def write(folder: Path, laid: Laid) -> None:
    """Lay it into an edition's folder."""
    whole = {
        "public": laid.public,
        "guide": laid.guide,
        "named": sorted(laid.named),
        "answers": sorted((axis, at.place, at.task, said) for axis, at, said in laid.answers),
        "counts": {
            axis: [(*vars(alike).values(), times) for alike, times in sorted(counts.items())]
            for axis, counts in laid.counts.items()
        },
    }
    (folder / NAME).write_text(json.dumps(whole), encoding="utf-8")


def read(folder: Path) -> Laid:
    """Read it back."""
    whole = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return Laid(
        public=whole["public"],
        guide=whole["guide"],
        named=frozenset(whole["named"]),
        answers=tuple((Axis(axis), At(place, task), Said(said)) for axis, place, task, said in whole["answers"]),
        counts={
            Axis(axis): {Alike(tuple(label), *rest): times for label, *rest, times in counts}
            for axis, counts in whole["counts"].items()
        },
    )


def current() -> Laid:
    """Give what the edition that readers see now holds."""
    return snapshot.loaded(read)
