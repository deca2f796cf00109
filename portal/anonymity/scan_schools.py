"""Finds the schools of a district, in full and as people shorten them, and what is named like a school of anywhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from portal.anonymity.scan_lists import Lists, lists
from portal.anonymity.scan_marks import Text, fold, word_list
from portal.anonymity.scan_rules import near


@dataclass(frozen=True)
class Names:
    """Names as one pattern over the text as typed, and the words near which it looks."""

    needs: frozenset[str]
    pattern: re.Pattern[str]

    def finds(self, text: Text) -> Iterator[re.Match[str]]:
        """Give everything that the pattern finds near the words it needs."""
        for start, end in near(text, self.needs):
            yield from self.pattern.finditer(text.plain, start, end)


ANY_SCHOOL = Names(
    frozenset(
        "elementary middle high intermediate junior escuela secundaria preparatoria colegio ps is s".split()  # noqa: SIM905 - reads best
    ),
    re.compile(
        r"\b(?P<it>(?!(?:Grade|The|Our|My|An?|For|In|At|Every|Title|New|Modern|Public|Private|Old|Local|From|To|And|Of|"
        r"Upper|Lower|Typical|American|Your|This|Most|Many|Write|Help|Attention|Dear|Any|All|Some|US)\b)"
        r"[A-Z][a-z]{2,}(?: [A-Z][a-z]+){0,2} (?:Elementary|Middle|High|Intermediate|Junior High)(?: School)?"
        r"|(?:P\.?S\.?|I\.?S\.?) ?#?\d{2,3}"
        r"|(?:[Ee]scuela|[Ss]ecundaria|[Pp]reparatoria|[Cc]olegio)(?: [Pp]rimaria| [Ss]ecundaria)?"
        r"(?: [A-Z][a-z]{2,}){1,3})"
        r"\b(?! (?:Musical|Students|Teachers?|Math|English|Science|Level|Grades?))"
    ),
)
"""A school of anywhere, in the way that schools are named."""


@lru_cache(maxsize=8)
def schools(names: tuple[str, ...]) -> Names:
    """Find a school in full and shortened: "lakeview middle", "Lakeview", "CHES"; "Lincoln" only in "at Lincoln"."""
    known = lists("en")
    anyhow: set[str] = set()
    capital: set[str] = set()
    needs: set[str] = set()
    for name in map(fold, names):
        letters, stem = _initials(name), _stem(name)
        needs |= {name.split()[0], *letters}
        anyhow |= letters | _shortened(name, stem)
        if " " in stem and not known.is_known(stem.split()):
            anyhow.add(spaced(stem))
        else:
            before = r"(?:(?<=\b[Aa]t )|(?<=\b[Ee]n ))" if _is_more(stem, known) else r"(?<![A-Z][a-z] )(?<![A-Z]\. )"
            capital |= {before + spaced(typed) for typed in (stem.title(), stem.upper())}
    either = rf"(?i:(?:{_SCHOOL})?(?:{any_of(anyhow)}|(?!)))|(?:(?i:{_SCHOOL}))?(?:{any_of(capital)}|(?!))"
    return Names(frozenset(needs), re.compile(rf"(?<!\w)(?P<it>{either}){_NOT_BEFORE}(?!\w)"))


def any_of(parts: Iterable[str]) -> str:
    """Join patterns, the longest first."""
    return "|".join(sorted(set(parts), key=lambda part: (-len(part), part)))


def spaced(words: str) -> str:
    """Write words as a pattern that takes any space between them."""
    return r"\s+".join(re.escape(word) for word in words.split())


_KINDS = (
    r"elementary|primary|middle|intermediate|junior\s+high|senior\s+high|jr\.?\s+high|high|charter|magnet|school|academy|"
    r"center|k-8|early|career|technical|tech|preparatory|prep|dual|bilingual|immersion|montessori|arts|stem|steam"
)
_TAIL = re.compile(rf"\s+(?:{_KINDS})\b.*$")
_SHORT = (
    r"(?:elementary|elem\.?|primary|middle|intermediate|junior\s+high|jr\.?\s+high|high|charter|magnet|academy|school|"
    r"career|tech|prep|k-8|ms|hs|es|jhs|el)\b(?:\s+school)?"
)
_SCHOOL = r"(?:escuela|secundaria|primaria|preparatoria|prepa|colegio|academia)\s+(?:(?:primaria|secundaria)\s+)?"
_NOT_BEFORE = r"(?!\s+(?:[Uu]nified|[Dd]istrict|[Cc]ounty|[Ss]chool\s+[Dd]istrict)\b)"


def _stem(name: str) -> str:
    """Give what a name begins with, before it says what sort of school it is."""
    return _TAIL.sub("", name).strip()


def _shortened(name: str, stem: str) -> set[str]:
    """Give the patterns of a name in full, cut off after any word past its stem, and with another word for its sort."""
    words = name.split()
    first = len(stem.split()) + 1
    cut = {spaced(" ".join(words[:end])) for end in range(first, len(words) + 1)}
    return {spaced(name), *cut} | ({rf"{spaced(stem)}\s+{_SHORT}"} if stem != name else set())


def _is_more(stem: str, known: Lists) -> bool:
    """Say whether what a school is called alone is a person, a place or a word as well."""
    other = known.ambiguous | known.ordinary | known.places | _much_else()
    return known.is_known(stem.split()) or stem in other or len(stem) <= 3  # noqa: PLR2004 - too short to tell


@lru_cache(maxsize=1)
def _much_else() -> frozenset[str]:
    return frozenset(word for line in word_list("school_words") for word in line.split())


def _initials(name: str) -> set[str]:
    """Give the letters a long name goes by, such as "ches": three letters could be anything."""
    words = [word for word in name.split() if word[0].isalpha()]
    short = {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in {"and", "of", "the"})}
    return {letters for letters in short if len(letters) > 3}  # noqa: PLR2004 - as the sentence says
