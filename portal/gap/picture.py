"""The gap as a picture: a table whose cells hold a drawn sign, and the words it stands for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from portal.anonymity.labels import ANY_GRADE, ANY_SUBJECT, band_of
from portal.drafting import candidates
from portal.gap import rules
from portal.gap.laid import Counts, Laid
from portal.gap.rules import At, Axis, Cell, Covered, Said, Seen
from portal.search.card import Card
from portal.search.criteria import Criteria
from portal.vocabulary.words import Vocabulary

LARGEST = 12
"""Radius of the largest dot, in a sign of 48 by 48: its ring stays clear of what stands in the corners."""

_FULL = 4
"""So many practices at least fill the largest dot: while there are few, one must not look like many."""

_SMALLEST = 2
"""Radius below which a dot is hard to see."""

MOST_STROKES = 5
"""From so many caught outputs on, a gate of strokes is closed and counts no further."""

_SAID = {
    Said.YES: "most say it is allowed",
    Said.DIFFERS: "opinions differ on whether it is allowed",
    Said.NOT_SURE: "most are not sure that it is allowed, or say it is not",
}

_IN_SHORT = {
    Said.NOTHING: "",
    Said.YES: "Allowed? Most say yes.",
    Said.DIFFERS: "Allowed? Opinions differ.",
    Said.NOT_SURE: "Allowed? Most are not sure, or say no.",
}

_COVERED = {
    Covered.CITED: "in the guide",
    Covered.NAMED: "the guide is about this job, but cites nothing from here",
    Covered.NOTHING: "nothing in the guide",
}


@dataclass(frozen=True)
class Sign:
    """One cell, drawn and in words."""

    href: str
    words: str
    practices: int
    radius: float
    strokes: int
    covered: Covered
    said: Said


@dataclass(frozen=True)
class Row:
    """One task: its label, what teachers say of it in all grades, and a sign for each column where there is one."""

    label: str
    said: str
    signs: tuple[Sign | None, ...]


@dataclass(frozen=True)
class Proposal:
    """A cell that the guide may take up next, and why."""

    at: At
    label: str
    href: str
    why: str


@dataclass(frozen=True)
class Picture:
    """All of the page."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    proposals: tuple[Proposal, ...]
    no_rows: tuple[str, ...]
    """Labels of the tasks that no practice is about."""
    no_columns: tuple[str, ...]
    """Labels of the places that no practice stands under."""
    taskless: int
    """Practices that name no task, and so stand in no cell."""


def draw(axis: Axis, counts: Counts, laid: Laid, words: Vocabulary) -> Picture:
    """Draw what these counts come to, tasks down, subjects or grades across."""
    found = rules.cells(_seen(axis, counts, words), named=laid.named, answers=laid.said(axis))
    places, tasks = _places(axis, words), words.codes("tasks")
    used_places = [place for place in places if any(at.place == place for at in found)]
    used_tasks = sorted((task for task in tasks if _of(task, found)), key=lambda task: -_of(task, found))
    overall = laid.said(Axis.GRADE)
    fullest = max((cell.practices for cell in found.values()), default=0)
    return Picture(
        columns=tuple(_place(axis, place, words) for place in used_places),
        rows=tuple(
            Row(
                label=words.label("tasks", task),
                said=_IN_SHORT[overall.get(At(rules.ALL, task), Said.NOTHING)],
                signs=tuple(
                    _sign(axis, at, found[at], fullest, words) if (at := At(place, task)) in found else None
                    for place in used_places
                ),
            )
            for task in used_tasks
        ),
        proposals=tuple(_proposal(axis, at, found[at], words) for at in rules.next_up(found)),
        no_rows=tuple(words.label("tasks", task) for task in tasks if task not in used_tasks),
        no_columns=tuple(_place(axis, place, words) for place in places if place not in used_places),
        taskless=sum(times for alike, times in counts.items() if not alike.task),
    )


def best(axis: Axis, at: At, cards: Iterable[Card], words: Vocabulary) -> Card:
    """Find the practice of a cell that stands highest: what staff would begin a line with."""
    open_here = (card for card in cards if card.task == at.task and not card.not_taken)
    return candidates.best(card for card in open_here if at.place in _stands(_label(axis, card), axis, words))[0]


def _seen(axis: Axis, counts: Counts, words: Vocabulary) -> Iterator[Seen]:
    for alike, times in counts.items():
        yield Seen(
            _stands(alike.label, axis, words),
            alike.task,
            caught=alike.caught,
            cited=alike.cited,
            left_out=alike.left_out,
            times=times,
        )


def _label(axis: Axis, card: Card) -> tuple[str, ...]:
    return card.subject if axis is Axis.SUBJECT else card.grade


def _stands(label: tuple[str, ...], axis: Axis, words: Vocabulary) -> tuple[str, ...]:
    """Give the columns that this part of a label belongs under."""
    if axis is Axis.SUBJECT:
        return label or (ANY_SUBJECT,)
    return tuple(sorted({band_of(grade, words.bands) for grade in label or (ANY_GRADE,)}))


def _places(axis: Axis, words: Vocabulary) -> tuple[str, ...]:
    """List the columns; what fits any place has one of its own, the last, and is never counted into the others."""
    if axis is Axis.GRADE:
        return (*words.bands, ANY_GRADE)
    return (*(code for code in words.codes("subjects") if code != ANY_SUBJECT), ANY_SUBJECT)


def _place(axis: Axis, place: str, words: Vocabulary) -> str:
    if place == ANY_SUBJECT:
        return "Any subject"
    return words.label("subjects" if axis is Axis.SUBJECT else "grades", place)


def _of(task: str, found: Mapping[At, Cell]) -> int:
    return sum(cell.practices for at, cell in found.items() if at.task == task)


def _sign(axis: Axis, at: At, cell: Cell, fullest: int, words: Vocabulary) -> Sign:
    parts = [_many(cell), _COVERED[cell.covered], *([_SAID[cell.said]] if cell.said else [])]
    return Sign(
        href=_href(axis, at),
        words=f"{words.label('tasks', at.task)}, {_place(axis, at.place, words)}: {', '.join(parts)}",
        practices=cell.practices,
        radius=round(max(_SMALLEST, LARGEST * sqrt(cell.practices / max(fullest, _FULL))), 1),
        strokes=min(cell.caught, MOST_STROKES),
        covered=cell.covered,
        said=cell.said,
    )


def _many(cell: Cell) -> str:
    caught = f", {cell.caught} of them caught" if cell.caught else ""
    return f"{cell.practices} {'practice' if cell.practices == 1 else 'practices'}{caught}"


def _href(axis: Axis, at: At) -> str:
    here = Criteria(task=(at.task,)).toggle(axis, at.place)
    return f"/practices?{here.query()}"


def _proposal(axis: Axis, at: At, cell: Cell, words: Vocabulary) -> Proposal:
    why = "One practice" if cell.practices == 1 else f"{cell.practices} practices"
    if cell.caught and cell.practices == 1:
        why += ", which tells what AI got wrong"
    elif cell.caught:
        why += f", {cell.caught} of them {'tells' if cell.caught == 1 else 'tell'} what AI got wrong"
    asked = f" {_SAID[cell.said][0].upper()}{_SAID[cell.said][1:]}." if cell.said else ""
    return Proposal(
        at=at,
        label=f"{words.label('tasks', at.task)} · {_place(axis, at.place, words)}",
        href=_href(axis, at),
        why=f"{why}, and nothing in the guide yet.{asked}",
    )
