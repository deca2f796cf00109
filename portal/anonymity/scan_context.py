"""What the words around a name say: a person one could meet, somebody famous, a person of a story, a thing."""

import re
from functools import cached_property

from portal.anonymity.scan_marks import Text
from portal.anonymity.scan_rules import patterns

_SAYS = patterns("context")


class Context:
    """What stands before and after a row of capitalised words; each question is answered when it is asked."""

    def __init__(self, text: Text, start: int, end: int) -> None:
        """Take the stretch to look around."""
        self._text, self._start, self._end = text, start, end
        self._before, self._after = text.low[max(0, start - 60) : start], text.low[end : end + 60]

    @cached_property
    def kin(self) -> bool:
        """Only somebody one could meet is spoken of like this: "…'s mom", "my student …"."""
        return self._named or bool(_SAYS["kin_after"].match(self._after))

    @cached_property
    def met(self) -> bool:
        """Somebody with a mother and a desk, as no machine has: "…'s mom", "a student called …"."""
        return self._named or bool(_SAYS["family_after"].match(self._after))

    @cached_property
    def strong(self) -> bool:
        """Most likely somebody one could meet."""
        around = _SAYS["strong_before"].search(self._before) or _SAYS["strong_after"].match(self._after)
        return bool(around) or self.told or self.kin or self.meets

    @cached_property
    def acts(self) -> bool:
        """Does what people do: says, cries, raises a hand."""
        return bool(_SAYS["acts_after"].match(self._after))

    @cached_property
    def told(self) -> bool:
        """Told, asked or wrote something to somebody."""
        return bool(_SAYS["told_after"].match(self._after))

    @cached_property
    def meets(self) -> bool:
        """Somebody the writer met, wrote to or wrote about: only people are emailed, or given feedback."""
        return bool(_SAYS["meets"].search(self._before))

    @cached_property
    def toward(self) -> bool:
        """Stands after "with", "for", "to"."""
        return bool(_SAYS["toward"].search(self._before))

    @cached_property
    def ours(self) -> bool:
        """The sentence speaks of students, colleagues and families."""
        return self._named or bool(_SAYS["ours"].search(self._sentence))

    @cached_property
    def famous(self) -> bool:
        """The sentence speaks of books, history or science."""
        return bool(_SAYS["famous"].search(self._sentence) or _SAYS["by"].search(self._before))

    @cached_property
    def made_up(self) -> bool:
        """The sentence speaks of persons in a story, and not of ours."""
        return bool(_SAYS["made_up"].search(self._sentence)) and not self.ours

    @cached_property
    def cited(self) -> bool:
        """A year or a page follows, as in a list of sources."""
        return bool(_SAYS["cited"].match(self._after))

    @cached_property
    def thing(self) -> bool:
        """Names a place, a prize, a law or a firm."""
        return bool(_SAYS["thing_after"].match(self._after) or _SAYS["thing_before"].search(self._before))

    @cached_property
    def heading(self) -> bool:
        """Stands in a line where most words have capitals."""
        return _is_heading(self._text.plain, self._start, self._end)

    @cached_property
    def _named(self) -> bool:
        return bool(_SAYS["kin_before"].search(self._before))

    @cached_property
    def _sentence(self) -> str:
        return _sentence(self._text.low, self._start, self._end)


def _is_heading(plain: str, start: int, end: int) -> bool:
    """Say whether most long words of the line have capitals; a line of one or two words says nothing."""
    first, last = max(0, start - 80), min(len(plain), end + 80)
    first = max(first, plain.rfind("\n", first, start) + 1)
    stop = plain.find("\n", end, last)
    line = plain[first : stop if stop >= 0 else last]
    if line.lstrip().startswith("#"):
        return True
    if line.count(",") + line.count(":") > 1:
        return False
    words = _LONG_WORD.findall(line)
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)  # noqa: PLR2004 - a guess


_LONG_WORD = re.compile(r"[A-Za-z]{4,}")


def _sentence(low: str, start: int, end: int) -> str:
    """Give the sentence around a stretch, at most 160 characters to each side."""
    first, last = max(0, start - 160), min(len(low), end + 160)
    for sign in ".!?\n":
        first = max(first, low.rfind(sign + " " if sign != "\n" else sign, first, max(first, start - 3)) + 1)
        stop = low.find(sign, end, last)
        last = stop if stop >= 0 else last
    return low[first:last]
