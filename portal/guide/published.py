"""The guide's issues, as the builder lays them into an edition and readers' pages read them back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from portal import config, snapshot
from portal.errors import NotFoundError
from portal.guide import compose, content, doubts, models, written
from portal.guide.content import Content
from portal.guide.document import Document, Signed
from portal.guide.models import Issue
from portal.search import reading
from portal.search.card import Card

_FILE = "guide.jsonl"
"""Two lines for each issue, its document and what was signed, the newest first."""

OFTEN = 5
"""Presses on "Still unclear?" under one section before staff are asked to look at it."""


class NoGuideError(NotFoundError):
    """No issue has been published."""

    message = "There is no guide yet. It appears here when curriculum staff and the union have both signed it."


class NoSuchIssueError(NotFoundError):
    """There was never an issue of this number."""

    message = "There is no issue of this number. Look at the list of all issues: it is at /guide/issues."


@dataclass(frozen=True)
class Published:
    """One issue, as an edition holds it."""

    document: Document
    content: Content
    """What was signed of it, as far as readers may see it."""


@dataclass(frozen=True)
class FoundUnclear:
    """A section of the issue in force that readers found unclear."""

    section: int
    """Its place in the issue, from 1."""
    heading: str
    presses: int
    """How many releases counted. One press is one press: nobody knows who, or how many people."""


def of(cards: Iterable[Card]) -> tuple[Published, ...]:
    """Compose every issue for these cards, the newest first."""
    public, found, replaced = {card.id: card for card in cards}, list[Published](), ""
    for issue in models.issues():
        found.append(_composed(issue, public, replaced))
        replaced = issue.published
    return tuple(found)


def write(folder: Path, issues: Iterable[Published]) -> None:
    """Lay the issues into an edition's folder."""
    lines = [line for one in issues for line in (written.write(one.document), content.to_json(one.content))]
    (folder / _FILE).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read(folder: Path) -> tuple[Published, ...]:
    """Read the issues of an edition."""
    # Only at line ends of ours: a text may hold others, which JSON leaves as they are.
    lines = (folder / _FILE).read_text(encoding="utf-8").split("\n")[:-1]
    return tuple(
        Published(written.read(document), content.from_json(signed))
        for document, signed in zip(lines[::2], lines[1::2], strict=True)
    )


def every() -> list[Published]:
    """List the issues that readers see now, the newest first."""
    gone = reading.refused()
    return [_without(one, gone) for one in snapshot.loaded(read)]


def maybe() -> Document | None:
    """Give the document of the issue in force as readers see it now; none before the first issue."""
    newest = snapshot.loaded(read)[:1]
    return _without(newest[0], reading.refused()).document if newest else None


def current() -> Document:
    """Give the document that readers see now, or say that there is none yet."""
    found = maybe()
    if found is None:
        raise NoGuideError
    return found


def lapsed() -> bool:
    """Say whether the issue in force is past its review date, in the edition that readers see now."""
    return any(one.document.lapsed for one in snapshot.loaded(read)[:1])


def found_unclear() -> list[FoundUnclear]:
    """List the sections of the issue in force under which readers pressed "Still unclear?" often, the most first."""
    found = maybe()
    if found is None:
        return []
    often = [
        FoundUnclear(place, found.sections[place - 1].heading, presses)
        for place, presses in models.presses(found.number).items()
        if presses >= OFTEN
    ]
    return sorted(often, key=lambda each: -each.presses)


def _composed(issue: Issue, cards: dict[str, Card], replaced: str) -> Published:
    settings = config.current()
    signed = content.from_json(issue.content)
    document = compose.compose(
        signed,
        cards=cards,
        # An issue that was replaced is no longer looked at again.
        changed={} if replaced else doubts.since(issue, cards.values()),
        signatures=[Signed(**signature) for signature in issue.signatures],
        number=issue.number,
        published=issue.published,
        replaced=replaced,
        lapsed=issue.lapsed,
        content_hash=issue.content_hash,
        district=settings.district.name,
        url=f"{settings.url}/guide/issues/{issue.number}" if replaced else f"{settings.url}/guide",
        invented=settings.district.invented,
    )
    return Published(document, content.shown(signed, cards))


def _without(one: Published, gone: Collection[str]) -> Published:
    """Leave out what was refused since the edition was built: a document names titles."""
    if not gone:
        return one
    cards = reading.index().cards
    live = {key for key in one.content.cited() if key in cards} - set(gone)
    return Published(compose.without(one.document, gone, cards=cards), content.shown(one.content, live))
