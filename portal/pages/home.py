"""What the home page shows of an edition: subjects against bands, jobs, and the guide in small."""

from collections.abc import Iterable, Mapping

from portal.guide.document import Document
from portal.pages.results import link
from portal.search.criteria import Criteria
from portal.search.facets import Option
from portal.vocabulary.words import Vocabulary

NEW = 6
"""Cards of the newest release that fit the page."""

SHADES = 4
"""Steps of the heat table, from pale to deep."""

Cell = tuple[int, str, int]
"""Count, link, shade."""


def grid(counts: Mapping[tuple[str, str], int], words: Vocabulary) -> list[tuple[str, list[Cell]]]:
    """Lay out counts by subject and band; a subject without any is left out."""
    most = max(counts.values(), default=1)
    return [
        (
            words.label("subjects", subject),
            [
                _cell(counts.get((subject, band), 0), most, Criteria(subject=(subject,), grade=(band,)))
                for band in words.bands
            ],
        )
        for subject in words.codes("subjects")
        if any(counts.get((subject, band)) for band in words.bands)
    ]


def jobs(options: Iterable[Option], words: Vocabulary) -> list[tuple[str, int, str]]:
    """List the jobs as (text, count, link), those with the most practices first."""
    most_first = sorted(options, key=lambda option: -option.count)
    return [(words.label("tasks", job.value), job.count, link(Criteria(task=(job.value,)))) for job in most_first]


def _cell(count: int, most: int, criteria: Criteria) -> Cell:
    return count, link(criteria), -(-count * SHADES // most) if count else 0


def leaves(guide: Document | None) -> list[tuple[str, str, str]]:
    """Show the guide as small pages: heading, what is on it, link."""
    if guide is None:
        return []
    said = (
        "Who it is for, and the questions to ask first",
        "What colleagues proved",
        "And the check that catches it",
        "Signed by both sides",
    )
    return [
        (section.heading, line, f"/guide#page-{number}")
        for number, (section, line) in enumerate(zip(guide.sections, said, strict=False), start=1)
    ]
