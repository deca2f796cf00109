"""Which documents hold the words of a query, and how well: all that is slow in a large index is in here."""

from collections.abc import Iterable
from threading import Lock

from whoosh.searching import Searcher

from portal.search.question import Word

FIELDS = {"title": 3.0, "labels": 1.5, "text": 1.0}
"""The fields that are searched, and how much a word counts in each."""

Scores = dict[int, float]
"""What each document is worth, by its number."""


class Postings:
    """The open postings of one index.

    Whoosh's own queries would give the same documents and scores in twice the time.
    """

    def __init__(self, searcher: Searcher) -> None:
        """Take over a searcher."""
        self._searcher = searcher
        self._one_at_a_time = Lock()

    def scores(self, asked: Iterable[Word]) -> Scores:
        """Score every document that holds all of the words, each in any of its ways."""
        with self._one_at_a_time:  # a reader moves about in its file, where two threads would meet
            return _all(
                [
                    _any([_all([self._token(token) for token in each.tokens]) for each in word.variants])
                    for word in asked
                ]
            )

    def close(self) -> None:
        """Let go of the files."""
        self._searcher.close()

    def _token(self, token: str) -> Scores:
        """Add up what a token is worth in every field that holds it."""
        reader = self._searcher.reader()
        return _any([self._in_field(name, token) for name in FIELDS if (name, token) in reader])

    def _in_field(self, name: str, token: str) -> Scores:
        found: Scores = {}
        matcher = self._searcher.postings(name, token)
        while matcher.is_active():
            found[matcher.id()] = FIELDS[name] * matcher.score()
            matcher.next()
        return found


def _any(each: Iterable[Scores]) -> Scores:
    """Join what holds any of several things."""
    found: Scores = {}
    for scores in each:
        for number, score in scores.items():
            found[number] = found.get(number, 0.0) + score
    return found


def _all(each: Iterable[Scores]) -> Scores:
    """Keep what holds all of several things."""
    fewest, *others = sorted(each, key=len)
    return {
        number: score + sum(other[number] for other in others)
        for number, score in fewest.items()
        if all(number in other for other in others)
    }
