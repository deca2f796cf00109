"""From signed content to the document that every rendering shows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from portal.guide.content import Advice, Content, hash_of
from portal.guide.document import (
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
from portal.search.card import Card


def compose(
    content: Content,
    *,
    cards: Mapping[str, Card],
    changed: Mapping[str, str] = MappingProxyType({}),
    signatures: Iterable[Signed] = (),
    number: int = 0,
    published: str = "",
    replaced: str = "",
    lapsed: bool = False,
    content_hash: str = "",
    district: str,
    url: str,
    invented: bool,
) -> Document:
    """Lay the content out on its four pages. Citations name only practices that are still public.

    `changed` tells by tool what changed since it was signed. An issue gives the hash that was signed: what is hashed
    may grow later, and what was signed stays signed.
    """
    tree = Tree(content.tree)
    sections = (
        Section(
            "Start here",
            (
                ("", Text(content.sentence)),
                ("Who this is for", Text(content.audience)),
                ("Before you use it", tree),
            ),
        ),
        Section("What works here", (("", Lines(_lines(content.works, cards, changed))),)),
        Section(
            "What we caught",
            (("", Lines(_lines(content.caught, cards, changed))), ("Never paste", Points(content.never_paste))),
        ),
        Section(
            "What we promise you",
            (
                ("", Points(content.promise)),
                ("How this was made", Text(content.made)),
                ("Who to ask", Text(content.contact)),
                ("What changed", Text(content.change)),
                ("Signed", Signatures(tuple(signatures))),
            ),
        ),
    )
    return Document(
        title=content.title,
        district=district,
        number=number,
        published=published,
        replaced=replaced,
        review_by=content.review_by,
        lapsed=lapsed,
        content_hash=content_hash or hash_of(content),
        url=url,
        invented=invented,
        sections=sections,
    )


def without(document: Document, gone: Collection[str], *, cards: Mapping[str, Card]) -> Document:
    """Take out what a document says of practices that are gone since it was composed."""
    return replace(
        document,
        sections=tuple(
            replace(
                section,
                blocks=tuple(
                    (subheading, Lines(tuple(_still(line, gone, cards) for line in block.lines)))
                    if isinstance(block, Lines)
                    else (subheading, block)
                    for subheading, block in section.blocks
                ),
            )
            for section in document.sections
        ),
    )


def _still(line: Line, gone: Collection[str], cards: Mapping[str, Card]) -> Line:
    left = tuple(cite for cite in line.cites if cite[0] not in gone)
    if left == line.cites:
        return line
    return replace(line, evidence=_evidence([cards[practice] for practice, _ in left if practice in cards]), cites=left)


def _lines(advice: Iterable[Advice], cards: Mapping[str, Card], changed: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(
        _line(line, [cards[practice] for practice in line.practices if practice in cards], changed) for line in advice
    )


def _line(line: Advice, cited: list[Card], changed: Mapping[str, str]) -> Line:
    return Line(
        heading=line.heading,
        fields=(("When", line.when), ("Do", line.do), ("Check", line.check)),
        evidence=_evidence(cited),
        cites=tuple((card.id, card.title) for card in cited),
        doubt=_doubt(cited, changed),
    )


def _doubt(cited: list[Card], changed: Mapping[str, str]) -> str:
    """Say why a line is looked at again: it rests on a tool that changed."""
    tools = {code for card in cited for code in card.tool}
    told = [sentence for tool, sentence in changed.items() if tool in tools]
    return " ".join(("We are looking at this again:", *told)) if told else ""


def _evidence(cited: list[Card]) -> str:
    """Say what the citations add up to, such as "2 practices, 9 reports: 6 worked, 2 with changes, 1 did not"."""
    if not cited:
        return "Its practices have been taken back."
    practices = f"{len(cited)} practice{'s' if len(cited) > 1 else ''}"
    counts = {
        said: sum(getattr(card.reports, name) for card in cited)
        for name, said in (("worked", "worked"), ("changes", "with changes"), ("did_not", "did not"))
    }
    total = sum(counts.values())
    if not total:
        return f"{practices}, no reports yet"
    reports = f"{total} report{'s' if total > 1 else ''}"
    outcomes = ", ".join(f"{count} {said}" for said, count in counts.items() if count)
    return f"{practices}, {reports}: {outcomes}"
