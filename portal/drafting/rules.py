"""What an issue must have before it may be signed: its tree, its lines, its dates; each finding with what mends it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from portal.guide.content import MOST_LINES, MOST_QUESTIONS, Content
from portal.guide.document import Question
from portal.web.findings import Finding, Place, Severity

_NAMES = {
    "sentence": "Main sentence",
    "audience": "Who it is for",
    "never_paste": "Never paste",
    "promise": "What we promise",
    "made": "How this was made",
    "contact": "Who to ask",
    "change": "What changed",
    "review_by": "Review by",
}

GUIDE = Place("The guide", "/staff/guide")
TREE = Place("Decision tree", "/staff/guide/tree#question-1")
PLACES = {field: Place(name, f"/staff/guide/words#{field}") for field, name in _NAMES.items()}
"""Where each field around the lines is."""

_WANTED = (
    ("sentence", Severity.BLOCK, "Write the one sentence that everybody should remember."),
    ("audience", Severity.WARN, "Say in one sentence who it is for."),
    ("never_paste", Severity.BLOCK, "List what nobody should paste into a tool, such as names."),
    ("promise", Severity.BLOCK, "Write what you promise those who share, such as that nobody is rated by it."),
    ("made", Severity.WARN, "Say in one or two sentences where these lines come from."),
    ("contact", Severity.BLOCK, "Say who answers questions."),
    ("change", Severity.BLOCK, "Say in one line what is new since the last issue."),
)


def frame_findings(content: Content, on: date) -> Iterator[Finding]:
    """List what is missing around the lines, and what is wrong with the date of the next review."""
    for field, severity, mend in _WANTED:
        value = getattr(content, field)
        if not "".join(value).strip():
            yield Finding(PLACES[field], "Nothing stands here yet.", mend, severity)
    yield from _date_findings(content.review_by, on)
    if not content.works:
        yield Finding(GUIDE, "No recommendation stands on page 2 yet.", "Open a practice and put it into the guide.")
    for page, name, lines in ((2, "What works here", content.works), (3, "What we caught", content.caught)):
        if len(lines) > MOST_LINES:
            place = Place(name, f"/staff/guide#page-{page}")
            yield Finding(place, f"It has {len(lines)} lines.", f"Keep the best {MOST_LINES} and take the others out.")


def tree_findings(tree: tuple[Question, ...]) -> Iterator[Finding]:
    """List what is wrong with a decision tree: too many questions, dead ends, loops, questions nobody reaches."""
    if not tree:
        yield Finding(TREE, "It asks nothing yet.", "Write at least one question.")
        return
    if len(tree) > MOST_QUESTIONS:
        yield Finding(TREE, f"It asks {len(tree)} questions.", f"Keep the best {MOST_QUESTIONS}.")
    asked = {question.number: question for question in tree}
    if len(asked) < len(tree):
        yield Finding(TREE, "Two of its questions have the same number.", "Take one of them out, and write it anew.")
    for question in tree:
        yield from _question_findings(question, asked)
    for loop in _loops(asked):
        way = " to ".join(map(str, [*loop, loop[0]]))
        mend = "Let one of these answers say what to do instead."
        yield Finding(_of_question(asked[loop[0]]), f"It runs in a circle: question {way}.", mend)
    reached = _reached(asked, tree[0].number)
    for number, question in asked.items():
        if number not in reached:
            yield Finding(_of_question(question), "No answer leads here.", "Lead an answer to it, or take it out.")


def _question_findings(question: Question, asked: Collection[int]) -> Iterator[Finding]:
    if not question.text.strip():
        yield Finding(_of_question(question), "The question is empty.", "Write it, or take the question out.")
    for word, answer in (("yes", question.yes), ("no", question.no)):
        place = Place(f"Question {question.number}", f"/staff/guide/tree#{word}-{question.number}")
        if answer.next is None and not any(map(str.isalnum, answer.action)):
            mend = "Write what to do, or choose the next question."
            yield Finding(place, f"“{word}” leads nowhere.", mend)
        elif answer.next is not None and answer.next not in asked:
            sentence = f"“{word}” leads to question {answer.next}, which is not there."
            yield Finding(place, sentence, "Write that question, or lead to another one.")


def _of_question(question: Question) -> Place:
    return Place(f"Question {question.number}", f"/staff/guide/tree#question-{question.number}")


def _following(question: Question) -> Iterable[int]:
    return [answer.next for answer in (question.yes, question.no) if answer.next is not None]


def _reached(asked: dict[int, Question], first: int) -> set[int]:
    reached, ahead = set[int](), [first]
    while ahead:
        number = ahead.pop()
        if number in asked and number not in reached:
            reached.add(number)
            ahead += _following(asked[number])
    return reached


def _loops(asked: dict[int, Question]) -> Iterator[tuple[int, ...]]:
    """Give the shortest circle from each question through later ones, so that every circle is found by its lowest."""
    for first in sorted(asked):
        ways: list[tuple[int, ...]] = [(first,)]
        seen = set[int]()
        for way in ways:
            following = _following(asked[way[-1]])
            if first in following:
                yield way
                break
            later = [number for number in following if number in asked and number > first and number not in seen]
            seen.update(later)
            ways += [(*way, number) for number in dict.fromkeys(later)]


def _date_findings(review_by: str, on: date) -> Iterator[Finding]:
    mend = "Choose a date within the next twelve months."
    day = _day(review_by)
    if day is None:
        example = f" Write it such as {on.year + 1}-{on:%m}-01." if review_by else ""
        yield Finding(PLACES["review_by"], "This is no date." if review_by else "No date is set yet.", mend + example)
        return
    if day <= on:
        yield Finding(PLACES["review_by"], "This date has passed." if day < on else "This date is today.", mend)
    elif (day.year, day.month, day.day) > (on.year + 1, on.month, on.day):
        yield Finding(PLACES["review_by"], "This date is more than twelve months away.", mend)


def _day(written: str) -> date | None:
    """Read a date that is written as all dates here: 20270531 and 2027-W22-1 would sort as later than they are."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if day.isoformat() == written else None
