"""What teachers of the invented district share and report, and what waits in its tray."""

import secrets

from portal.amnesty import models as statements
from portal.demo import seeds
from portal.demo.seeds import Row
from portal.moderation import actions as moderation
from portal.moderation import models as tray
from portal.practices import actions as practices
from portal.practices.draft import Draft
from portal.practices.kinds import KINDS
from portal.staff.models import StaffMember
from portal.trials import actions as trials
from portal.trials.actions import Report
from portal.trials.rules import Outcome
from portal.web import limits, tokens


def share(row: Row) -> tuple[str, str]:
    """Share a practice, and give its key and its receipt."""
    nonce = secrets.token_urlsafe(16)
    shared = practices.share(draft_of(row), nonce=nonce, bits=limits.MOST_BITS, amnesty=statements.newest())
    return tokens.key("practice", nonce), shared.receipt


def draft_of(row: Row) -> Draft:
    """Read what a teacher types."""
    kind = KINDS[row["kind"]]
    return Draft(
        kind=kind.code,
        title=row["title"],
        words={part.name: row.get(part.name, "") for part in kind.parts},
        picks={pick.name: row[pick.name] if pick.many else [row[pick.name]] for pick in kind.picks},
        subjects=row["subject"],
        grades=row["grade"],
        task=row["task"],
        tools=row["tool"],
        language=row["language"],
        minutes=row["minutes"],
        allowed=row["allowed"],
    )


def report(rows: list[Row], keys: dict[str, str], *, by: StaffMember) -> None:
    """Let colleagues report, and let their lines be read."""
    for row in rows:
        said = Report(
            outcome=Outcome(row["outcome"]),
            subject=row["subject"],
            grade=row["grade"],
            minutes=row["minutes"],
            wrong=tuple(row["wrong"]),
            reach=row["reach"],
            checks=row["checks"],
            note=row["note"],
        )
        trials.report(keys[row["practice"]], said, nonce=secrets.token_urlsafe(16), bits=limits.MOST_BITS)
    for trial in tray.tray().trials:
        moderation.clear(trial.id, by=by)


def fill_tray(*, by: StaffMember) -> str:
    """Leave work in the tray, and give the receipt of a practice whose author was asked something."""
    asked = ""
    for row in seeds.rows("tray"):
        key, receipt = share(row)
        if row["state"] == "pool":
            moderation.clear(key, by=by)
        elif row["state"] == "declined":
            moderation.decline(key, row["reason"], by=by)
        elif row["state"] == "asked":
            moderation.ask(key, row["question"], by=by)
            asked = receipt
    return asked
