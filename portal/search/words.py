"""What counts as a word in an edition: the tokens of a text, in its language and with the district's synonyms.

A place that holds a member of a group of synonyms, be it one word or several in a row, gives the group's own
token too: what is asked by one member finds the others by one look more.
"""

from collections.abc import Set as AbstractSet

from portal.search.folding import fold
from portal.search.forms import ENGLISH, RUN, SPANISH, Form, forms, is_unspaced, parts
from portal.search.stops import STOPS
from portal.search.synonyms import Groups, Members


class Words:
    """The words of an edition whose groups of synonyms are these."""

    def __init__(self, groups: Groups = ()) -> None:
        """Read the groups' members as texts in either language would hold them."""
        self.groups = groups
        self._members = {language: Members(self._rows(language)) for language in (ENGLISH, SPANISH)}

    def tokens(self, text: str, language: str = ENGLISH) -> list[str]:
        """List every token under which a text is found: those of its words in order, then those of groups."""
        language = _stemmed(language)
        folded, _, _ = fold(text)
        main: list[str] = []
        more: list[str] = []
        for run in RUN.findall(folded):
            found = forms(run, language)
            main += [form[0] for form in found.main]
            if found.more:
                more += [form[0] for form in found.more]
        for _, _, tokens in self._members[language].found(main):
            more += tokens
        return main + more

    def sequence(self, text: str, language: str = ENGLISH) -> list[str]:
        """Give the main token at each place of a text, in order: what follows one another in a phrase."""
        language = _stemmed(language)
        folded, _, _ = fold(text)
        return [form[0] for run in RUN.findall(folded) for form in forms(run, language).main]

    def members(self, row: list[str], language: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """Find the members of groups in a sequence as (first place, place after the last, tokens of groups)."""
        return self._members[_stemmed(language)].found(row)

    def spans(self, text: str, wanted: AbstractSet[str], language: str = ENGLISH) -> list[tuple[int, int]]:
        """Find the stretches of a text that hold a wanted token, in code points, in order and apart."""
        language = _stemmed(language)
        folded, starts, ends = fold(text)
        main: list[Form] = []
        places = []
        for match in RUN.finditer(folded):
            at = match.start()
            found = forms(match[0], language)
            main += [Form(token, at + start, at + end) for token, start, end in found.main]
            places += [(at + start, at + end) for token, start, end in found.more if token in wanted]
        places += [(form.start, form.end) for form in main if form.token in wanted]
        for first, after, tokens in self._members[language].found([form.token for form in main]):
            if not wanted.isdisjoint(tokens):
                places.append((main[first].start, main[after - 1].end))
        return _apart([(starts[start], ends[end - 1]) for start, end in places])

    def _rows(self, language: str) -> list[list[list[str]]]:
        """Give each group's members as tokens; a stop word of the language says nothing in its texts."""
        return [
            [self.sequence(member, language) for member in group if member.casefold() not in STOPS[language]]
            for group in self.groups
        ]


def spellings(text: str) -> list[str]:
    """List a text's words with their endings on, for "did you mean"."""
    folded, _, _ = fold(text)
    return [plain for run in RUN.findall(folded) if not is_unspaced(run) for plain, *_ in parts(run)]


def _stemmed(language: str) -> str:
    """Give the language whose endings are taken off: those of any other are left to the English stemmer."""
    return SPANISH if language == SPANISH else ENGLISH


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put stretches in order, and join those that overlap."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
