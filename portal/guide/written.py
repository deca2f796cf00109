"""A document as JSON: written into an edition and read back, byte for byte the same."""

import json
from dataclasses import asdict
from typing import Any

from portal.guide.document import (
    Answer,
    Block,
    Document,
    Line,
    Lines,
    Points,
    Question,
    Section,
    Signatures,
    Signed,
    Text,
    Tree,
)


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
