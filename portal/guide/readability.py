"""How hard an English text is to read: an approximate school grade, from the length of its sentences and its words.

The formula is the Flesch-Kincaid grade level: J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom,
"Derivation of New Readability Formulas for Navy Enlisted Personnel", Research Branch Report 8-75, 1975. It counts
syllables; we count them by rule of thumb, which is right for about nine words in ten, so a grade is approximate.
It says nothing about other languages.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

PER_WORD_OF_A_SENTENCE = 0.39
PER_SYLLABLE_OF_A_WORD = 11.8
BASE = -15.59


@dataclass(frozen=True)
class Reading:
    """What a text takes to read."""

    words: int
    sentences: int
    grade: float
    """The school grade that reads it with ease, to one decimal; 0 is the lowest, also for a text without words."""
    mean: float
    """Words in a sentence, on average."""
    hardest: str
    """The sentence with the most syllables: long sentences and long words both make it hard."""


def read(text: str) -> Reading:
    """Read a text. Each of its lines stands for itself: an item of a list, and a heading, is a sentence."""
    counted = [(sentence, [syllables(word) for word in words(sentence)]) for sentence in sentences(text)]
    spoken = [(sentence, counts) for sentence, counts in counted if counts]
    if not spoken:
        return Reading(words=0, sentences=0, grade=0.0, mean=0.0, hardest="")
    total = sum(len(counts) for _, counts in spoken)
    mean = total / len(spoken)
    per_word = sum(sum(counts) for _, counts in spoken) / total
    grade = PER_WORD_OF_A_SENTENCE * mean + PER_SYLLABLE_OF_A_WORD * per_word + BASE
    hardest, _ = max(spoken, key=lambda each: sum(each[1]))
    return Reading(total, len(spoken), max(0.0, round(grade, 1)), round(mean, 1), hardest)


def sentences(text: str) -> Iterator[str]:
    """Take a text apart into sentences. The full stops of "e.g.", "Dr.", "7.5" and of an item's number end none."""
    for line in text.splitlines():
        start = 0
        for end in _END.finditer(line):
            if not _NO_END.search(line[start : end.start() + 1]):
                yield line[start : end.end()].strip()
                start = end.end()
        if line[start:].strip():
            yield line[start:].strip()


def words(text: str) -> list[str]:
    """List the words of a text; "don't", "well-known" and "6:30" are one each."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """Count the syllables of an English word as it is spoken, by rule of thumb; a number counts as one.

    Every run of vowels is a syllable. An e that nobody speaks takes one away ("makes", "asked", "useful"), two
    vowels spoken apart add one ("idea", "video", "material"), and capitals are spelled out ("PDF").
    """
    if word.isupper() and word.isalpha() and len(word) <= _SPELLED_OUT:
        return len(word)
    return sum(_spoken(part) for part in re.split(r"[^\w'’]+", word)) or 1


_SPELLED_OUT = 5
"""Longer words in capitals are words that shout."""

_WORD = re.compile(r"[^\W_]+(?:['’.,:\-][^\W_]+)*")
_END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?=\s+[^\sa-zß-öø-ÿ]|\s*$)|[。！？]+")
_NO_END = re.compile(
    r"(?:^\s*\d+"  # the number of an item
    r"|\b(?:Dr|Mr|Mrs|Ms|Prof|St|No|vs|etc|approx|cf|[A-Za-z]|(?:[A-Za-z]\.)+[A-Za-z]))\.$"
)

_SILENT = re.compile(
    r"(?<=[^aeiouy])e$(?<![^aeiouy]le)"  # make, but not table
    r"|(?<=[^aeiouyscxzg])es$(?<![^aeiouy]les)(?<!ches)(?<!shes)"  # makes, but not pages, tables
    r"|(?<=[^aeiouytd])ed$(?<![^aeiouylr]led)"  # asked, but not needed, titled
    r"|(?<=[^r][gq])ues?$"  # colleague, technique
    r"|(?<=[^aeiouyl])e(?=(?:ful|less|ly|ment|ness|thing|times?|where|work)s?$)"  # useful, something
)
_APART = re.compile(
    r"(?<![ct])ia|(?<![tscxgnl])io|(?<![ct])i(?=en[ct])|(?<=sc)i(?=en[ct])|i(?=et)"  # material, period, client, quiet
    r"|(?<!p)eo(?![nu])|(?<=[aeiou][^aeiou])eas?$|crea(?=t(?!ure))"  # video, idea, create
    r"|(?<![qg])ua(?!r)|[eou](?=ing)|(?<=[^aeiou])y(?=[aeiou])"  # actual, seeing, trying
    r"|sm$|(?<=[^aeiou])n['’]t$"  # criticism, isn't
)
_CONSONANT_Y = re.compile(r"(?<![^aeiou])y(?=[aeiou])")
_VOWELS = re.compile(r"[aeiouy]+")


def _spoken(part: str) -> int:
    """Count the syllables of a part of a word that has no hyphen."""
    letters = "".join(c for c in unicodedata.normalize("NFD", part.lower()) if not unicodedata.combining(c))
    letters = _CONSONANT_Y.sub("-", letters)
    more = len(_APART.findall(letters))
    plain = _SILENT.sub("", letters)
    return max(1, len(_VOWELS.findall(plain)) + more) if letters else 0
