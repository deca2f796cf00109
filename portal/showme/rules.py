"""What a room may do and when: its stages, its code, how many make a total, how many slips and ballots it takes."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from portal.anonymity import pools
from portal.errors import PortalError

ENOUGH = pools.MINIMUM
"""So many slips come on the board together, and so many ballots make a total: fewer would point at one."""

TRIES = 3
"""How often one ballot says "I'd try this"."""

WORRIES = 1
"""How often one ballot says "I'd worry"."""

HOLD_TURNS = 2
"""Daily turns after the close before anybody moderates a slip: its author may have slept over it once."""

ASKED_AFTER_DAYS = 21
"""Days after the session at which its page asks whether the themes worked."""

ASKED_UNTIL_DAYS = 183
"""Days after the session from which its page asks no more: half a year later nobody knows it by heart."""

MOST_BALLOTS = 600
"""Ballots that one vote takes: more than any room has people."""

MOST_NUMBER = 9999
"""No slip on a board has a higher number."""

CODE_SIGNS = "CDFHJKMNPRTVWXY234679"
"""No vowels, so that no code is a word; nothing that reads like something else from the last row."""

CODE_LENGTH = 6


class Stage(StrEnum):
    """Where a show-me session stands."""

    PLANNED = "planned"
    LIVE = "live"
    HELD = "held"
    """Closed; its slips are still their authors' alone."""
    OVER = "over"
    """Its slips are practices like any other, and nothing says that they came from here."""


TAKES_SLIPS = frozenset({Stage.PLANNED, Stage.LIVE})
"""Before it starts, too: some write better at home."""


CLOSED = frozenset({Stage.HELD, Stage.OVER})
"""What the room said is all there."""


class About(StrEnum):
    """What a ballot is about."""

    VOTE = "vote"
    """The vote that is open now."""
    WORKED = "worked"
    """Weeks later: whether a theme worked."""


class Worked(StrEnum):
    """How a theme went for somebody who tried it."""

    WORKED = "worked"
    CHANGES = "changes"
    DID_NOT = "did-not"


class AskState(StrEnum):
    """What became of something a room asked of the guide."""

    OPEN = "open"
    TAKEN = "taken"
    LEFT = "left"
    """Not taken up, with a reason."""


_BECAME = {AskState.OPEN: "", AskState.TAKEN: "Taken up for the guide: ", AskState.LEFT: "Not taken up: "}


class BallotError(PortalError):
    """The ballot says more than one ballot may."""

    status = 422


def code_of(typed: str) -> str:
    """Read a join code as it was typed: spaces, dashes and small letters do not matter."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:CODE_LENGTH]


def said_code(code: str) -> str:
    """Write a join code as people read it: in two halves."""
    half = CODE_LENGTH // 2
    return f"{code[:half]} {code[half:]}"


def most_slips(seats: int) -> int:
    """Say how many slips a room takes: several for each person."""
    return max(60, 4 * seats)


def most_of_all(tray: int) -> int:
    """Say how many slips all rooms take together: half of what may wait in the district, so that homes have theirs."""
    return tray // 2


def most_answers(seats: int) -> int:
    """Say how many may say weeks later whether a theme worked: some come back with a second theme."""
    return max(60, 2 * seats)


def same(words: str) -> str:
    """Fold words, so that capitals, spaces and a full stop make no difference."""
    return " ".join(words.casefold().split()).rstrip(" .!?…")


def became(state: AskState, answer: str) -> str:
    """Say what became of something a room asked of the guide; nothing while it is open."""
    return _BECAME[state] + answer


def check_ballot(tries: Collection[int], worries: Collection[int], on_board: Collection[int]) -> None:
    """Refuse a ballot that says nothing, or more than it may, or something about what is not on the board."""
    if not (tries or worries):
        raise BallotError("Choose at least one, then send your vote.")
    if len(tries) > TRIES or len(worries) > WORRIES:
        raise BallotError(f"Choose at most {TRIES} you’d try and {WORRIES} you’d worry about.")
    if {*tries, *worries} - {*on_board}:
        raise BallotError("One of these is not on the board any more. Look at the board and choose again.")


def totals(ballots: Iterable[Mapping[str, Collection[int]]]) -> dict[int, tuple[int, int]]:
    """Add ballots up: how many would try each number, and how many would worry. Nothing, when too few have voted."""
    cast = list(ballots)
    if len(cast) < ENOUGH:
        return {}
    tries, worries = (Counter(n for ballot in cast for n in set(ballot.get(name, ()))) for name in ("try", "worry"))
    return {number: (tries[number], worries[number]) for number in sorted({*tries, *worries})}


def check_answers(answers: Mapping[str, Worked], themes: Collection[str]) -> None:
    """Refuse an answer that says nothing, or something about a theme that is gone."""
    if not answers:
        raise BallotError("Say how it went with at least one. If you tried none yet, come back when you have.")
    if answers.keys() - set(themes):
        raise BallotError("One of these themes is gone. Look at them and answer again.")


def enough_said(ballots: Iterable[Mapping[str, str]]) -> dict[str, Counter[str]]:
    """Add up how each theme went, where five or more say so; one that fewer speak of waits."""
    said: dict[str, list[str]] = {}
    for ballot in ballots:
        for theme, answer in ballot.items():
            said.setdefault(theme, []).append(answer)
    return {theme: Counter(answers) for theme, answers in said.items() if len(answers) >= ENOUGH}
