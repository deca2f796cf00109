"""The guide as Markdown that reads well unrendered; nothing in its words can become markup."""

import re

from portal.guide.document import (
    AGAIN,
    Block,
    Document,
    Line,
    Lines,
    Points,
    Section,
    Signatures,
    Signed,
    Text,
    Tree,
)
from portal.guide.wording import legible


def render(document: Document) -> str:
    """Write the whole document; paragraphs are parted by empty lines."""
    parts = [
        f"# {inline(document.title)}",
        inline(" · ".join(document.facts)),
        *(f"> **{inline(notice)}.**" for notice in document.notices),
    ]
    for section in document.sections:
        parts += _section(section, document)
    parts += ["---", *_imprint(document)]
    return "\n\n".join(part for part in parts if part) + "\n"


_SIGN = re.compile(r"([\\`*_\[\]~|$])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_OPENING = re.compile(r"^(\d{1,9})([.)])|^(?=[#+=>:-])")
_ADDRESS = re.compile(r"(?<=\w)(?=://)|(?<=www)(?=\.)|(?=@)")
"""Where a renderer would guess a link; ours are written out."""


def inline(text: str) -> str:
    """Escape a text to one line that shows as it was typed."""
    line = " ".join(legible(text).split())
    line = _ENTITY.sub("&amp;", _SIGN.sub(r"\\\1", line)).replace("<", "&lt;")
    line = _ADDRESS.sub(r"\\", line)
    return _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else "\\", line)


def _lines(text: str) -> str:
    """Escape a paragraph and keep its line breaks."""
    return "\\\n".join(inline(line) for line in legible(text).split("\n") if line.strip())


def _heading(level: int, text: str) -> str:
    """Give a heading, or nothing where there are no words for one."""
    words = inline(text)
    return f"{'#' * level} {words}" if words else ""


def _section(section: Section, document: Document) -> list[str]:
    """Write one page of the guide."""
    parts = [_heading(2, section.heading)]
    for subheading, block in section.blocks:
        parts += [_heading(3, subheading), *_block(block, 4 if subheading else 3, document)]
    return parts


def _block(block: Block, level: int, document: Document) -> list[str]:
    """Write one block; its own headings, if it has any, stand at this level."""
    match block:
        case Text(text):
            return [_lines(text)]
        case Points(items):
            return ["\n".join(f"- {inline(item)}" for item in items)]
        case Tree():
            return [_tree(block)]
        case Lines(lines):
            return [part for line in lines for part in _line(line, level, document)]
        case Signatures(signatures):
            return ["\n".join(_signed(one) for one in signatures) or "Not signed yet."]


def _tree(tree: Tree) -> str:
    """Write the decision tree as questions with their two answers."""
    return "\n\n".join(
        f"**{question.number}. {inline(question.text)}**\n\n"
        f"- Yes: {inline(question.yes.words)}\n"
        f"- No: {inline(question.no.words)}"
        for question in tree.questions
    )


def _line(line: Line, level: int, document: Document) -> list[str]:
    """Write one recommendation or caution."""
    rests = [inline(line.evidence), *(_cited(*practice, document) for practice in line.cites)]
    return [
        _heading(level, line.heading),
        f"**{AGAIN} {inline(line.doubt)}**" if line.doubt else "",
        "\n".join(f"- **{inline(label)}:** {inline(sentence)}" for label, sentence in line.fields),
        " · ".join(part for part in rests if part),
    ]


def _cited(practice: str, title: str, document: Document) -> str:
    """Link to a practice, or name it with its id where it has no address."""
    address = document.address_of(practice)
    name = inline(title)
    return f"[{name}]({address})" if address else f"{name} ({inline(practice)})"


def _signed(signed: Signed) -> str:
    """Write one signature."""
    return f"- **{inline(signed.side)}:** {inline(signed.name)}, {inline(signed.day)}"


def _imprint(document: Document) -> list[str]:
    """Say where the newest issue is, and what the signatures stand under."""
    newest = f"Newest issue: <{document.url}>" if document.url.startswith("http") else ""
    return [
        newest,
        f"Fingerprint of these words: {inline(document.content_hash)}" if document.content_hash else "",
    ]
