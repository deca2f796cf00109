"""The words of a draft as they are printed, each with its place: the field on the staff pages that holds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.drafting.rules import PLACES
from portal.guide.content import Advice, Content
from portal.guide.document import Block, Document, Line, Lines, Points, Signatures, Text, Tree
from portal.web.findings import Place

_FIELDS = (
    ("sentence", "audience", "tree"),
    ("works",),
    ("caught", "never_paste"),
    ("promise", "made", "contact", "change", "signed"),
)
"""Which field each block of each page comes from."""


@dataclass(frozen=True)
class Passage:
    """A text that stands together on a page, such as a paragraph, a heading, or an item of a list."""

    section: str
    """The heading of its page."""
    place: Place
    text: str


def passages(document: Document, addresses: Sequence[str]) -> list[Passage]:
    """Give what staff wrote, in the order it is read; `addresses` are those of the lines, page 2 before page 3."""
    left = iter(addresses)
    found = []
    for section, fields in zip(document.sections, _FIELDS, strict=True):
        for (_, block), field in zip(section.blocks, fields, strict=True):
            found += [
                Passage(section.heading, place, text) for place, text in _block(block, field, left) if text.strip()
            ]
    return found


def reasons(content: Content, addresses: Sequence[str]) -> list[Passage]:
    """Give the reasons of lines: they stand with the practices, and not on the guide's pages."""
    return [
        Passage("", of_line(line, address, "reason"), line.reason)
        for line, address in zip(content.advice(), addresses, strict=True)
        if line.reason.strip()
    ]


def around(document: Document) -> Iterator[str]:
    """Give the rest of what is read: headings, what the citations add up to, and who signed."""
    yield document.title
    for section in document.sections:
        yield section.heading
        for subheading, block in section.blocks:
            yield subheading
            if isinstance(block, Lines):
                yield from (line.evidence for line in block.lines)
            elif isinstance(block, Signatures):
                yield from (f"{signed.side} {signed.name}, {signed.day}" for signed in block.signatures)


def of_line(line: Advice | Line, address: str, field: str) -> Place:
    """Say where a field of a line is."""
    name = f"“{line.heading}”" if line.heading.strip() else "A line without a heading"
    return Place(name if field == "heading" else f"{name}, {field}", f"{address}#{field}")


def _block(block: Block, field: str, addresses: Iterator[str]) -> Iterator[tuple[Place, str]]:
    match block:
        case Text(text):
            yield PLACES[field], text
        case Points(items):
            yield from ((PLACES[field], item) for item in items)
        case Tree(questions):
            for question in questions:
                for name, text in (
                    ("question", question.text),
                    ("yes", question.yes.action),
                    ("no", question.no.action),
                ):
                    yield Place(f"Question {question.number}", f"/staff/guide/tree#{name}-{question.number}"), text
        case Lines(lines):
            for line in lines:
                address = next(addresses)
                yield of_line(line, address, "heading"), line.heading
                yield from ((of_line(line, address, label.lower()), text) for label, text in line.fields)
        case Signatures():
            pass
