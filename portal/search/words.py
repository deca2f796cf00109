"""What counts as a word: the tokens of a text, where they stand in it, and what a query asks for.

Latin words lose case, accents and English endings. Korean, Chinese and Japanese put no space around
what one looks for, so their runs are cut into pairs of characters that overlap: a text with 평가를 holds
평가 and 가를, and is found by 평가.
"""

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from whoosh.lang.porter import stem

from portal.search.folding import MARKS, fold, in_class
from portal.search.question import Variant, Word

LONGEST = 60
"""Characters of a token that count; what is longer is no word."""

_STOP_WORDS = frozenset(
    """
    a about after all also am an and any are as at be because been but by can could did do does dont for from
    had has have he her him his how i if im in into is it its just may me more my no not of on one or our out
    please she should so some than that the their them then there these they this those to up us was we were
    what when where which who will with would you your
    """.split()  # noqa: SIM905 - a hundred quotation marks would hide the list
)

_ENDINGS = re.compile(r"'(?:s|m|d|re|ve|ll)$")
"""What an apostrophe adds to an English word."""

_ELISION = re.compile(r"^(?:qu|[cdjlmnst])'(?=\w{2})")
"""What stands before a French word, as in l'école."""

_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
"""What makes an English number an ordinal one."""

_PARTICLES = re.compile(r"(?<=[가-힣]{2})(?:에서|에게|으로|을|를|이|가|은|는|의|에|와|과|도|로|만)$")
"""Korean particles, which a reader may type although the text has the bare word."""

_UNSPACED = in_class((
    (0x1100, 0x11FF), (0xA960, 0xA97F), (0xAC00, 0xD7FF),  # Hangul
    (0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF),  # Kana
    (0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF),  # Han
))  # fmt: skip

_LETTER = rf"(?:[^\W_{_UNSPACED}]|[{MARKS}])"
_RUN = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|{_LETTER}+(?:['-]{_LETTER}+)*")


def tokens(text: str) -> list[str]:
    """List the tokens under which a text is found, in its order."""
    folded, _, _ = fold(text)
    return [token for match in _RUN.finditer(folded) for token, _, _ in _tokens(match)]


def spellings(text: str) -> list[str]:
    """List a text's words with their endings on, for "did you mean"."""
    folded, _, _ = fold(text)
    found = []
    for match in _RUN.finditer(folded):
        if not match["unspaced"]:
            found += [plain for plain, *_ in _parts(match[0])]
    return found


def spans(text: str, wanted: AbstractSet[str]) -> list[tuple[int, int]]:
    """Find the stretches of a text that hold a wanted token, in code points, in order and apart."""
    folded, starts, ends = fold(text)
    places = []
    for match in _RUN.finditer(folded):
        for token, start, end in _tokens(match):
            if token in wanted:
                at = match.start()
                places.append((starts[at + start], ends[at + end - 1]))
    return _apart(places)


def asked(query: str) -> tuple[Word, ...]:
    """Read a query as words that a text must all hold.

    English words that stand in every text are left out, unless there is nothing else.
    """
    folded, starts, ends = fold(query)
    words = []
    for match in _RUN.finditer(folded):
        ways = _ways_unspaced(match[0]) if match["unspaced"] else _ways(match[0])
        variants = tuple(Variant(way) for way in ways)
        if variants:
            plain = match[0] if match["unspaced"] else "".join(plain for plain, *_ in _parts(match[0]))
            words.append(Word(starts[match.start()], ends[match.end() - 1], plain, variants))
    once = {word.variants: word for word in reversed(words)}.values()
    telling = [word for word in once if word.plain not in _STOP_WORDS]
    return tuple(sorted(telling or once, key=lambda word: word.start))


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put stretches in order, and join those that overlap."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _tokens(match: re.Match[str]) -> tuple[tuple[str, int, int], ...]:
    """Give the tokens of one run, with where they stand in it."""
    return _unspaced(match[0]) if match["unspaced"] else _forms(match[0])


@lru_cache(maxsize=5_000)
def _unspaced(run: str) -> tuple[tuple[str, int, int], ...]:
    """Cut a run without spaces into its pairs, and its single characters for whoever types only one."""
    pairs = tuple((run[at : at + 2], at, at + 2) for at in range(len(run) - 1))
    return pairs + tuple((sign, at, at + 1) for at, sign in enumerate(run))


def _ways_unspaced(run: str) -> tuple[tuple[str, ...], ...]:
    bare = _PARTICLES.sub("", run)
    return tuple(tuple(each[at : at + 2] for at in range(max(len(each) - 1, 1))) for each in dict.fromkeys((run, bare)))


@lru_cache(maxsize=50_000)
def _forms(run: str) -> tuple[tuple[str, int, int], ...]:
    """Give the tokens of a run of letters and digits: each part, and the parts joined."""
    parts = _parts(run)
    forms = [(_stem(plain), start, end) for plain, start, end in parts]
    joined = _joined(run)
    if joined:
        forms.append((joined, parts[0][1], parts[-1][2]))
    return tuple(forms)


def _ways(run: str) -> tuple[tuple[str, ...], ...]:
    parts = tuple(_stem(plain) for plain, *_ in _parts(run))
    joined = _joined(run)
    return tuple(way for way in (parts, (joined,) if joined else ()) if way)


def _joined(run: str) -> str:
    """Join what a hyphen parts, so that re-teach and reteach are one word; 6-8 stays two numbers."""
    parts = [plain for plain, *_ in _parts(run)]
    if len(parts) == 1 or all(part.isdecimal() for part in parts):
        return ""
    return _stem("".join(parts)[:LONGEST])


def _parts(run: str) -> list[tuple[str, int, int]]:
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
    return found


def _stem(plain: str) -> str:
    """Take the ending off an English word, and off a number, so that 7th grade is grade 7."""
    if plain.isascii() and plain.isalpha():
        return re.sub("zz$", "z", str(stem(plain)))  # the stemmer leaves quizzes and quiz apart
    return _ORDINAL.sub("", plain) if plain[0].isdecimal() else plain
