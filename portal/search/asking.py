"""A query read as a question: every word in the variants under which a text may hold it.

Quotation marks keep words together, a minus leaves a word out; every other sign only parts words. There are no
wildcards, fields or operators that a query could go wrong with.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from portal.search.forms import ENGLISH, SPANISH, forms, plain_of, runs_in, ways
from portal.search.question import Correction, Question, Variant, Word
from portal.search.stops import says_little, telling
from portal.search.words import Words

SYNONYM = 0.7
"""What a word of the same meaning counts beside the word as it was typed."""

Meant = Callable[[Word], str | None]
"""Tells what a word is read as: nothing else when a practice has it, and an empty text when none has one like it."""

QUOTES = '"“”„‟«»＂'
"""Marks between which words stay together, whichever way they open."""

_QUOTE = re.compile(f"[{QUOTES}]")
_MINUS = re.compile(r"(?<!\S)[-−](?=[^\W\d_])\S+")
"""A minus right before a letter and with nothing in front of it; -5 is a number."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a query that is read in one way."""

    start: int
    end: int
    quoted: bool = False
    left_out: bool = False


@dataclass(frozen=True)
class _Run:
    """One run of letters as it is read, and where it stands in the query."""

    text: str
    start: int
    end: int


def ask(query: str, words: Words, meant: Meant = lambda _: None) -> Question:
    """Read a query; one without a word asks for nothing."""
    plain: list[Word] = []
    quoted: list[Word] = []
    without: list[Word] = []
    corrections: list[Correction] = []
    for piece in pieces(query):
        runs = _runs(query, piece)
        if piece.quoted:
            (without if piece.left_out else quoted).extend(_phrase(runs))
        elif piece.left_out:
            without += [word for word in map(_word, runs) if not says_little(word.plain)]
        else:
            read = _with_synonyms(runs, words)
            certain = {
                at for first, after, _ in _members(runs, words) if after - first > 1 for at in range(first, after)
            }
            strange = {
                word.start: text
                for at, word in enumerate(read)
                if at not in certain and not says_little(word.plain) and (text := meant(word)) is not None
            }
            corrections += [
                Correction(query[run.start : run.end], strange[run.start]) for run in runs if run.start in strange
            ]
            plain += _with_synonyms(_spelt(runs, strange), words) if any(strange.values()) else read
    kept = telling([word.plain for word in plain], besides=len(quoted))
    asked = quoted + [word for word, tells in zip(plain, kept, strict=True) if tells]
    return Question(_once(asked), _once(without), tuple(corrections))


def pieces(query: str) -> Iterator[Piece]:
    """Part a query at its quotation marks, the last of an odd number aside, and at what a minus leaves out."""
    marks = [match.start() for match in _QUOTE.finditer(query)]
    edges = [-1, *marks[: len(marks) // 2 * 2], len(query)]
    for number, (before, end) in enumerate(pairwise(edges)):
        start = before + 1
        if number % 2:
            yield Piece(start, end, quoted=True, left_out=_has_minus(query, before))
            continue
        for match in _MINUS.finditer(query[:end], start):
            yield Piece(start, match.start())
            yield Piece(*match.span(), left_out=True)
            start = match.end()
        yield Piece(start, end)


def _has_minus(query: str, at: int) -> bool:
    """Say whether a minus stands right before a place, and nothing in front of it."""
    return bool(re.search(r"(?<!\S)[-−]\Z", query[:at]))


def _runs(query: str, piece: Piece) -> list[_Run]:
    return [
        _Run(text, piece.start + start, piece.start + end)
        for text, start, end in runs_in(query[piece.start : piece.end])
        if plain_of(text)
    ]


def _word(run: _Run) -> Word:
    """Take a run as it stands."""
    return Word(run.start, run.end, plain_of(run.text), tuple(Variant(way) for way in ways(run.text)))


def _phrase(runs: Sequence[_Run]) -> list[Word]:
    """Take what stands in quotation marks as one word, whose tokens follow one another."""
    if not runs:
        return []
    rows = dict.fromkeys(_row(runs, language) for language in (ENGLISH, SPANISH))
    variants = tuple(Variant(row, adjacent=len(row) > 1) for row in rows)
    return [Word(runs[0].start, runs[-1].end, " ".join(plain_of(run.text) for run in runs), variants)]


def _spelt(runs: Sequence[_Run], meant: Mapping[int, str]) -> list[_Run]:
    """Put what was meant in place of runs, given by where they start."""
    read: list[_Run] = []
    for run in runs:
        other = meant.get(run.start)
        read += [_Run(text, run.start, run.end) for text, _, _ in runs_in(other)] if other else [run]
    return read


def _with_synonyms(runs: Sequence[_Run], words: Words) -> list[Word]:
    """Take runs as words; a group's token may stand for each word of its members, or a text may hold some of these."""
    found = list(map(_word, runs))
    for first, after, tokens in _members(runs, words):
        same = tuple(Variant((token,), SYNONYM) for token in tokens)
        for at in range(first, after):
            found[at] = replace(found[at], variants=found[at].variants + same)
    return found


def _members(runs: Sequence[_Run], words: Words) -> list[tuple[int, int, tuple[str, ...]]]:
    """Find the members of groups as (first run, run after the last, tokens of groups), in order and apart.

    The language of a query is not known: a member may be one in English or in Spanish, and the longer one counts.
    """
    longest: dict[int, tuple[int, tuple[str, ...]]] = {}
    for language in (ENGLISH, SPANISH):
        places = [at for at, run in enumerate(runs) for _ in forms(run.text, language).tokens]
        for first, after, tokens in words.members(language).found(list(_row(runs, language))):
            begin, end = places[first], places[after - 1] + 1
            whole = places.index(begin) == first and (after == len(places) or places[after] == end)
            other_end, other = longest.get(begin, (0, ()))
            if whole and end >= other_end:
                longest[begin] = end, tuple(dict.fromkeys((*(other if end == other_end else ()), *tokens)))
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for begin, (end, tokens) in sorted(longest.items()):
        if not found or begin >= found[-1][1]:
            found.append((begin, end, tokens))
    return found


def _row(runs: Sequence[_Run], language: str) -> tuple[str, ...]:
    return tuple(token for run in runs for token in forms(run.text, language).tokens)


def _once(words: Sequence[Word]) -> tuple[Word, ...]:
    """Keep each word once, by its first variant, in the order of the query."""
    once = {word.variants[0]: word for word in reversed(words)}.values()
    return tuple(sorted(once, key=lambda word: word.start))
