"""What counts as a word in an edition: the tokens of a text, in its language and with the district's synonyms.

A place that holds a member of a group of synonyms, be it one word or several in a row, gives the group's own
token too: what is asked by one member finds the others by one look more. In a text every member counts, also one that
lies in another ("parent" in "angry parent"); in a query only the longest does.
"""

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from portal.search.forms import ENGLISH, SPANISH, Form, forms_in, spelt_in
from portal.search.places import Places
from portal.search.stops import STOPS
from portal.search.synonyms import GROUP, Groups, Members

TEXTS = 3_000
"""Texts whose tokens' places are kept, those marked last: about 15 MB where they are as long as most."""

_BETWEEN_SPACES = re.compile(r"\S+")


class Words:
    """The words of an edition whose groups of synonyms are these."""

    def __init__(self, groups: Groups = ()) -> None:
        """Take groups whose members are read as texts in either language would hold them."""
        self.groups = groups
        self._members = _members_of(groups)
        self._places = lru_cache(TEXTS)(self._placed)

    def tokens(self, text: str, language: str = ENGLISH) -> list[str]:
        """List every token under which a text is found: those of its words in order, then those of groups."""
        found = [forms_in(piece, stemmed(language)) for piece in text.split()]
        main = [token for each in found for token in each.tokens]
        groups = (token for _, _, tokens in self.members(language).within(main) for token in tokens)
        return [*main, *(form.token for each in found for form in each.more), *groups]

    def sequence(self, text: str, language: str = ENGLISH) -> list[str]:
        """Give the main token at each place of a text, in order: what follows one another in a phrase."""
        return _sequence(text, stemmed(language))

    def same(self, token: str) -> tuple[str, ...]:
        """Give the members of a group by its token, as they were written; none for any other token."""
        return self.groups[int(token[1:])] if token[0] == GROUP else ()

    def members(self, language: str) -> Members:
        """Give all members of groups as texts in a language hold them."""
        return self._members[stemmed(language)]

    def spans(self, text: str, wanted: AbstractSet[str], language: str = ENGLISH) -> list[tuple[int, int]]:
        """Find the stretches of a text that hold a wanted token, in code points, in order and apart."""
        return self._places(text, stemmed(language)).of(wanted)

    def _placed(self, text: str, language: str) -> Places:
        """Find where every token of a text stands."""
        main: list[Form] = []
        more: list[Form] = []
        for match in _BETWEEN_SPACES.finditer(text):
            at, found = match.start(), forms_in(match[0], language)
            main += [Form(token, at + start, at + end) for token, start, end in found.main]
            more += [Form(token, at + start, at + end) for token, start, end in found.more]
        for first, after, tokens in self.members(language).within([form.token for form in main]):
            more += [Form(token, main[first].start, main[after - 1].end) for token in tokens]
        return Places(main + more)


def stemmed(language: str) -> str:
    """Give the language whose endings are taken off: those of any other are left to the English stemmer."""
    return SPANISH if language == SPANISH else ENGLISH


def spelt(text: str) -> list[tuple[str, str]]:
    """List a text's words with their endings on: in small letters without accents, and as they are written."""
    return [word for piece in text.split() for word in spelt_in(piece)]


@lru_cache(maxsize=2)
def _members_of(groups: Groups) -> dict[str, Members]:
    """Read all members of groups by language; one edition mostly has the groups of the one before."""
    return {
        language: Members(
            # A stop word of a language says nothing in its texts.
            [_sequence(member, language) for member in group if member.casefold() not in STOPS[language]]
            for group in groups
        )
        for language in (ENGLISH, SPANISH)
    }


def _sequence(text: str, language: str) -> list[str]:
    return [token for piece in text.split() for token in forms_in(piece, language).tokens]
