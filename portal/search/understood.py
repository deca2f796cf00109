"""Grades that stand in the words of a query, read as the filter they mean: "7th grade fractions".

Only grades are. A subject's name means too much else (the science of reading, a letter in Spanish, the state of the
art), and as a word it finds the same practices by their labels. What is in quotation marks, or follows a minus, is
left as it is.
"""

from collections.abc import Iterable

from portal.search.asking import pieces
from portal.search.criteria import Criteria, Known
from portal.search.folding import fold
from portal.search.forms import runs_in
from portal.search.grade_names import GradeNames, Place
from portal.search.stops import says_nothing


def read(criteria: Criteria, known: Known) -> Criteria:
    """Turn grades that the words name into the filter, and take them out of the words.

    A grade that was chosen counts: words that name another one beside it stay words.
    """
    names = GradeNames(known)
    while True:
        further = _read_once(criteria, names)
        if further == criteria:
            return criteria
        criteria = further


def _read_once(criteria: Criteria, names: GradeNames) -> Criteria:
    places = _places(criteria.q, names)
    codes = names.narrowest(code for _, _, found in places for code in found)
    if not codes or (criteria.grade and criteria.grade != codes):
        return criteria
    return criteria.with_(q=_without(criteria.q, places), grade=codes)


def _places(query: str, names: GradeNames) -> list[Place]:
    """Find what names grades, outside quotation marks."""
    places = []
    for piece in pieces(query):
        if not piece.quoted and not piece.left_out:
            folded, starts, ends = fold(query[piece.start : piece.end])
            for start, end, codes in names.found(folded):
                places.append((piece.start + starts[start], piece.start + ends[end - 1], codes))
    return places


def _without(query: str, places: Iterable[Place]) -> str:
    """Take stretches out of a query; when what is left tells nothing, nothing is left."""
    at = 0
    left = []
    for start, end, _ in places:
        left.append(query[at:start])
        at = end
    rest = " ".join(" ".join((*left, query[at:])).split()).strip(",;:/ ")
    return rest if any(not says_nothing(text) for text, _, _ in runs_in(rest)) else ""
