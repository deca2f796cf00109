"""The issue in force, as the builder lays it into an edition and readers' pages read it back."""

from collections.abc import Iterable
from pathlib import Path

from portal import clock, config, snapshot
from portal.errors import NotFoundError
from portal.guide import compose, content, models, written
from portal.guide.document import Document, Signed
from portal.search import reading
from portal.search.card import Card

_FILE = "guide.json"


class NoGuideError(NotFoundError):
    """No issue has been published."""

    message = "There is no guide yet. It appears here when curriculum staff and the union have both signed it."


def cited() -> frozenset[str]:
    """Give the ids of the practices that the issue in force cites."""
    issue = models.latest()
    if issue is None:
        return frozenset()
    return frozenset(practice for line in content.from_json(issue.content).advice() for practice in line.practices)


def of(cards: Iterable[Card]) -> Document | None:
    """Compose the issue in force for these cards; none before the first."""
    issue = models.latest()
    if issue is None:
        return None
    settings = config.current()
    return compose.compose(
        content.from_json(issue.content),
        cards={card.id: card for card in cards},
        signatures=[Signed(**signature) for signature in issue.signatures],
        number=issue.number,
        published=issue.published,
        lapsed=issue.review_by < clock.today().isoformat(),
        content_hash=issue.content_hash,
        district=settings.district.name,
        url=f"{settings.url}/guide",
        invented=settings.district.invented,
    )


def write(folder: Path, issue: Document | None) -> None:
    """Lay the document into an edition's folder."""
    (folder / _FILE).write_text(written.write(issue) if issue else "", encoding="utf-8")


def read(folder: Path) -> Document | None:
    """Read the document of an edition; none before the first issue."""
    text = (folder / _FILE).read_text(encoding="utf-8")
    return written.read(text) if text else None


def maybe() -> Document | None:
    """Give the document that readers see now; none before the first issue.

    It names titles, so a practice that was refused since the edition was built has to be taken out here too.
    """
    found, gone = snapshot.loaded(read), reading.refused()
    return compose.without(found, gone, cards=reading.index().cards) if found and gone else found


def current() -> Document:
    """Give the document that readers see now, or say that there is none yet."""
    found = maybe()
    if found is None:
        raise NoGuideError
    return found
