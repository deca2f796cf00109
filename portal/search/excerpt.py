"""The piece of a text that shows a reader why it was found, with the words found marked."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache

LENGTH = 180
"""Characters of an excerpt, about."""

_LEAD = 40
"""Characters shown before the first word found."""

_SLACK = 25
"""Characters that are given up at either end so that no word is cut."""

_LINE_SIGN = re.compile(r"\A(?:#{1,6}|>) ")
"""Markdown at the start of a line that would only be noise in one line of text."""

_ENDS = ".!?"
"""Signs that no ellipsis may run into."""

Marked = tuple[tuple[str, bool], ...]
"""Stretches of a text in order, each with whether it is marked."""

Find = Callable[[str], list[tuple[int, int]]]
"""Finds what is to be marked in a text: places in order and apart."""


def marked(text: str, find: Find) -> Marked:
    """Part a text into what is marked and what is not; joined, the stretches are the text."""
    return _stretches(text, find(text), 0, len(text))


def excerpt(text: str, find: Find) -> Marked:
    """Show about 180 characters around the best place, or the first ones when there is none."""
    line = _one_line(text)
    spans = find(line)
    start = _start(line, spans)
    end = _end(line, start)
    before = (("…", False),) if start else ()
    after = ((" …" if line[end - 1] in _ENDS else "…", False),) if end < len(line) else ()
    return before + _stretches(line, spans, start, end) + after


def has_marks(pairs: Marked) -> bool:
    """Say whether anything is marked."""
    return any(on for _, on in pairs)


@lru_cache(maxsize=3_000)
def _one_line(text: str) -> str:
    """Set a text in one line, without the signs of Markdown."""
    bare = text.replace("**", "").replace("`", "")
    return " ".join(word for line in bare.splitlines() for word in _LINE_SIGN.sub("", line.strip() + " ", 1).split())


def _stretches(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> Marked:
    """Part text[start:end] at the spans that lie in it."""
    if not spans:
        return ((text[start:end], False),) if start < end else ()
    pairs: list[tuple[str, bool]] = []
    at = start
    for first, last in spans:
        if first < end and last > start:
            pairs += [(text[at:first], False), (text[max(first, start) : min(last, end)], True)]
            at = min(last, end)
    pairs.append((text[at:end], False))
    return tuple(pair for pair in pairs if pair[0])


def _start(line: str, spans: Sequence[tuple[int, int]]) -> int:
    """Begin where most different words stand close together, a little before the first of them."""
    if not spans or len(line) <= LENGTH:
        return 0
    best = _best(line, spans) if len(spans) > 1 else 0
    start = min(spans[best][0] - _LEAD, len(line) - LENGTH)
    if start <= 0:
        return 0
    space = line.find(" ", start - 1, start + _SLACK)
    return space + 1 if 0 <= space < spans[best][0] else start


def _end(line: str, start: int) -> int:
    end = start + LENGTH
    if end >= len(line):
        return len(line)
    space = line.rfind(" ", end - _SLACK, end + 1)
    return space if space > 0 else end


def _best(line: str, spans: Sequence[tuple[int, int]]) -> int:
    """Find the span with which most different words begin, then most words; the first of such ones."""
    found = [line[start:end].casefold() for start, end in spans]
    ends = [end for _, end in spans]
    best, worth = 0, (0, 0)
    for at, (start, _) in enumerate(spans):
        after = bisect_right(ends, start - _LEAD + LENGTH - _SLACK)
        if after - at >= worth[0]:
            different = len(set(found[at:after])), after - at
            if different > worth:
                best, worth = at, different
    return best
