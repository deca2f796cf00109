"""Which practices the guide's issues cite: in which lines, why, and since when."""

from portal.guide import models
from portal.guide.content import Content, from_json
from portal.search.card import Cited, Citing

WORKS_PAGE = 2
CAUGHT_PAGE = 3


def in_force() -> frozenset[str]:
    """Give the keys of the practices that the issue in force cites."""
    issue = models.latest()
    return frozenset(_lines(from_json(issue.content))) if issue else frozenset()


def cited() -> dict[str, Cited]:
    """Say of each practice that an issue cites which one did so last, and from which on all up to that one did."""
    issues, found = models.issues(), dict[str, Cited]()
    for issue in reversed(issues):
        for key, lines in _lines(from_json(issue.content)).items():
            before = found.get(key)
            found[key] = Cited(
                since=before.since if before and before.issue == issue.number - 1 else issue.number,
                issue=issue.number,
                in_force=issue is issues[0],
                review_by=issue.review_by,
                lapsed=issue.lapsed,
                lines=tuple(lines),
            )
    return found


def _lines(content: Content) -> dict[str, list[Citing]]:
    """Sort the lines that cite anything by what they cite."""
    found: dict[str, list[Citing]] = {}
    for page, advice in ((WORKS_PAGE, content.works), (CAUGHT_PAGE, content.caught)):
        for line in advice:
            for key in line.practices:
                found.setdefault(key, []).append(Citing(page, line.heading, line.reason))
    return found
