"""The guide as data: one document, of which PDF, Word, web, Markdown and JSON are renderings."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar
from urllib.parse import quote, urljoin

from portal.guide.wording import spoken, stopped

LAPSED = "This issue is past its review date"
INVENTED = "Invented district, for demonstration"

AGAIN = "↻"
"""The sign before why a line is looked at again."""

SHORT = 8
"""How much of a practice's id is printed; where there is a link it holds all of it."""


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    kind: ClassVar[str] = "text"
    text: str


@dataclass(frozen=True)
class Points:
    """A list of short lines."""

    kind: ClassVar[str] = "points"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """One branch of a question: an action to take, or the number of the next question."""

    action: str = ""
    next: int | None = None

    @property
    def words(self) -> str:
        """What the answer tells its reader to do."""
        if self.next is not None:
            return f"Go to question {self.next}"
        return self.action or "Not written yet."


@dataclass(frozen=True)
class Question:
    """A question of the decision tree with its two answers. Numbers start at 1."""

    number: int
    text: str
    yes: Answer
    no: Answer


@dataclass(frozen=True)
class Tree:
    """The decision tree: at most three questions, the first is number 1."""

    kind: ClassVar[str] = "tree"
    questions: tuple[Question, ...]

    @property
    def words(self) -> str:
        """The whole tree told in sentences, for those who cannot see the drawing."""
        return " ".join(
            f"Question {q.number}: {q.text} Yes: {stopped(q.yes.words)} No: {stopped(q.no.words)}"
            for q in self.questions
        )


@dataclass(frozen=True)
class Line:
    """One recommendation or caution: a heading, labelled sentences, and what it rests on."""

    heading: str
    fields: tuple[tuple[str, str], ...]
    """Label and sentence, such as ("When", "…"), ("Do", "…"), ("Check", "…")."""
    evidence: str
    """What the citations add up to, in words."""
    cites: tuple[tuple[str, str], ...]
    """Id and title of each practice it cites that is still live."""
    doubt: str = ""
    """Why it is being looked at again, such as a tool that changed; empty while nothing speaks against it."""


@dataclass(frozen=True)
class Lines:
    """The recommendations or cautions of a section."""

    kind: ClassVar[str] = "lines"
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Signed:
    """One side's signature under this content."""

    side: str
    name: str
    on: str
    """ISO date."""

    @property
    def day(self) -> str:
        """The date as people here write it."""
        return spoken(self.on)


@dataclass(frozen=True)
class Signatures:
    """Both sides' signatures; empty in a draft."""

    kind: ClassVar[str] = "signatures"
    signatures: tuple[Signed, ...]


Block = Text | Points | Tree | Lines | Signatures


@dataclass(frozen=True)
class Section:
    """One page of the guide: a heading and its blocks."""

    heading: str
    blocks: tuple[tuple[str, Block], ...]
    """Each block with its own subheading; an empty subheading shows none."""


@dataclass(frozen=True)
class Document:
    """One issue of the guide, or its draft, ready to be rendered."""

    title: str
    district: str
    number: int
    """The issue's number; 0 for a draft."""
    published: str
    """ISO date; empty for a draft."""
    review_by: str
    """ISO date."""
    lapsed: bool
    """Whether the review-by date has passed; every rendering says so."""
    content_hash: str
    """SHA-256 of the signed content, in hex."""
    url: str
    """Public address of the guide."""
    invented: bool
    """Whether the district is invented; every rendering says so."""
    sections: tuple[Section, ...]
    replaced: str = ""
    """ISO date on which the next issue took its place; empty for a draft and for the issue in force."""
    language: str = "en"

    @property
    def label(self) -> str:
        """Which issue this is."""
        return f"Issue {self.number}" if self.number else "Draft"

    @property
    def signed(self) -> tuple[Signed, ...]:
        """Who signed it; nobody yet under a draft."""
        blocks = [block for section in self.sections for _, block in section.blocks]
        return next((block.signatures for block in blocks if isinstance(block, Signatures)), ())

    @property
    def warnings(self) -> tuple[str, ...]:
        """Why not to rely on these pages any more."""
        told = (
            (self.replaced, f"Issue {self.number + 1} replaced it on {spoken(self.replaced)}"),
            (self.lapsed, LAPSED),
        )
        return tuple(warning for holds, warning in told if holds)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its recommendations, and then its cautions."""
        blocks = [block for section in self.sections for _, block in section.blocks]
        return tuple(line for block in blocks if isinstance(block, Lines) for line in block.lines)

    @property
    def doubted(self) -> tuple[Line, ...]:
        """The lines that are being looked at again."""
        return tuple(line for line in self.lines if line.doubt)

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know before relying on these pages."""
        return (*self.warnings, INVENTED) if self.invented else self.warnings

    @property
    def facts(self) -> tuple[str, ...]:
        """Whose issue this is and how long it holds, in the order a masthead shows it."""
        published = f"published {spoken(self.published)}" if self.published else ""
        review = f"review by {spoken(self.review_by)}" if self.review_by else ""
        return tuple(fact for fact in (self.district, self.label, published, review) if fact)

    @property
    def moment(self) -> datetime:
        """What files are dated by: the issue and never the clock, so that they stay the same."""
        try:
            return datetime.fromisoformat(self.published).replace(tzinfo=UTC)
        except ValueError:
            return datetime(2000, 1, 1, tzinfo=UTC)

    def address_of(self, practice: str) -> str:
        """Where a practice that is cited can be read; empty where the guide has no public address."""
        return urljoin(self.url, f"/practices/{quote(practice, safe='')}") if self.url.startswith("http") else ""
