"""Texts as a moderator reads them: plain, with the words marked that could point at a person."""

from dataclasses import dataclass

from portal.anonymity import scan
from portal.practices import shown
from portal.practices.draft import Found, local
from portal.practices.kinds import KINDS
from portal.practices.models import Practice


@dataclass(frozen=True)
class Marked:
    """A text as a moderator reads it: plain text only, nothing rendered."""

    heading: str
    pairs: list[tuple[str, bool]]
    """(words, whether they could point at a person) pairs."""
    reasons: list[str]


def texts(practice: Practice, found: list[Found]) -> list[Marked]:
    """Give the texts of a practice in the order of its kind, the title first."""
    headings = {"title": "Title"} | {part.name: part.heading for part in KINDS[practice.kind].parts}
    return [
        _marked(headings[part], text, [each.mark for each in found if each.part == part])
        for part, text in practice.draft().texts().items()
        if text
    ]


def lines(texts: dict[str, str]) -> list[Marked]:
    """Give single lines, such as a colleague's note, by what is said before each."""
    here = local()
    return [_marked(heading, text, scan.find(text, here)) for heading, text in texts.items() if text]


def _marked(heading: str, text: str, found: list[scan.Mark]) -> Marked:
    return Marked(heading, shown.marked(text, found), list(dict.fromkeys(mark.reason for mark in found)))
