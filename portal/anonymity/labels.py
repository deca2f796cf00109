"""The label of a practice: as fine as it may be without pointing at someone."""

from collections.abc import Iterable, Mapping, Sequence

ANY_SUBJECT = "any"
ANY_GRADE = "UG"


def safe_grades(grades: Iterable[str], bands: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Widen grades to the bands they lie in.

    Without a roster nobody knows how many teachers stand under one grade of one subject, so a label is never
    finer than a band. A grade outside every band makes the label fit any grade.
    """
    found: set[str] = set()
    for grade in grades:
        wider = [band for band, inside in bands.items() if grade == band or grade in inside]
        if not wider:
            return (ANY_GRADE,)
        found.update(wider)
    return tuple(band for band in bands if band in found) or (ANY_GRADE,)


def safe_subjects(subjects: Iterable[str]) -> tuple[str, ...]:
    """Order the subjects; several together with `any`, or none at all, fit any subject."""
    found = sorted(set(subjects))
    return (ANY_SUBJECT,) if not found or ANY_SUBJECT in found else tuple(found)


def shared_widely(counts: Mapping[str, int], *, least: int = 5) -> frozenset[str]:
    """Give the values that enough released practices share to be shown without pointing at one author."""
    return frozenset(value for value, count in counts.items() if count >= least)
