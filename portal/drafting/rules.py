"""The gate: what keeps an issue of the guide from being signed, each finding with its place and what mends it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from portal.guide.content import MOST_LINES, MOST_QUESTIONS, Advice, Content
from portal.guide.document import Question

MOST_PAGES = 4
MOST_DAYS = 366
"""An issue is looked at again within a year."""


@dataclass(frozen=True)
class Finding:
    """Something that must be mended first."""

    place: str
    sentence: str


def blocks(content: Content, *, live: Collection[str], pages: int, on: date) -> list[Finding]:
    """List what blocks an issue: `live` are the ids of released practices, `pages` the rendered length."""
    found = [
        *tree_findings(content.tree),
        *_advice_findings(content, live),
        *_date_findings(content.review_by, on),
    ]
    if not content.sentence:
        found.append(Finding("Main sentence", "Write the one sentence that everybody should remember."))
    if not content.change:
        found.append(Finding("What changed", "Say in one line what is new since the last issue."))
    if not content.contact:
        found.append(Finding("Who to ask", "Say who answers questions."))
    if not content.works:
        found.append(Finding("What works here", "Promote at least one practice into a recommendation."))
    if pages > MOST_PAGES:
        found.append(
            Finding("Length", f"It fills {pages} pages. Shorten it to {MOST_PAGES}: take the weakest line out.")
        )
    return found


def tree_findings(tree: tuple[Question, ...]) -> list[Finding]:
    """List what is wrong with a decision tree: too many questions, dead ends, loops, questions nobody reaches."""
    if not tree:
        return [Finding("Decision tree", "Write at least one question.")]
    if len(tree) > MOST_QUESTIONS:
        return [Finding("Decision tree", f"It asks {len(tree)} questions. Keep the best {MOST_QUESTIONS}.")]
    asked = {question.number: question for question in tree}
    found = []
    for question in tree:
        place = f"Question {question.number}"
        if not question.text:
            found.append(Finding(place, "Write the question."))
        for word, branch in (("yes", question.yes), ("no", question.no)):
            if branch.next is None and not branch.action:
                found.append(Finding(place, f"“{word}” leads nowhere. Write what to do, or choose the next question."))
            elif branch.next is not None and branch.next not in asked:
                found.append(Finding(place, f"“{word}” leads to question {branch.next}, which is not there."))
            elif branch.next is not None and branch.next <= question.number:
                found.append(Finding(place, f"“{word}” leads back to question {branch.next}. Lead on to a later one."))
    reached = {min(asked), *(branch.next for question in tree for branch in (question.yes, question.no))}
    found += [
        Finding(f"Question {number}", "No answer leads here. Take it out, or lead an answer to it.")
        for number in asked
        if number not in reached
    ]
    return found


def live_only(practices: Iterable[str], live: Collection[str]) -> tuple[str, ...]:
    """Keep the ids of practices that are still released."""
    return tuple(practice for practice in practices if practice in live)


def _advice_findings(content: Content, live: Collection[str]) -> list[Finding]:
    found = []
    for name, lines in (("What works here", content.works), ("What we caught", content.caught)):
        if len(lines) > MOST_LINES:
            found.append(Finding(name, f"It has {len(lines)} lines. Keep the best {MOST_LINES}."))
        found += [finding for line in lines for finding in _line_findings(line, live)]
    return found


def _line_findings(line: Advice, live: Collection[str]) -> list[Finding]:
    place = f"“{line.heading}”" if line.heading else "A line without a heading"
    found = []
    if not live_only(line.practices, live):
        found.append(Finding(place, "It cites no practice that is still public. Cite one, or take the line out."))
    empty = [name for name in ("heading", "when", "do", "check") if not getattr(line, name)]
    if empty:
        found.append(Finding(place, f"Still empty: {', '.join(empty)}."))
    return found


def _date_findings(review_by: str, on: date) -> list[Finding]:
    place = "Review by"
    try:
        day = date.fromisoformat(review_by)
    except ValueError:
        return [Finding(place, "Set the date by which you will look at the guide again.")]
    if day <= on:
        return [Finding(place, "This date has passed. Choose one within the next twelve months.")]
    if (day - on).days > MOST_DAYS:
        return [Finding(place, "Choose a date within the next twelve months.")]
    return []
