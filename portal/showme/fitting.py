"""What fits on one screen in letters that the last row reads: texts and lists are cut into pages here."""

import re
from collections.abc import Iterable

ACROSS = 40
"""Characters of one line on the narrowest screen."""

TEXT_LINES = 11
"""Lines that one screen shows of a text, which is set large."""

LIST_LINES = 12
"""Lines that one screen shows of a list."""

SLIP_LINES = 2
"""Lines of a slip on the board. What is longer is cut, and a sign says so."""

_ENDS = (re.compile(r"[.!?…][\"”’)*]*\s"), re.compile(r"\s"))
"""Where a paragraph that is too long for a screen is cut: after a sentence, else between two words."""


def text_pages(text: str) -> tuple[str, ...]:
    """Cut a text into screens, between its paragraphs and the items of its lists; no word is left out."""
    pieces = [part for piece in _pieces(text) for part in _cut(piece)]
    lines = [("", _lines(piece)) for piece in pieces]
    return tuple("".join(pieces[page]).strip() for page in list_pages(lines, TEXT_LINES))


def list_pages(things: Iterable[tuple[str, int]], most: int = LIST_LINES) -> tuple[slice, ...]:
    """Cut a list into screens. Each thing comes with the heading that it stands under, if any, and its lines.

    A heading takes a line, and stands once more on the next screen. There is always a first screen.
    """
    starts, used, above, place = [0], 0, "", -1
    for place, (heading, lines) in enumerate(things):
        needed = lines + (heading not in {"", above})
        if used and used + needed > most:
            starts.append(place)
            used, needed = 0, lines + bool(heading)
        used, above = used + needed, heading
    return tuple(slice(start, end) for start, end in zip(starts, [*starts[1:], place + 1], strict=True))


def lines_of(text: str) -> int:
    """Say how many lines a text takes."""
    return max(1, -(-len(text.strip()) // ACROSS))


_PARAGRAPH = "\n\n"


def _pieces(text: str) -> list[str]:
    """Give paragraphs, and the items of lists one by one, each with the line break it begins with.

    What ends with a colon stays with what it announces.
    """
    pieces: list[str] = []
    for paragraph in text.strip().split(_PARAGRAPH):
        lines = paragraph.split("\n")
        items = len(lines) > 1 and all(line.startswith("- ") for line in lines)
        more = [_PARAGRAPH + lines[0], *("\n" + line for line in lines[1:])] if items else [_PARAGRAPH + paragraph]
        if pieces and pieces[-1].endswith(":"):
            more[0] = pieces.pop() + more[0]
        pieces += more
    return pieces


def _lines(piece: str) -> int:
    """Count the lines of a piece, and the gaps above its paragraphs."""
    return sum(lines_of(line) for line in piece.split("\n") if line) + piece.count(_PARAGRAPH)


def _cut(piece: str) -> list[str]:
    """Cut one piece that is too long for a screen by itself, not within words that are set bold if it can be."""
    parts, most = [], (TEXT_LINES - 1) * ACROSS
    while len(piece) > most:
        places = [found.end() for end in _ENDS for found in [*end.finditer(piece, 2, most)][::-1]]
        whole = [place for place in places if piece[:place].count("**") % 2 == 0]
        place = next(iter([*whole, *places]), most)
        parts.append(piece[:place])
        piece = _PARAGRAPH + piece[place:].strip()
    return [*parts, piece]
