"""What editors type into the decision tree: each answer is something to do, or a question to go on to."""

import re
from dataclasses import dataclass

from flask import request

from portal.errors import PortalError
from portal.guide.content import MOST_QUESTIONS
from portal.guide.document import Answer, Question
from portal.web.markup import plain

NUMBERS = range(1, MOST_QUESTIONS + 1)

_MOST = 400


class TooManyQuestionsError(PortalError):
    """A question after the third was sent."""

    status = 422
    message = f"The tree asks {MOST_QUESTIONS} questions at most. Take one out: three are what a colleague remembers."


class TooLongError(PortalError):
    """A question or an action is too long."""

    status = 422


@dataclass(frozen=True)
class Way:
    """One answer as it was typed: both what to do and where to go on stay in the form, and one of them counts."""

    asks: bool = False
    """Whether it goes on to another question."""
    action: str = ""
    following: str = ""
    """The number of the question it goes on to, as the form has it."""


@dataclass(frozen=True)
class Asked:
    """One question as it was typed."""

    number: int
    text: str = ""
    yes: Way = Way()
    no: Way = Way()

    def __bool__(self) -> bool:
        """Say whether anything was typed that counts."""
        return any((self.text, *(way.following if way.asks else way.action for way in (self.yes, self.no))))


def read() -> tuple[Asked, ...]:
    """Read the three rows of the form, empty ones too."""
    return tuple(
        Asked(number, _text(f"question-{number}"), _way("yes", number), _way("no", number)) for number in NUMBERS
    )


def typed() -> tuple[Asked, ...]:
    """Read the form, or refuse a fourth question and words that are too many."""
    for name, value in request.form.items():
        sent = re.fullmatch(r"(?:question|yes|no|yes-next|no-next)-([0-9]+)", name)
        if sent and value.strip() and sent[1] not in map(str, NUMBERS):
            raise TooManyQuestionsError
    rows = read()
    for row in rows:
        over = max(map(len, (row.text, row.yes.action, row.no.action))) - _MOST
        if over > 0:
            raise TooLongError(f"Question {row.number}: take {over} characters out. {_MOST} is the most for each text.")
    return rows


def rows_of(tree: tuple[Question, ...]) -> tuple[Asked, ...]:
    """Give the form's rows of a stored tree."""
    stored = {question.number: question for question in tree}
    return tuple(
        Asked(number, stored[number].text, _way_of(stored[number].yes), _way_of(stored[number].no))
        if number in stored
        else Asked(number)
        for number in NUMBERS
    )


def tree_of(rows: tuple[Asked, ...]) -> tuple[Question, ...]:
    """Make the tree of the rows that were filled in, numbered from 1. A way to an empty row leads nowhere."""
    asked = [row for row in rows if row]
    numbers = {str(row.number): number for number, row in enumerate(asked, start=1)}
    return tuple(
        Question(numbers[str(row.number)], row.text, _answer(row.yes, numbers), _answer(row.no, numbers))
        for row in asked
    )


def _answer(way: Way, numbers: dict[str, int]) -> Answer:
    return Answer(next=numbers.get(way.following)) if way.asks else Answer(action=way.action)


def _way(word: str, number: int) -> Way:
    following = request.form.get(f"{word}-next-{number}", "")
    asks = request.form.get(f"{word}-is-{number}", "question" if following else "action") == "question"
    return Way(asks, _text(f"{word}-{number}"), following)


def _way_of(answer: Answer) -> Way:
    return Way(answer.next is not None, answer.action, str(answer.next or ""))


def _text(name: str) -> str:
    return plain(request.form.get(name, ""))
