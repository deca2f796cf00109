"""Set words in type: a PDF that is tagged, in its language, with every character that can be shown."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import typst

from portal.guide.wording import legible

STAND_IN = "□"
"""What is printed in place of a character that no font has."""

T = TypeVar("T")


def with_stand_ins(shown: Any, set_it: Callable[[str], T]) -> tuple[T, tuple[str, ...]]:  # noqa: ANN401 -- what JSON holds
    """Set what is shown, handed over as JSON; what no font has or no page can show is told, and stood in for."""
    missing = {c for text in _texts(shown) for c in text if not c.isspace() and not legible(c)}
    words = json.dumps(_cleaned(shown), ensure_ascii=False)
    while True:
        try:
            return set_it(words), tuple(sorted(missing))
        except typst.TypstError as refusal:
            absent = _absent(refusal.diagnostic) & set(words)
            if not absent:
                raise
            # Each turn takes a character out for good, so there is an end to it; mostly one turn does.
            words = words.translate({ord(c): _stand_in(c) for c in absent})
            missing |= absent


def sheets(template: Path, inputs: Mapping[str, str]) -> typst.Compiler:
    """Hand words to a template as data: none of them is ever read as markup."""
    return typst.Compiler(template, root=_PORTAL, font_paths=_FONTS, ignore_system_fonts=True, sys_inputs=dict(inputs))


def printed(compiler: typst.Compiler, moment: datetime) -> tuple[bytes, int]:
    """Print sheets that end in the mark <pages>, and count their pages."""
    data = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=moment)
    if not isinstance(data, bytes):
        raise TypeError("A PDF is one run of bytes.")
    return data, int(compiler.query("<pages>", field="value", one=True))


def language_of(language: str) -> str:
    """Give a language as type is set in: its first part, or English."""
    found = _LANGUAGE.match(language)
    return found[0] if found else "en"


_PORTAL = Path(__file__).resolve().parents[2]
"""Templates share their look from here."""
_FONTS = typst.Fonts(include_system_fonts=False)
_NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_LONG_WORD = re.compile(r"(?<!\S)(?!https?:|[0-9a-f]{64}(?!\S))\S{36,}")
"""What would run out of its column; addresses break by themselves and a fingerprint has a line of its own."""
_PIECE = re.compile(r".{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=-|$)")


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 -- what JSON holds
    """Go through every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _cleaned(value: Any) -> Any:  # noqa: ANN401 -- what JSON holds
    """Make every text in a value legible."""
    if isinstance(value, str):
        return _LONG_WORD.sub(_breakable, legible(value).strip())
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(part) for part in value]
    return value


def _stand_in(character: str) -> str:
    """Give what is printed instead: nothing for a mark on the character before it, or a sign without ink."""
    return "" if unicodedata.category(character)[0] in "MCZ" else STAND_IN


def _breakable(word: re.Match[str]) -> str:
    """Let a word that is longer than its line break within."""
    return _PIECE.sub("\\g<0>\u200b", word[0])


def _absent(diagnostic: str) -> set[str]:
    """Read which characters the compiler found in no font."""
    texts = (_ESCAPE.sub(lambda e: chr(int(e[1], 16)), text) for text in _NO_GLYPH.findall(diagnostic))
    return {c for text in texts for c in text if not c.isascii()}
