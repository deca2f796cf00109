"""What a reader asks of a text: the words it must hold, each in any of several variants, and those it must not."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    """One way in which a text may hold a word."""

    tokens: tuple[str, ...]
    """All of them are needed."""
    worth: float = 1.0
    """What it counts beside the word as it was typed."""
    adjacent: bool = False
    """Whether the tokens must follow one another in the text, as in quotation marks."""


@dataclass(frozen=True)
class Word:
    """One word as a reader typed it, or several in quotation marks."""

    start: int
    end: int
    """Where it stands in the query, in code points."""
    plain: str
    """The word without case and accents, for the eye and for spelling."""
    variants: tuple[Variant, ...]
    """Any of these will do; a text is worth what its best one counts."""

    @property
    def tokens(self) -> frozenset[str]:
        """Every token that is worth marking in a text."""
        return frozenset(token for variant in self.variants for token in variant.tokens)


@dataclass(frozen=True)
class Correction:
    """A word that no practice has, and the one it was read as; empty when there is none."""

    typed: str
    meant: str


@dataclass(frozen=True)
class Question:
    """A query as it was understood."""

    words: tuple[Word, ...] = ()
    """The more of these a text holds, the better."""
    without: tuple[Word, ...] = ()
    """A text that holds one of these is left out."""
    corrections: tuple[Correction, ...] = ()
    """What was read otherwise than it was typed, in the order of the query."""

    @property
    def tokens(self) -> frozenset[str]:
        """Every token that is worth marking in what was found."""
        return frozenset().union(*(word.tokens for word in self.words))
