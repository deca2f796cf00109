"""What the builder lays into an edition for the gap, beside the cards: it names no practice."""

import json
from dataclasses import dataclass
from pathlib import Path

from portal import snapshot
from portal.gap import models
from portal.gap.rules import At, Axis, Said
from portal.guide import content
from portal.guide import models as guide

NAME = "gap.json"


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

    def said(self, axis: Axis) -> dict[At, Said]:
        """Say what teachers answered in each cell, as far as it may be told."""
        return {at: said for of, at, said in self.answers if of is axis}


def of() -> Laid:
    """Gather it for the edition that is being built."""
    issue = guide.latest()
    lines = content.from_json(issue.content).advice() if issue else ()
    return Laid(
        public=models.is_public(),
        guide=issue.number if issue else 0,
        named=frozenset(line.task for line in lines if line.task),
        answers=tuple((axis, at, said) for axis in Axis for at, said in models.answers(axis).items()),
    )


def write(folder: Path, laid: Laid) -> None:
    """Lay it into an edition's folder."""
    whole = {
        "public": laid.public,
        "guide": laid.guide,
        "named": sorted(laid.named),
        "answers": sorted((axis, at.place, at.task, said) for axis, at, said in laid.answers),
    }
    (folder / NAME).write_text(json.dumps(whole), encoding="utf-8")


def read(folder: Path) -> Laid:
    """Read it back; an edition that an older version built tells nothing."""
    path = folder / NAME
    if not path.exists():
        return Laid()
    whole = json.loads(path.read_text(encoding="utf-8"))
    return Laid(
        public=whole["public"],
        guide=whole["guide"],
        named=frozenset(whole["named"]),
        answers=tuple((Axis(axis), At(place, task), Said(said)) for axis, place, task, said in whole["answers"]),
    )


def current() -> Laid:
    """Give what the edition that readers see now holds."""
    return snapshot.loaded(read)
