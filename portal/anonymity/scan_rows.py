"""Rows of capitalised words in a text, such as "Maria Lopez": what a name could be."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from portal.anonymity.scan_lists import Lists
from portal.anonymity.scan_marks import Text
from portal.anonymity.scan_rules import patterns

_SAYS = patterns("names")

_LONGEST = 4
"""Most words of one name; a longer row of capitals is a heading."""


@dataclass(frozen=True)
class Word:
    """One capitalised word, and where it stands."""

    start: int
    end: int
    low: str
    opens: bool
    """Whether it opens a sentence, where every word has a capital."""

    @property
    def is_initial(self) -> bool:
        """Say whether it is one letter, with or without its full stop."""
        return len(self.low.rstrip(".")) == 1


@dataclass(frozen=True)
class Row:
    """A row of capitalised words."""

    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Where it starts."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end

    @property
    def lows(self) -> list[str]:
        """Its words in lower case."""
        return [word.low for word in self.words]

    def is_beside(self, low: str, starts: Collection[int], ends: Collection[int]) -> bool:
        """Say whether it stands in one list with another, as in "Maria, Jamal and Thuy"."""
        before = _SAYS["beside_before"].search(low, max(0, self.start - 6), self.start)
        after = _SAYS["beside_after"].match(low, self.end)
        return bool((before and before.start() in ends) or (after and after.end() in starts))


def rows(text: Text, lists: Lists) -> Iterator[Row]:
    """Give every row that could be a name, without the ordinary words at its ends."""
    row: list[Word] = []
    for match in _SAYS["capital"].finditer(text.plain):
        if _SAYS["contracted"].search(match.group()):
            continue
        low = text.low[match.start() : match.end()]
        word = Word(match.start(), match.end(), low, _opens(text.plain, match.start()))
        joined = row and not word.opens and _SAYS["joint"].fullmatch(text.low, row[-1].end, word.start)
        if not joined or len(row) > _LONGEST:
            yield from _trimmed(row, lists)
            row = []
        row.append(word)
    yield from _trimmed(row, lists)


def _trimmed(row: list[Word], lists: Lists) -> Iterator[Row]:
    """Take off what is no name: "Ask" in "Ask Maria", "English" in "Maria English"."""
    whole = len(row) <= _LONGEST and lists.is_known([word.low for word in row])
    while row and not whole and _is_no_start(row, lists):
        row = row[1:]
    while len(row) > 1 and row[-1].low in lists.ordinary and not lists.is_family(row[-1].low):
        row = row[:-1]
    if 0 < len(row) <= _LONGEST and not (len(row) == 1 and row[0].is_initial):
        yield Row(tuple(row))


def _is_no_start(row: list[Word], lists: Lists) -> bool:
    first, following = row[0], row[1].low if len(row) > 1 else ""
    if first.low in lists.ordinary:
        return not lists.is_given(first.low) or (bool(following) and not lists.is_family(following))
    if not first.opens or not lists.is_given(following):
        return False
    return not lists.is_listed(first.low) or (first.low in lists.openers and lists.is_sure(following))


def _opens(plain: str, start: int) -> bool:
    """Say whether a word opens a sentence, a line, a quotation or an item of a list."""
    before = plain[max(0, start - 12) : start].rstrip(" \t*_#>(")
    if not before:
        return start <= 12 or "\n" in plain[max(0, start - 12) : start]  # noqa: PLR2004 - all that was looked at
    if before[-1] not in '\n.!?:"-•|;¿¡[{=/':
        return False
    # A title such as "Mr." ends no sentence, and neither does an initial.
    return before[-1] != "." or _SAYS["abbreviated"].search(before) is None
