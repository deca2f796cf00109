"""Korean words by the keys they are typed with, so that one key too many or too few is one letter that differs."""

import unicodedata

_SYLLABLES = ("가", "힣")

_KEYS = {
    first + number: keys
    for first, row in (
        (0x1100, "R [ S E ] F A Q { T } D W | C Z X V G"),
        (0x1161, "K O I ^ J P U _ H HK HO HL Y N NJ NP NL B M ML L"),
        (0x11A8, "R [ RT S SW SG E F FR FA FQ FT FX FV FG A Q QT T } D W C Z X V G"),
    )
    for number, keys in enumerate(row.split())
}
"""Each part of a syllable as the keys of the usual Korean keyboard; a sign of its own where shift is held down.

None of them is a small letter, so no Korean word looks like one of another language.
"""


def keys(word: str) -> str:
    """Give the keys of a word; empty where it is not all Korean."""
    low, high = _SYLLABLES
    if not word or not all(low <= sign <= high for sign in unicodedata.normalize("NFC", word)):
        return ""
    return unicodedata.normalize("NFD", word).translate(_KEYS)
