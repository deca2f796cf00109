"""What rooms asked of the guide, the same words together, and what staff do with it: take it up, or say why not."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.db import commit, lock
from portal.drafting import models
from portal.drafting.lines import LineGoneError
from portal.errors import NotFoundError, PortalError, StaleError
from portal.guide import models as guide
from portal.guide.content import from_json
from portal.showme import models as rooms
from portal.showme import rules
from portal.showme.models import Ask, ShowMe
from portal.showme.rules import AskState
from portal.staff import audit
from portal.staff.models import StaffMember

LONGEST = 400
"""Characters of where the guide takes something up, or of why it does not."""


class UnansweredError(PortalError):
    """Nothing is said of where the guide takes it up, or why it does not; or too much."""

    status = 422


class DecidedError(StaleError):
    """A colleague was faster."""

    message = "A colleague decided on this while you wrote. To put your answer in its place, press again."


@dataclass(frozen=True)
class Asked:
    """The same thing asked by one room or several."""

    asks: tuple[Ask, ...]
    """The newest first."""
    sessions: tuple[ShowMe, ...]
    """Which asked for it, the newest first."""

    @property
    def key(self) -> str:
        """The key of one that stands for all of them."""
        return self.asks[0].id

    @property
    def words(self) -> str:
        """What was asked, as it was written down last."""
        return self.asks[0].words

    @property
    def open(self) -> bool:
        """Whether at least one room has no answer."""
        return any(ask.state is AskState.OPEN for ask in self.asks)

    @property
    def became(self) -> tuple[str, ...]:
        """What became of it so far: for a room that asks again, what the ones before it were told."""
        return tuple(dict.fromkeys(ask.became for ask in self.asks if ask.became))

    @property
    def stands(self) -> str:
        """How it stands, in one line: so that nobody decides on what a colleague decided on unseen."""
        return " / ".join(("open", *self.became) if self.open else self.became)


def asked() -> list[Asked]:
    """List what closed sessions asked of the guide: what the newest ones asked first."""
    return _together(rooms.all_asks())


def still_open() -> list[Asked]:
    """List what no one has decided on."""
    return [each for each in asked() if each.open]


def asked_as(ask_id: str) -> Asked:
    """Find what was asked by the key of one who asked."""
    found = next((each for each in asked() if any(ask.id == ask_id for ask in each.asks)), None)
    if found is None:
        raise NotFoundError("This is no longer on the list. A colleague struck it out.")
    return found


def take_up(ask_id: str, where: str, *, line_id: str = "", stood: str = "open", by: StaffMember) -> None:
    """Say where the guide takes up what rooms asked: in a line of the draft, or on another page, in words.

    `stood` is how it stood when the page was opened.
    """
    lock()
    line = models.line_by_id(line_id) if line_id else None
    if line_id and line is None:
        raise LineGoneError
    if not (line or where):
        raise UnansweredError("Choose the line that answers it, or say where else in the guide it stands.")
    said = [f"“{line.heading}”, in issue {_issue_with(line.heading)}"] if line else []
    _decide(ask_id, AskState.TAKEN, ". ".join([*said, *([where] if where else [])]), stood)
    audit.record(by, "took up for the guide what rooms had asked for")
    commit()


def leave(ask_id: str, reason: str, *, stood: str = "open", by: StaffMember) -> None:
    """Say why the guide does not take up what rooms asked."""
    lock()
    if not reason:
        raise UnansweredError("Say why not. The rooms that asked for it read it.")
    _decide(ask_id, AskState.LEFT, reason, stood)
    audit.record(by, "left out of the guide what rooms had asked for, with a reason")
    commit()


def put_back(ask_id: str, *, by: StaffMember) -> None:
    """Put back on the list what was decided on."""
    lock()
    for ask in asked_as(ask_id).asks:
        ask.state, ask.answer = AskState.OPEN, ""
    audit.record(by, "put back on the guide's list what rooms had asked for")
    commit()


def _decide(ask_id: str, state: AskState, answer: str, stood: str) -> None:
    """Decide for every room that asked the same, those with an earlier answer too: they all read one answer."""
    if len(answer) > LONGEST:
        raise UnansweredError(f"Make it shorter by {len(answer) - LONGEST}: {LONGEST} characters is the most.")
    found = asked_as(ask_id)
    if found.stands != stood:
        raise DecidedError
    for ask in found.asks:
        ask.state, ask.answer = state, answer


def _issue_with(heading: str) -> int:
    """Say in which issue readers find a line of the draft: the one in force, if it has the line, or the next one."""
    latest = guide.latest()
    if latest is None:
        return 1
    in_force = {line.heading for line in from_json(latest.content).advice()}
    return latest.number if heading in in_force else latest.number + 1


def _together(found: Iterable[tuple[ShowMe, Ask]]) -> list[Asked]:
    same: dict[str, list[tuple[ShowMe, Ask]]] = {}
    for show_me, ask in found:
        same.setdefault(rules.same(ask.words), []).append((show_me, ask))
    return [
        Asked(
            asks=tuple(ask for _, ask in each),
            sessions=tuple({show_me.id: show_me for show_me, _ in each}.values()),
        )
        for each in same.values()
    ]
