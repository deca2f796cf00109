"""What staff do with a digest: write it, and tell the room. Two who write at once lose nothing."""

from collections.abc import Collection
from dataclasses import dataclass

from portal import clock
from portal.db import commit, db, lock, new_key
from portal.errors import PortalError, RefusedError
from portal.showme import asking, digest_sheet, finding, models
from portal.showme.digest_check import Findings
from portal.showme.digest_wording import ThemeWords, Wording, merged
from portal.showme.models import ShowMe, Theme
from portal.showme.rules import CLOSED, AskState, same
from portal.staff import audit
from portal.staff.models import StaffMember


class DigestError(PortalError):
    """The digest can't stand like this."""

    status = 422


class NotReadyError(RefusedError):
    """The check found what must not go to the room."""

    message = "Mend this first; then the room gets it. Nothing is kept yet: your words are below."

    def __init__(self, findings: Findings) -> None:
        """Take what the check found."""
        super().__init__()
        self.findings = findings


@dataclass(frozen=True)
class Change:
    """What an editor did to a digest."""

    was: Wording
    """What the page showed."""
    mine: Wording
    more: ThemeWords
    """A theme that is new; without a name, none."""
    ask: str
    """A line that is new; empty for none."""
    struck: Collection[str]
    """Keys of the lines to strike out."""


def keep(show_me_id: str, change: Change, *, by: StaffMember) -> None:
    """Keep what was written. Once the room has the digest, it sees the change, so the check must be content."""
    lock()
    show_me = closed(show_me_id)
    _put(show_me, change)
    if show_me.told_on:
        _check(show_me)
    audit.record(by, "changed the digest of a show-me session")
    commit()


def tell(show_me_id: str, change: Change, *, by: StaffMember) -> None:
    """Keep what was written, and give it to whoever has the code of the room."""
    lock()
    show_me = closed(show_me_id)
    _put(show_me, change)
    _check(show_me)
    show_me.told_on = show_me.told_on or clock.today().isoformat()
    show_me.news += 1
    audit.record(by, "told a room what its show-me session said")
    commit()


def closed(show_me_id: str) -> ShowMe:
    """Find a session that a digest is written of."""
    show_me = finding.by_id(show_me_id)
    if show_me.stage not in CLOSED:
        raise RefusedError("The digest is written after the session. Close the session first.")
    if not show_me.took_place:
        raise RefusedError("This session did not take place, so there is nothing to tell.")
    return show_me


def _put(show_me: ShowMe, change: Change) -> None:
    wording = merged(change.was, change.mine, digest_sheet.wording(show_me))
    themes = wording.themes | ({new_key(): change.more} if change.more != ThemeWords() else {})
    _check_names([theme.name for theme in themes.values()])
    if change.ask:
        asking.put(show_me, change.ask)
    for ask in models.asks(show_me):
        if ask.id in change.struck and ask.state is AskState.OPEN:
            db.session.delete(ask)
    show_me.heard = wording.heard
    rows = {theme.id: theme for theme in models.themes(show_me)}
    for key, row in rows.items():
        if key not in themes:
            db.session.delete(row)
    for key, words in themes.items():
        # One that a colleague dropped while I wrote into it is made anew: what I wrote stays.
        row = rows.get(key) or Theme(show_me_id=show_me.id)
        row.name, row.words, row.cautions = words.name, words.words, list(words.cautions)
        db.session.add(row)
    # From now on the themes hold what the tags of their slips said: who unticks one there means it.
    for slip in models.on_table(show_me):
        if slip.theme_id:
            slip.cautions = []
    db.session.flush()


def _check_names(names: list[str]) -> None:
    if not all(names):
        raise DigestError("Give every theme a name, or drop it.")
    folded = [same(name) for name in names]
    twice = next((name for name in names if folded.count(same(name)) > 1), None)
    if twice:
        raise DigestError(f"Two themes are called “{twice}”. Put their words together, and drop one of them.")


def _check(show_me: ShowMe) -> None:
    findings = digest_sheet.checked(show_me)
    if findings.blocks:
        db.session.rollback()
        raise NotReadyError(findings)
