"""How people name grades in a sentence: "7th grade", "grades 6-8", "K-2", "middle school", "3er grado"."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from portal.search.criteria import Known
from portal.search.filing import ANY_GRADE
from portal.search.folding import fold

_EARLY = frozenset({"PK", "TK"})
"""Grades that a band is not measured by: K-2 is the band of the youngest, even where it begins before."""

_SAID = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "primer segundo tercer cuarto quinto sexto septimo octavo noveno decimo undecimo duodecimo",
    "primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo undecimo duodecimo",
)
_SPELT = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for row in (*_SAID, _SPELT) for number, word in enumerate(row.split(), start=1)}
"""Numbers in words, without accents."""

_DIGITS = r"(?:1[0-2]|0?[1-9])(?!\d|\.\d)(?:st|nd|rd|th|er|[rdtmv]?[oa])?"
_ORDINAL = "|".join(" ".join(_SAID).split())
_CARDINAL = "|".join(_SPELT.split())
_RANGE = r"(?:\s*[-–]\s*|\s+(?:to|through|thru|al?)\s+)"
_LIST = r"(?:\s*(?:[/&,]\s*(?:and\s|or\s|y\s)?|\s(?:and|or|y|o)\s)\s*)"
_SMALL = "for in with of my our a the to students kids para en de mi mis los las el la alumnos estudiantes"
_BEFORE = rf"(?:(?<!\S)(?:{_SMALL.replace(' ', '|')})\s+)*"
"""Small words in front of a grade, which lose their sense with it."""

_AFTER = r"(?:'s?)?(?:\s+(?:students?|kids|class(?:es|room)?)\b)?"
_NO_LEVEL = r"(?!\s*-?\s*(?:reading\s+)?levels?\b)"
"""A text at a 5th grade reading level is not only for grade 5."""

Place = tuple[int, int, tuple[str, ...]]
"""A stretch of a text and the codes of the grades or bands it names."""


class GradeNames:
    """What the grades and bands of a vocabulary are called."""

    def __init__(self, known: Known) -> None:
        """Collect the names: codes, labels and aliases of the vocabulary; UG is no grade."""
        self._bands = known.bands
        self._order = [code for code in known.of("grade") if code not in known.bands and code != ANY_GRADE]
        self._named: dict[str, list[str]] = {}
        for code in known.of("grade"):
            for name in (code, *known.names.get("grade", {}).get(code, ())):
                if code != ANY_GRADE:
                    self._named.setdefault(fold(name)[0], []).append(code)
        self._pattern = _pattern(*(tuple(sorted(names)) for names in (self._names_of_one(), self._named)))

    def found(self, text: str) -> Iterator[Place]:
        """Find what names grades in a folded text."""
        for match in self._pattern.finditer(text):
            row = match["after"] or match["before"] or match["from"]
            codes = self._row(row) if row else self._called(match["name"])
            if codes:
                yield *match.span(), codes

    def narrowest(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Sort codes; beside one of its grades, a band was only said to tell where that grade is."""
        named = set(codes)
        wide = {code for code in named if not named.isdisjoint(self._bands.get(code, ()))}
        return tuple(sorted(named - wide))

    def _names_of_one(self) -> Iterator[str]:
        return (name for name, codes in self._named.items() if len(codes) == 1 and codes[0] in self._order)

    def _called(self, name: str) -> tuple[str, ...]:
        plain = _plain(name)
        return next((tuple(codes) for called, codes in self._named.items() if plain in _either(called)), ())

    def _row(self, row: str) -> tuple[str, ...]:
        """Read grades in a row; what goes from one to another and fills bands is those bands."""
        codes: list[str] = []
        since = ""
        for each in re.split(f"({_RANGE}|{_LIST})", row):
            if re.fullmatch(_RANGE, each):
                since = codes.pop() if codes else ""
            elif code := self._one(each):
                codes += self._between(since, code) if since else [code]
                since = ""
        return tuple(dict.fromkeys(codes))

    def _one(self, point: str) -> str:
        digits = re.match(r"\d+", point)
        number = int(digits[0]) if digits else _NUMBERS.get(point, 0)
        code = f"{number:02}" if number else next(iter(self._called(point)), "")
        return code if code in self._order else ""

    def _between(self, first: str, last: str) -> list[str]:
        low, high = sorted((self._order.index(first), self._order.index(last)))
        grades = self._order[low : high + 1]
        filled = [band for band, within in self._bands.items() if set(grades) >= set(within) - _EARLY]
        if len(filled) == len(self._bands):
            return []  # K-12 is every grade
        covered = {grade for band in filled for grade in self._bands[band]}
        return [*filled, *(grade for grade in grades if grade not in covered)]


@lru_cache(maxsize=4)
def _pattern(single: tuple[str, ...], every: tuple[str, ...]) -> re.Pattern[str]:
    """Write all ways of naming grades as one expression: names of single ones may stand in rows."""
    one = _any_of(single)
    point = rf"(?:{_DIGITS}|{_ORDINAL}|{one})\b"
    after = rf"(?:{_DIGITS}|{_CARDINAL}|{one})\b"
    join = rf"(?:{_RANGE}|{_LIST})"
    rows = (
        rf"\b(?:grades?|gr\b\.?|grados?)\s*(?P<after>{after}(?:{join}{after})*)",
        rf"(?<![\w.])(?P<before>{point}(?:{join}{point})*)[\s-]*(?:graders?|grade|grado|(?<=[a-z][\s-])gra[dt]e?o?s)\b",
        rf"\b(?P<from>(?:{one}){_RANGE}{point})",
        rf"\b(?P<name>{_any_of(name for name in every if sum(map(str.isalpha, name)) > 1)})\b",
    )
    return re.compile(f"{_BEFORE}(?:{'|'.join(rows)}){_NO_LEVEL}{_AFTER}")


def _any_of(names: Iterable[str]) -> str:
    """Match any of some names, the longest first, in the plural too."""
    ways = [r"[\s-]*".join(map(re.escape, re.split(r"[\s-]+", name))) + "s?" for name in names if name]
    return "|".join(sorted(ways, key=len, reverse=True)) or r"(?!)"


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", "", name)


def _either(name: str) -> tuple[str, str]:
    return _plain(name), _plain(name) + "s"
