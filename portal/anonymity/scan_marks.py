"""What every part of the scan shares: a mark, the words of a district, and texts folded for comparing."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Mark:
    """A stretch of a text that could point at a person. Offsets count code points."""

    start: int
    end: int
    kind: str
    reason: str
    suggestion: str


@dataclass(frozen=True)
class Local:
    """What only this district knows: its schools, words that say where somebody works, names that are no people."""

    schools: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    not_people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """A text as the rules read it: plain letters and signs, each where it stood."""

    plain: str
    """Without accents, with straight quotation marks and plain spaces; capitals are kept."""
    low: str
    """The same in lower case."""
    at: Mapping[str, Sequence[int]]
    """Where each word stands, in lower case; "0" stands for anything with a digit, "@" and "." for these signs."""
    small: frozenset[str]
    """Every word of it that stands somewhere without a capital, as few names do."""
    spanish: bool


def read(text: str) -> Text:
    """Fold a text, keeping every character where it stands."""
    plain = text if text.isascii() else text.translate(_FOLD)
    low = plain.lower()
    at: dict[str, list[int]] = {}
    small: set[str] = set()
    for match in _WORD.finditer(plain):
        word = match.group()
        if word.islower():
            small.add(word)
        at.setdefault(word.lower(), []).append(match.start())
    at["0"] = [match.start() for match in _DIGITS.finditer(low)]
    at["@"] = [match.start() for match in _AT.finditer(low)]
    at["."] = [match.start() for match in _DOT.finditer(low)]
    return Text(plain, low, at, frozenset(small), spanish=_is_spanish(at))


def fold(text: str) -> str:
    """Give a text without accents and capitals."""
    return text.translate(_FOLD).lower()


def word_list(name: str) -> tuple[str, ...]:
    """Read the lines of a list, folded; a line that starts with # is a comment."""
    lines = resources.files("portal.anonymity").joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(fold(line.strip()) for line in lines.splitlines() if line.strip() and not line.startswith("#"))


def _is_spanish(words: Collection[str]) -> bool:
    """Say whether more of the common words of a text are Spanish than English."""
    spanish, english = (_set(name) for name in ("spanish", "english"))
    return sum(word in spanish for word in words) > sum(word in english for word in words)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(word for line in word_list(name) for word in line.split())


def _plain_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter


_ODD = (
    ("’‘ʼʻ`´", "'"),
    ("“”«»„", '"'),
    ("‐‑–—−", "-"),
    ("\u00a0\u2009\u202f", " "),
    ("Ø", "O"),
    ("ø", "o"),
    ("Ł", "L"),
    ("ł", "l"),
    ("Đ", "D"),
    ("đ", "d"),
    ("ı", "i"),
)

_FOLD = {
    code: _plain_letter(chr(code))
    for start, end in ((0xC0, 0x250), (0x1E00, 0x1F00))
    for code in range(start, end)
    if _plain_letter(chr(code)) != chr(code)
} | {ord(odd): usual for odds, usual in _ODD for odd in odds}

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_AT = re.compile("@")
_DOT = re.compile(r"(?<=\w)\.(?=\w)|://")
