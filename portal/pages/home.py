"""What the home page shows of an edition: subjects against bands, jobs, and the guide in small."""

from collections.abc import Iterable, Mapping, Sequence

from portal.guide.document import Document
from portal.pages.results import link
from portal.search.criteria import Criteria
from portal.search.facets import Option
from portal.search.filing import ANY_SUBJECT
from portal.vocabulary.words import Vocabulary

NEW = 6
"""Cards of the newest release that fit the page."""

SHADES = 4
"""Steps of the heat table, from pale to deep."""

Cell = tuple[int, str, int]
"""Count, link, shade."""


def grid(counts: Mapping[tuple[str, str], int], words: Vocabulary) -> list[tuple[str, list[Cell]]]:
    """Lay out counts by subject and band; a subject without any of its own is left out."""
    found = {subject: [counts.get((subject, band), 0) for band in words.bands] for subject in words.codes("subjects")}
    everywhere = found.get(ANY_SUBJECT, [0] * len(words.bands))
    kept = {subject: row for subject, row in found.items() if subject == ANY_SUBJECT or row != everywhere}
    shown = [count for row in kept.values() for count in row if count]
    return [
        (
            words.label("subjects", subject),
            [
                (count, link(Criteria(subject=(subject,), grade=(band,))), _shade(count, shown))
                for band, count in zip(words.bands, row, strict=True)
            ],
        )
        for subject, row in kept.items()
        if any(row)
    ]


def jobs(options: Iterable[Option], words: Vocabulary) -> list[tuple[str, int, str]]:
    """List the jobs as (text, count, link), those with the most practices first."""
    most_first = sorted(options, key=lambda option: -option.count)
    return [(words.label("tasks", job.value), job.count, link(Criteria(task=(job.value,)))) for job in most_first]


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


def _shade(count: int, shown: Sequence[int]) -> int:
    """Tell the least of the counts that are shown from the most: what fits every subject is in all of them."""
    if not count:
        return 0
    least, most = min(shown), max(shown)
    return 1 + (count - least) * (SHADES - 1) // max(most - least, 1)
