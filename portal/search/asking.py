"""A query read as a question: every word in the variants under which a text may hold it."""

from portal.search import words
from portal.search.question import Question


def ask(query: str) -> Question:
    """Read a query; one without a telling word asks for nothing."""
    return Question(words=words.asked(query))
