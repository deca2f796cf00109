"""The label of a practice: as fine as it may be without pointing at someone.

A label is read in the strictest way: "she teaches all of these, somewhere in that place". Whoever teaches both
mathematics and Latin may be one person, although each has twenty; so what counts is who teaches the whole set.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

ANY_SUBJECT = "any"
ANY_GRADE = "UG"

SAID_FROM = 20
"""Up to so many teachers no number is said, only that they are enough."""

Bands = Mapping[str, Sequence[str]]
"""The grades of each band, by the band's code."""


@dataclass(frozen=True)
class Label:
    """Subjects, and one place among the grades: a grade, a band, or any."""

    subjects: tuple[str, ...]
    place: str


EVERYBODY = Label((ANY_SUBJECT,), ANY_GRADE)


@dataclass(frozen=True)
class Row:
    """So many teachers who teach all of these subjects in one place. Each teacher stands in one row only."""

    subjects: frozenset[str]
    """Holds `any` for those who teach every subject, as most elementary teachers do."""
    place: str
    teachers: int


@dataclass(frozen=True)
class Roster:
    """How many teachers a district has, and what they teach. It names nobody."""

    rows: tuple[Row, ...]

    @property
    def everybody(self) -> int:
        """How many teachers there are."""
        return sum(row.teachers for row in self.rows)

    def count(self, label: Label, bands: Bands) -> int:
        """Count the teachers who teach all that a label names, in its place."""
        return sum(row.teachers for row in self.rows if fits(row, label, bands))


@dataclass(frozen=True)
class Shares:
    """Which part of a roster's teachers could name their subject, and how finely their place beside it."""

    by_grade: float = 0.0
    by_band: float = 0.0
    by_subject: float = 0.0
    """With the subject alone, in any grade."""
    not_at_all: float = 0.0


def safe(subjects: Iterable[str], grades: Iterable[str], *, bands: Bands, roster: Roster | None, least: int) -> Label:
    """Give the finest label of these subjects and grades under which at least so many teachers stand.

    Without a roster nobody knows how many there are: then it is one subject and one band at the finest.
    """
    if roster is None:
        named = _named(subjects)
        one = named if len(named) == 1 else (ANY_SUBJECT,)
        return next(label for label in ways(one, grades, bands) if label.place in {*bands, ANY_GRADE})
    enough = (label for label in ways(subjects, grades, bands) if roster.count(label, bands) >= least)
    return next(enough, EVERYBODY)


def ways(subjects: Iterable[str], grades: Iterable[str], bands: Bands) -> Iterator[Label]:
    """Give the labels that these subjects and grades may stand under, the finest first."""
    named, chosen = _named(subjects), set(grades) or {ANY_GRADE}
    if len(chosen) == 1 and not chosen & {*bands, ANY_GRADE}:
        yield Label(named, *chosen)
    for band in bands:
        if all(lies_in(grade, band, bands) for grade in chosen):
            yield Label(named, band)
    yield Label(named, ANY_GRADE)
    yield EVERYBODY


def fits(row: Row, label: Label, bands: Bands) -> bool:
    """Say whether the teachers of a row teach all that a label names, in its place."""
    teaches = ANY_SUBJECT in row.subjects or row.subjects >= set(label.subjects) - {ANY_SUBJECT}
    return teaches and lies_in(row.place, label.place, bands)


def lies_in(inner: str, place: str, bands: Bands) -> bool:
    """Say whether a place lies wholly in another. A band does not lie in any one of its grades."""
    return place in {inner, ANY_GRADE} or inner in bands.get(place, ())


def band_of(grade: str, bands: Bands) -> str:
    """Name the band of a grade, or any grade where it has none."""
    return next((band for band in bands if lies_in(grade, band, bands)), ANY_GRADE)


def sayable(teachers: int, *, least: int) -> int:
    """Round a number of teachers so that it points at nobody: tens above twenty, below that only the minimum."""
    return round(teachers / 10) * 10 if teachers > SAID_FROM else least


def shares(roster: Roster, bands: Bands, *, least: int) -> Shares:
    """Say which part of the teachers could name one subject of theirs by grade, by band, alone, or not at all."""
    taught = sorted(frozenset[str]().union(*(row.subjects for row in roster.rows)) - {ANY_SUBJECT}) or [ANY_SUBJECT]
    found = [0, 0, 0, 0]
    for row in roster.rows:
        own = taught if ANY_SUBJECT in row.subjects else sorted(row.subjects)
        found[min(_step([subject], row.place, roster, bands, least) for subject in own)] += row.teachers
    return Shares(*(teachers / (roster.everybody or 1) for teachers in found))


def shared_widely(counts: Mapping[str, int], *, least: int = 5) -> frozenset[str]:
    """Give the values that enough released practices share to be shown without pointing at one author."""
    return frozenset(value for value, count in counts.items() if count >= least)


def _named(subjects: Iterable[str]) -> tuple[str, ...]:
    """Order the subjects; several together with `any`, or none at all, fit any subject."""
    found = set(subjects)
    return (ANY_SUBJECT,) if not found or ANY_SUBJECT in found else tuple(sorted(found))


def _step(subjects: Iterable[str], place: str, roster: Roster, bands: Bands, least: int) -> int:
    """Say how fine the label of one teacher could be, as a place in the order of `Shares`."""
    label = safe(subjects, [place], bands=bands, roster=roster, least=least)
    if label == EVERYBODY:
        return 3
    return 2 if label.place == ANY_GRADE else 1 if label.place in bands else 0
