"""What waits for somebody of staff, the most urgent first: plain facts in, sentences out."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.guide.published import FoundUnclear
from portal.guide.wording import spoken

SOON = 60
VERY_SOON = 30
"""Days before the review-by date."""


@dataclass(frozen=True)
class Wait:
    """One thing that waits, and the link that leads to it."""

    sentence: str
    link: str
    href: str


@dataclass(frozen=True)
class Session:
    """A show-me session that the desk speaks of."""

    key: str
    title: str
    when: str
    """The time of a session today, the day of one that is over; as it is said."""
    place: str = ""
    running: bool = False


@dataclass(frozen=True, kw_only=True)
class Facts:
    """How things stand for one person's role. What it has nothing to do with stays as empty as here."""

    serious: tuple[tuple[str, str], ...] = ()
    """Key and title of practices that the guide cites while a serious caution is open."""
    review_by: str = ""
    """ISO date of the issue in force."""
    days_left: int = SOON + 1
    """Days until that date; less than none when it has passed."""
    amnestied: bool = True
    """Whether an amnesty statement is in force, or proposed."""
    amnesty: int = 0
    """Number of the amnesty statement that waits for this side's signature."""
    guide_signed: bool = False
    """Whether only this side's signature under the draft is missing."""
    refused_by: str = ""
    """The other side, if it said no to the draft as it stands."""
    sessions: tuple[Session, ...] = ()
    """Show-me sessions that are today."""
    untold: tuple[Session, ...] = ()
    """Show-me sessions that are over, and whose room has not heard back."""
    problems: int = 0
    """Problems with public practices that readers report."""
    answered: tuple[str, ...] = ()
    """Keys in the tray that came back from their author."""
    tray: int = 0
    """What else is in the tray."""
    ready: int = 0
    """How many practices can go public today."""
    reopened: tuple[str, ...] = ()
    """Headings of the draft's lines that a tool change reopened."""
    lapsing: tuple[tuple[str, str], ...] = ()
    """Key and title of practices that the guide cites and nobody has tried for long."""
    unclear: tuple[FoundUnclear, ...] = ()
    """Sections of the guide that readers find unclear."""
    union_seats: int | None = None
    """How many accounts the union has, for those who may open one."""


def waits(facts: Facts) -> list[Wait]:
    """List what waits, the most urgent first: what may reach a student, what the other side waits for, the rest."""
    past, very_soon = facts.days_left < 0, 0 <= facts.days_left <= VERY_SOON
    return [
        *_serious(facts),
        *_sessions(facts),
        *(_review(facts) if past else ()),
        *_signatures(facts),
        *_to_read(facts),
        *_untold(facts),
        *_reopened(facts),
        *(_review(facts) if very_soon else ()),
        *_lapsing(facts),
        *(_review(facts) if VERY_SOON < facts.days_left <= SOON else ()),
        *_unclear(facts),
        *_seats(facts),
    ]


def _serious(facts: Facts) -> Iterator[Wait]:
    for key, title in facts.serious:
        yield Wait(
            f"The guide cites “{title}”, and something serious that colleagues caught with it has no check yet.",
            "Look at it",
            f"/staff/practices/{key}",
        )


def _sessions(facts: Facts) -> Iterator[Wait]:
    for each in facts.sessions:
        if each.running:
            yield Wait(f"The session “{each.title}” is running.", "Go on with it", f"/staff/showme/{each.key}/run")
        else:
            sentence = f"The session “{each.title}” is today at {each.when}: {each.place}."
            yield Wait(sentence, "Run it", f"/staff/showme/{each.key}/run")


def _review(facts: Facts) -> Iterator[Wait]:
    day = spoken(facts.review_by)
    if facts.days_left < 0:
        yield Wait(f"The guide is past its review date, {day}. Every page of it says so.", "Renew it", "/staff/guide")
    else:
        left = "today" if facts.days_left == 0 else f"in {_count(facts.days_left, 'day')}"
        yield Wait(f"The guide’s review date is {left}: {day}.", "Write the next issue", "/staff/guide")


def _signatures(facts: Facts) -> Iterator[Wait]:
    if not facts.amnestied:
        yield Wait("No amnesty statement is signed yet.", "Write one", "/staff/amnesty")
    if facts.amnesty:
        yield Wait(
            f"Your signature is wanted under amnesty statement {facts.amnesty}.", "Read and sign it", "/staff/amnesty"
        )
    if facts.guide_signed:
        yield Wait("Your signature is wanted under the next guide.", "Read and sign it", "/staff/guide")
    if facts.refused_by:
        yield Wait(
            f"{facts.refused_by} said no to the next guide as it stands, and says why.", "Read it", "/staff/guide"
        )


def _to_read(facts: Facts) -> Iterator[Wait]:
    if facts.problems:
        yield Wait(f"Readers report {_count(facts.problems, 'problem')} with public practices.", "Look", "/staff/tray")
    if facts.answered:
        yield Wait(
            f"{_count(len(facts.answered), 'text')} came back from an author with an answer.",
            "Read",
            f"/staff/tray?id={facts.answered[0]}",
        )
    if facts.tray:
        yield Wait(f"{_count(facts.tray, 'thing')} to read in the tray.", "Open the tray", "/staff/tray")
    if facts.ready:
        yield Wait(f"{_count(facts.ready, 'practice')} can go public together today.", "Release them", "/staff/release")


def _untold(facts: Facts) -> Iterator[Wait]:
    for each in facts.untold:
        sentence = f"The room of “{each.title}” on {each.when} has no digest yet."
        yield Wait(sentence, "Write it", f"/staff/showme/{each.key}/digest")


def _reopened(facts: Facts) -> Iterator[Wait]:
    if facts.reopened:
        first, *others = facts.reopened
        more = f" and {_count(len(others), 'more line')}" if others else ""
        yield Wait(f"A tool changed: look again at “{first}”{more} of the draft.", "Look at it", "/staff/tools")


def _lapsing(facts: Facts) -> Iterator[Wait]:
    for key, title in facts.lapsing:
        yield Wait(
            f"The guide cites “{title}”, and nobody has reported on it for eleven months or more.",
            "Look at it",
            f"/staff/practices/{key}",
        )


def _unclear(facts: Facts) -> Iterator[Wait]:
    for each in facts.unclear:
        yield Wait(
            f"Readers pressed “Still unclear?” {each.presses} times under “{each.heading}” in the guide.",
            "Read it",
            f"/guide#page-{each.section}",
        )


def _seats(facts: Facts) -> Iterator[Wait]:
    if facts.union_seats == 0:
        yield Wait("The union has no account, so nobody can sign for it.", "Open its first one", "/staff/accounts")
    elif facts.union_seats == 1:
        yield Wait(
            "Yours is the union’s only account. A second one can sign when you are away.", "Open one", "/staff/accounts"
        )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
