"""The guide as data: one document, of which PDF, Word, web, Markdown and JSON are renderings."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar
from urllib.parse import quote, urljoin

LAPSED = "This issue is past its review date"
INVENTED = "Invented district, for demonstration"

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
            f"Question {q.number}: {q.text} Yes: {_stopped(q.yes.words)} No: {_stopped(q.no.words)}"
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
    language: str = "en"

    @property
    def label(self) -> str:
        """Which issue this is."""
        return f"Issue {self.number}" if self.number else "Draft"

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know before relying on these pages."""
        told = ((self.lapsed, LAPSED), (self.invented, INVENTED))
        return tuple(notice for holds, notice in told if holds)

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
        return urljoin(self.url, f"practices/{quote(practice, safe='')}") if self.url.startswith("http") else ""


def write(document: Document) -> str:
    """Write a document as JSON, byte for byte the same each time, so that it can be stored and signed."""
    whole = asdict(document)
    for section, written in zip(document.sections, whole["sections"], strict=True):
        written["blocks"] = [
            {"subheading": subheading, "kind": block.kind, **asdict(block)} for subheading, block in section.blocks
        ]
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Half of a surrogate pair has no UTF-8; Python's escape for it is also JSON's.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def read(text: str) -> Document:
    """Read back a document that was written."""
    whole: dict[str, Any] = json.loads(text)
    sections = tuple(
        Section(section["heading"], tuple(_block(block) for block in section["blocks"]))
        for section in whole.pop("sections")
    )
    return Document(sections=sections, **whole)


def spoken(iso: str) -> str:
    """Say an ISO date as people here write it; anything else stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day:%B} {day.day}, {day.year}"


def legible(text: str) -> str:
    """Leave out of a text what no page can show: control characters, broken halves, forced directions."""
    return _ILLEGIBLE.sub("", "\n".join(text.replace("\t", " ").splitlines()))


_ILLEGIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # control characters, but for the end of a line
    "\u202a-\u202e\u2066-\u2069"  # forced directions
    "\ud800-\udfff\ufeff\ufffe\uffff]"  # halves of pairs, marks of byte order
)


def _stopped(sentence: str) -> str:
    """Give a sentence its full stop."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _block(data: dict[str, Any]) -> tuple[str, Block]:
    """Read one block and its subheading."""
    subheading: str = data["subheading"]
    match data["kind"]:
        case "text":
            return subheading, Text(data["text"])
        case "points":
            return subheading, Points(tuple(data["items"]))
        case "tree":
            return subheading, Tree(tuple(_question(question) for question in data["questions"]))
        case "lines":
            return subheading, Lines(tuple(_line(line) for line in data["lines"]))
        case "signatures":
            return subheading, Signatures(tuple(Signed(**signed) for signed in data["signatures"]))
        case kind:
            raise ValueError(f"A document has no block of kind {kind!r}.")


def _question(data: dict[str, Any]) -> Question:
    """Read one question of the tree."""
    return Question(data["number"], data["text"], yes=Answer(**data["yes"]), no=Answer(**data["no"]))


def _line(data: dict[str, Any]) -> Line:
    """Read one recommendation or caution."""
    fields = tuple((label, sentence) for label, sentence in data["fields"])
    cites = tuple((practice, title) for practice, title in data["cites"])
    return Line(data["heading"], fields, data["evidence"], cites, data["doubt"])
