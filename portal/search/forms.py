"""The tokens under which one run of letters is found, in the language of its text.

Latin words lose case, accents and the endings of English, or of Spanish where a text is Spanish. Korean, Chinese and
Japanese put no space around what one looks for, so their runs are cut into pairs of characters that overlap: a text
with 평가를 holds 평가 and 가를, and is found by 평가.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from whoosh.lang.porter import stem

from portal.search import spanish
from portal.search.folding import MARKS, fold, in_class

LONGEST = 60
"""Characters of a token that count; what is longer is no word."""

ENGLISH = "en"
SPANISH = "es"

_OF_SPANISH = "~"
"""Stands before a Spanish stem, which may look like another word's: área leaves "are"."""

_ENDINGS = re.compile(r"'(?:s|m|d|re|ve|ll)$")
"""What an apostrophe adds to an English word."""

_ELISION = re.compile(r"^(?:qu|[cdjlmnst])'(?=\w{2})")
"""What stands before a French word, as in l'école."""

_ORDINAL = {
    ENGLISH: re.compile(r"(?<=\d)(?:st|nd|rd|th)$"),
    SPANISH: re.compile(r"(?<=\d)(?:er|[rdtmv]?[oa]|st|nd|rd|th)$"),
}
"""What makes a number an ordinal one."""

_PARTICLES = re.compile(r"(?<=[가-힣]{2})(?:에서|에게|으로|을|를|이|가|은|는|의|에|와|과|도|로|만)$")
"""Korean particles, which a reader may type although the text has the bare word."""

_MARKING = re.compile(r"grad(?:ing|ed)")
"""To mark papers is not what is meant by grades, which the label of nearly every practice names."""

_UNSPACED = in_class((
    (0x1100, 0x11FF), (0xA960, 0xA97F), (0xAC00, 0xD7FF),  # Hangul
    (0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF),  # Kana
    (0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF),  # Han
))  # fmt: skip

_LETTER = rf"(?:[^\W_{_UNSPACED}]|[{MARKS}])"
_RUN = re.compile(rf"[{_UNSPACED}]+|{_LETTER}+(?:['-]{_LETTER}+)*")

_KEPT = 16
"""Characters of a piece of text whose tokens are kept at hand; runs without spaces may be very long."""

_STARTS_UNSPACED = re.compile(f"[{_UNSPACED}]")


class Form(NamedTuple):
    """One token, and where it stands."""

    token: str
    start: int
    end: int


class Forms(NamedTuple):
    """All tokens of a run or a piece of text."""

    tokens: tuple[str, ...]
    """The main ones: one at each place, in order."""
    main: tuple[Form, ...]
    """The same with their places."""
    more: tuple[Form, ...]
    """Others by which it is found too: what a hyphen parts, joined, and single characters."""


def forms_in(piece: str, language: str) -> Forms:
    """Give the tokens of a piece of text that stands between spaces, with their places in code points."""
    return _forms_kept(piece, language) if len(piece) <= _KEPT else _forms_in(piece, language)


def runs_in(text: str) -> list[tuple[str, int, int]]:
    """Find the runs of a text, folded, with their places in code points."""
    folded, starts, ends = fold(text)
    return [(match[0], starts[match.start()], ends[match.end() - 1]) for match in _RUN.finditer(folded)]


@lru_cache(maxsize=20_000)
def spelt_in(piece: str) -> tuple[tuple[str, str], ...]:
    """List the words of a piece of text, folded and as they are written."""
    folded, starts, ends = fold(piece)
    found = []
    for match in _RUN.finditer(folded):
        places = [(match[0], 0, len(match[0]))] if is_unspaced(match[0]) else parts(match[0])
        at = match.start()
        found += [(plain, piece[starts[at + start] : ends[at + end - 1]]) for plain, start, end in places]
    return tuple(found)


def _forms_in(piece: str, language: str) -> Forms:
    folded, starts, ends = fold(piece)
    main: list[Form] = []
    more: list[Form] = []
    for match in _RUN.finditer(folded):
        at = match.start()
        found = forms(match[0], language)
        for places, each in ((main, found.main), (more, found.more)):
            places += [Form(token, starts[at + start], ends[at + end - 1]) for token, start, end in each]
    return _forms(main, more)


_forms_kept = lru_cache(maxsize=20_000)(_forms_in)


@lru_cache(maxsize=20_000)
def forms(run: str, language: str) -> Forms:
    """Give the tokens of a folded run."""
    if is_unspaced(run):
        return _unspaced(run)
    main = [Form(_stem(plain, language), start, end) for plain, start, end in parts(run)]
    joined = _joined(run)
    return _forms(main, [Form(_stem(joined, language), main[0].start, main[-1].end)] if joined else [])


def _forms(main: Sequence[Form], more: Sequence[Form]) -> Forms:
    return Forms(tuple(form.token for form in main), tuple(main), tuple(more))


@lru_cache(maxsize=5_000)
def ways(run: str) -> tuple[tuple[str, ...], ...]:
    """List the ways in which a text of any language may hold a run: in each, all tokens are needed."""
    if is_unspaced(run):
        bare = _PARTICLES.sub("", run)
        return tuple(_unspaced(each).tokens for each in dict.fromkeys((run, bare)))
    found = [forms(run, language) for language in (ENGLISH, SPANISH)]
    joined = [(form.token,) for each in found for form in each.more]
    return tuple(dict.fromkeys(way for way in (*(each.tokens for each in found), *joined) if way))


@lru_cache(maxsize=5_000)
def plain_of(run: str) -> str:
    """Write a run without what its hyphens and apostrophes add."""
    return run if is_unspaced(run) else "".join(plain for plain, *_ in parts(run))


def is_unspaced(run: str) -> bool:
    """Say whether a run is of a script that puts no space between words."""
    return bool(_STARTS_UNSPACED.match(run))


@lru_cache(maxsize=20_000)
def parts(run: str) -> tuple[tuple[str, int, int], ...]:
    """Part a run at its hyphens, each part without what its apostrophes add."""
    found = []
    at = 0
    for part in run.split("-"):
        before = _ELISION.match(part)
        start = before.end() if before else 0
        after = _ENDINGS.search(part, start)
        end = after.start() if after else len(part)
        plain = part[start:end].replace("'", "")[:LONGEST]
        if plain:
            found.append((plain, at + start, at + end))
        at += len(part) + 1
    return tuple(found)


def _unspaced(run: str) -> Forms:
    """Cut a run without spaces into its pairs, and its single characters for whoever types only one."""
    pairs = [Form(run[at : at + 2], at, at + 2) for at in range(len(run) - 1)]
    single = [Form(sign, at, at + 1) for at, sign in enumerate(run)]
    return _forms(pairs, single) if pairs else _forms(single, [])


def _joined(run: str) -> str:
    """Join what a hyphen parts, so that re-teach and reteach are one word; 6-8 stays two numbers."""
    plain = [each for each, *_ in parts(run)]
    if len(plain) < 2 or all(each.isdecimal() for each in plain):  # noqa: PLR2004 - one part is joined already
        return ""
    return "".join(plain)[:LONGEST]


def _stem(plain: str, language: str) -> str:
    """Take the ending off a word, and off a number, so that 7th grade is grade 7."""
    if plain.isascii() and plain.isalpha():
        if language == SPANISH:
            return _OF_SPANISH + spanish.stem(plain)
        if _MARKING.fullmatch(plain):
            return "grading"
        return re.sub("zz$", "z", str(stem(plain)))  # the stemmer leaves quizzes and quiz apart
    return _ORDINAL[language].sub("", plain) if plain[0].isdecimal() else plain
