"""Practices as Markdown that reads well unrendered; a prompt stands in a fence that nothing in it can close."""

import re
from collections.abc import Iterator

from portal.guide.exports.markdown import inline
from portal.guide.wording import legible
from portal.pages.takeaway import Takeaway
from portal.practices import shown
from portal.practices.kinds import Setting
from portal.practices.shown import Shown
from portal.search.card import Card
from portal.trials.levels import Thresholds
from portal.trials.panel import panel
from portal.vocabulary.words import Vocabulary

_ITEM = re.compile(r"(\s*)(\d{1,3}[.)]|[-*+]) +(?=\S)")
"""How an item of a list begins."""

_EMPHASIS = re.compile(r"((?:\\\*){1,2})(?=\S)([^*]*[^*\s\\])\1")
"""Words that their author set off, once every star is escaped."""

_SHORTEST_FENCE = 3


def render(takeaway: Takeaway, words: Vocabulary, thresholds: Thresholds) -> str:
    """Write all practices; paragraphs are parted by empty lines."""
    parts = [
        f"# {inline(takeaway.title)}",
        f"{inline(takeaway.source)}: <{takeaway.address}>",
        *(f"> {inline(note)}" for note in takeaway.notes),
    ]
    for heading, cards in takeaway.groups:
        parts += [f"**{inline(heading)}**"] if heading else []
        parts += [part for card in cards for part in _practice(card, takeaway, words, thresholds)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _practice(card: Card, takeaway: Takeaway, words: Vocabulary, thresholds: Thresholds) -> Iterator[str]:
    site = takeaway.address.partition("/practices")[0]
    yield f"## {inline(card.title)}"
    yield f"{shown.kind_of(card).name} · {inline(shown.meta(card, words))} · <{site}/practices/{card.id}>"
    for part in shown.parts(card):
        yield f"### {inline(part.heading)}"
        yield _part(part)
    yield "\n".join(f"- **{inline(heading)}:** {inline(choices)}" for heading, choices in shown.picks(card, words))
    known = panel(card, words, thresholds)
    yield f"**{inline(known.level)}.** {_reports(card)} {inline(known.doubt)}".rstrip()
    yield "\n".join(
        f"- {'Serious: ' if each.serious else ''}{inline(each.what)} ({each.reports}): {inline(each.answer)}"
        for each in known.cautions
    )


def _part(part: Shown) -> str:
    match part.setting:
        case Setting.PROMPT | Setting.QUOTE:
            return fenced(part.text)
        case Setting.STEPS:
            return "\n".join(_step(line) for line in legible(part.text).split("\n"))
        case _:
            return "\\\n".join(inline(line) for line in legible(part.text).split("\n") if line.strip())


def fenced(text: str) -> str:
    """Put a text into a fence longer than any row of backticks in it."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * max(_SHORTEST_FENCE, longest + 1)
    return f"{fence}text\n{legible(text)}\n{fence}"


def _step(line: str) -> str:
    """Keep the sign of a list's item and what is set off, and nothing else as markup."""
    item = _ITEM.match(line)
    sign, words = (item[0], line[item.end() :]) if item else ("", line)
    return sign + _EMPHASIS.sub(lambda found: f"{found[1]}{found[2]}{found[1]}".replace("\\*", "*"), inline(words))


def _reports(card: Card) -> str:
    """Say what colleagues reported, in one line."""
    reports = card.reports
    if not reports.total:
        return "No reports yet."
    counts = ((reports.worked, "worked"), (reports.changes, "with changes"), (reports.did_not, "did not"))
    said = ", ".join(f"{count} {outcome}" for count, outcome in counts if count)
    return f"{reports.total} {'report' if reports.total == 1 else 'reports'}: {said}."
