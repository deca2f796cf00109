"""The part of the scan that knows names of people: by lists of names, and by the words that stand around a name.

No list holds everybody's name, and many names are also words, months or places. So a row of capitalised words is
judged by both: what the lists say about it, and whether the words before and after speak of a person one could meet.
"""

from dataclasses import dataclass

from portal.anonymity.scan_context import Context
from portal.anonymity.scan_lists import Lists, folded, lists
from portal.anonymity.scan_marks import Local, Mark, Text
from portal.anonymity.scan_rows import Row, Word, rows
from portal.anonymity.scan_rules import patterns
from portal.anonymity.scan_titles import small, titled

REASON = "This looks like a person's name."

_SAYS = patterns("names")


def find(text: Text, local: Local) -> list[Mark]:
    """Mark what looks like the name of somebody one could meet."""
    found = lists("es" if text.spanish else "en")
    with_title = list(titled(text, found))
    spans = [(start, end) for start, end, met in with_title if met] + list(small(text, found))
    famous = {end for _, end, met in with_title if not met}
    every = [row for row in rows(text, found) if row.end not in famous]
    known = _with_company([row for row in every if found.is_known(row.lows)], every, text)
    judge = _Judge(
        text,
        found,
        tools=found.tools | folded(local.not_people),
        spoken_of=frozenset(word for row in known for word in row.lows),
        known_starts=frozenset(row.start for row in known),
        known_ends=frozenset(row.end for row in known),
    )
    around = {row: Context(text, row.start, row.end) for row in every}
    names = [row for row in every if judge.is_name(row, around[row])]
    spans += [(row.start, row.end) for row in names]
    # A name seen once is a name wherever it comes back, and so is what stands in one list with it.
    seen = {low for row in names for low in row.lows if not found.is_doubtful(low)}
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    for row in every:
        again = len(row.words) == 1 and row.lows[0] in seen
        beside = row.is_beside(text.low, starts, ends) and judge.could_be(row) and not around[row].thing
        if again or beside:
            spans.append((row.start, row.end))
    return [_mark(text, *span) for span in spans]


def _with_company(known: list[Row], every: list[Row], text: Text) -> list[Row]:
    """Add whoever stands in one list with somebody known: "Harry, Ron and Hermione"."""
    company = list(known)
    starts, ends = {row.start for row in known}, {row.end for row in known}
    for row in (*every, *reversed(every)) if known else ():
        if row.start not in starts and row.is_beside(text.low, starts, ends):
            company.append(row)
            starts.add(row.start)
            ends.add(row.end)
    return company


def _mark(text: Text, start: int, end: int) -> Mark:
    before = text.low[max(0, start - 14) : start]
    grown_up = _SAYS["title_here"].match(text.low, start) or _SAYS["title_before"].search(before)
    one = ("un colega" if grown_up else "un estudiante") if text.spanish else "a colleague" if grown_up else "a student"
    return Mark(start, end, "name", REASON, one)


@dataclass(frozen=True)
class _Judge:
    """Decides which rows of a text are names."""

    text: Text
    lists: Lists
    tools: frozenset[str]
    spoken_of: frozenset[str]
    """The parts of known names in the text: "Parks" alone is Rosa Parks once she was named."""
    known_starts: frozenset[int]
    known_ends: frozenset[int]

    def is_name(self, row: Row, around: Context) -> bool:
        """Say whether a row is the name of somebody one could meet."""
        if self._is_somebody_known(row, around) or self._is_something(row, around):
            return False
        return self._is_one(row.words[0], around) if len(row.words) == 1 else self._is_full(row, around)

    def could_be(self, row: Row) -> bool:
        """Say whether nothing speaks against a row that stands in one list with a name."""
        other = self.lists.ordinary | self.lists.places | self.tools | self.spoken_of
        return not other.intersection(row.lows) and not self.lists.is_known(row.lows)

    def _is_somebody_known(self, row: Row, around: Context) -> bool:
        known = self.lists.is_known(row.lows) or (len(row.words) == 1 and row.lows[0] in self.spoken_of)
        return (known or row.is_beside(self.text.low, self.known_starts, self.known_ends)) and not around.ours

    def _is_something(self, row: Row, around: Context) -> bool:
        first, whole = row.lows[0], " ".join(row.lows)
        place = whole in self.lists.places or (first in self.lists.places and not self.lists.is_given(first))
        return place or around.thing or (whole in self.tools and not around.met)

    def _is_full(self, row: Row, around: Context) -> bool:
        """Judge two words or more."""
        first, last = row.words[0], row.words[-1]
        if first.is_initial:
            return self.lists.is_family(last.low) and not around.cited and not around.famous
        if last.is_initial:
            return self.lists.is_given(first.low) and (not self.lists.is_doubtful(first.low) or around.strong)
        if around.famous and not around.ours:
            return False
        if not any(map(self.lists.is_doubtful, row.lows)):
            listed = sum(map(self.lists.is_listed, row.lows))
            return listed > 1 or around.strong or (listed > 0 and not around.heading)
        return self._is_doubtful_but(row, around)

    def _is_doubtful_but(self, row: Row, around: Context) -> bool:
        """Judge a row with a word that is something else as well: "Grace Lopez", "Will Power", "Rich Descriptions"."""
        first, last = row.lows[0], row.lows[-1]
        in_order = self.lists.is_given(first) and self.lists.is_family(last)
        turned = self.lists.is_family(first) and self.lists.is_listed(last)
        if around.strong:
            return in_order or turned or not self.lists.ordinary.intersection(row.lows)
        if not (in_order or turned) or self.lists.ordinary.intersection((first, last)):
            return False
        sure = any(map(self.lists.is_sure, row.lows))
        if around.heading or row.words[0].opens:
            return sure and first not in self.lists.openers
        return sure or first not in self.lists.places

    def _is_one(self, word: Word, around: Context) -> bool:
        """Judge a word that stands alone."""
        low = word.low
        if around.made_up and not around.strong:
            return False
        if self.lists.is_sure(low):
            return self._is_sure_one(word, around)
        if not self.lists.is_listed(low):
            return self._is_unlisted_one(word, around)
        if around.kin or around.told:
            return True
        if low in self.lists.ordinary or (word.opens and low in self.lists.openers):
            return self.lists.is_given(low) and (around.strong or around.acts) and not word.opens
        return around.strong and not word.opens if not self.lists.is_given(low) else around.strong or around.acts

    def _is_sure_one(self, word: Word, around: Context) -> bool:
        if around.strong:
            return True
        if around.heading:
            return False
        return self.lists.is_given(word.low) or around.acts or (around.toward and not word.opens)

    def _is_unlisted_one(self, word: Word, around: Context) -> bool:
        """Judge a word of no list, such as a rare name: only the words around can tell."""
        shouted = self.text.plain[word.start : word.end].isupper()
        if shouted or word.low in self.text.small or self.lists.is_doubtful(word.low) or around.heading:
            return False
        return around.kin or ((around.meets or around.told) and not word.opens)
