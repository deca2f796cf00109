"""What a reader may have meant: the words of a query as the practices of an edition have them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from portal.search.asking import ask
from portal.search.complete import COMPLETIONS, Terms, Title
from portal.search.folding import fold
from portal.search.forms import ENGLISH, forms_in
from portal.search.question import Question, Word
from portal.search.spelling import Spelling
from portal.search.stops import says_nothing
from portal.search.words import Words, spelt

_CANDIDATES = 5
"""Corrections of one word that are tried."""

_TRIED = 24
"""Frequent words that are tried after the others typed so far."""

_MORE_OFTEN = 10
"""How many times as often as a word another one stands in texts that may have been meant."""

_SHORT = 7
"""Letters of a word of which two wrong consonants leave too little to guess by."""

_VOWELS = re.compile("[aeiouy]")


@dataclass(frozen=True)
class Guesses:
    """Guesses by the words of one edition; a word of a practice that is gone does not come back."""

    words: Words
    spelling: Spelling
    terms: Terms
    holding: Callable[[Word], int]
    """Counts the practices that hold a word and that readers may see."""
    together: Callable[[Question], int]
    """Counts those that hold all words of a question."""
    gone: Callable[[], Mapping[str, int]]
    """Counts the words of practices that were taken down, in each form: none is told that stands nowhere else."""

    def question(self, query: str) -> Question:
        """Read a query, each word that no practice has as the nearest one that some have."""
        return ask(query, self.words, self._meant)

    def likelier(self, query: str, question: Question) -> str:
        """Write a query anew with each seldom word as one like it that is far more frequent."""
        for word in reversed(question.words):
            least = _MORE_OFTEN * self.holding(word)
            near = self.spelling.near(word.plain)[:_CANDIDATES]
            likelier = next((each for each in near if self.spelling.often(each) >= least > 0), "")
            if likelier and self._may_be_told(likelier):
                query = query[: word.start] + likelier + query[word.end :]
        return query

    def related(self, query: str, question: Question) -> Iterator[str]:
        """Give other words to ask for: those of a query one by one, what means the same, what is spelt alike."""
        for word in question.words:
            yield query[word.start : word.end]
        for word in question.words:
            yield from (other for variant in word.variants for other in self.words.same(variant.tokens[0]))
        for correction in question.corrections:
            for word in ask(correction.typed, self.words).words:
                yield from filter(self._may_be_told, self._near(word))

    def going_on(self, typed: str, titles: Iterable[Title]) -> list[str]:
        """List whole words for the last one typed: after others, those that make a term or stand in a title with them.

        Where there are none, any word of a practice that has them all is offered, and at last any word.
        """
        *others, (last, _) = spelt(typed)
        frequent = _telling(self.spelling.beginning(last, _TRIED, self.gone()))
        if not others:
            return frequent[:COMPLETIONS]
        in_titles = [form for each in titles for plain, form in spelt(each.title) if plain.startswith(last)]
        known = _telling(self.terms.ending([plain for plain, _ in others], last) + in_titles)
        before = " ".join(plain for plain, _ in others)
        for forms in (known, frequent):
            found = (form for form in forms if self.together(ask(f"{before} {form}", self.words)))
            if offered := list(islice(found, COMPLETIONS)):
                return offered
        return frequent[:COMPLETIONS]

    def _meant(self, word: Word) -> str | None:
        """Find what a word that nothing holds is read as."""
        if self.holding(word):
            return None
        near = [each for each in self._near(word) if not _is_another(word.plain, each)]
        parted = "" if self._is_known(word) else self.spelling.parted(word.plain)
        for candidate in filter(None, (*near, parted)):
            if self._may_be_told(candidate):
                return candidate
        return ""

    def _near(self, word: Word) -> tuple[str, ...]:
        """List words spelt like a strange one."""
        return () if self._is_known(word) else self.spelling.near(word.plain)[:_CANDIDATES]

    def _is_known(self, word: Word) -> bool:
        """Say whether a word is of a group: then it is spelt right, though no practice may have it."""
        return any(self.words.same(variant.tokens[0]) for variant in word.variants)

    def _may_be_told(self, candidate: str) -> bool:
        """Say whether words that were not typed are words of practices that are not gone, in this form."""
        held = all(map(self.holding, ask(candidate, self.words).words))
        gone = self.gone()
        return held and not any(0 < self.spelling.often(plain) <= gone.get(plain, 0) for plain in candidate.split())


def _is_another(typed: str, known: str) -> bool:
    """Say whether a short word is hardly a known one misspelt, as Padlet is not packet."""
    ours, theirs = (Counter(_VOWELS.sub("", word)) for word in (typed, known))
    return len(typed) <= _SHORT and max((ours - theirs).total(), (theirs - ours).total()) > 1


def _telling(forms: Iterable[str]) -> list[str]:
    """Leave out what asks for nothing, and what finds the same as another one: read and reading, Tables and table."""
    once: dict[tuple[str, ...], str] = {}
    for form in forms:
        if not says_nothing(fold(form)[0]):
            once.setdefault(forms_in(form, ENGLISH).tokens, form)
    return list(once.values())
