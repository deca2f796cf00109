"""Sentences with what has a shape: a frame from frames.json, a shape from shapes.py, and often a neighbour."""

import json
import random

from privacy.sentences.sentence import HERE, PATTERNS, Sentence, Span, read
from privacy.sentences.shapes import DRAWS

ENGLISH, SPANISH = 240, 80
"""How many sentences of each kind."""

SEED = 20261116


def patterns(seed: int = SEED) -> list[Sentence]:
    """Write the sentences of every kind that has a shape, the same ones for the same seed, none twice."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret is drawn
    frames = json.loads((HERE / "frames.json").read_text(encoding="utf-8"))
    plain = [sentence for sentence in read("negatives") if sentence.kind == "plain"]
    written: dict[str, Sentence] = {}
    for kind in PATTERNS:
        for language, count in (("en", ENGLISH), ("es", SPANISH)):
            enough = len(written) + count
            neighbours = [sentence.text for sentence in plain if sentence.language == language]
            while len(written) < enough:
                before, part, after = _fill(chance.choice(frames[kind][language]), DRAWS[kind](chance, language))
                ahead, behind = _surround(chance, neighbours)
                start = len(ahead) + len(before)
                text = f"{ahead}{before}{part}{after}{behind}"
                sentence = Sentence(text, language, kind, (Span(start, start + len(part)),))
                written.setdefault(text.casefold(), sentence)
    return list(written.values())


def _fill(frame: str, drawn: str) -> tuple[str, str, str]:
    """Put what was drawn into its frame: with a capital at the start, with one full stop at the end."""
    before, after = frame.split("{}")
    if not before:
        drawn = drawn[0].upper() + drawn[1:]
    lead, _, part = drawn.rpartition("|")
    return before + lead, part.removesuffix(".") if after.startswith(".") else part, after


def _surround(chance: random.Random, neighbours: list[str]) -> tuple[str, str]:
    """Draw what stands before and behind: often nothing, else a sentence, a list or a sign outside the common plane."""
    neighbour = chance.choice(neighbours)
    nothing = ("", "")
    around = (("", f"\n{neighbour}"), (f"{neighbour} ", ""), (f"{neighbour}\n\n- ", ""), ("📌 ", ""))
    return chance.choice((nothing, nothing, nothing, *around))
