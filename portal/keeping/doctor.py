"""Looks an installation over, and says of each thing whether it is well."""

from collections.abc import Callable

from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from portal import clock, config, snapshot
from portal.amnesty import models as amnesty
from portal.anonymity.labels import shares
from portal.db import db, is_there, scrub_is_due
from portal.guide import models as guide
from portal.keeping import installation, machine, steps
from portal.keeping.finding import Finding, Level, look, well, wrong
from portal.practices.models import Practice
from portal.practices.rules import State
from portal.search.index import Index, NoIndexError
from portal.staff import models as staff
from portal.staff.roles import Role
from portal.vocabulary import roster, words

Look = Callable[[], Finding]

ADVISED = 20
"""Teachers under a label, below which an observer who knows every visit is left with too few candidates."""


def examine() -> list[Finding]:
    """Look at everything. Nothing is changed, and nothing leaves the machine."""
    found = [each() for each in _AROUND]
    for each in _INSIDE:
        found.append(each())
        if each in _FIRST and found[-1].level is Level.WRONG:
            # What comes after could not even be read.
            break
    return found


def database() -> Finding:
    """Look at whether the database opens and is whole."""
    if not is_there():
        return wrong("There is no database.", "Run `portal init`, or restore a backup.")
    try:
        answers = db.session.scalars(text("PRAGMA integrity_check")).all()
    except DBAPIError:
        answers = []
    if answers != ["ok"]:
        return wrong("The database is damaged.", "Stop the portal and restore the last backup.")
    return well("The database opens and is whole.")


def migrations() -> Finding:
    """Look at whether the database has the form that this version knows."""
    wanted, found = steps.newest(), steps.standing(db.session.connection())
    if found != wanted:
        return wrong(f"The database has the form {found or 'of no version'}, not {wanted}.", "Run `portal upgrade`.")
    return well(f"The database has the form of this version, {wanted}.")


def edition() -> Finding:
    """Look at whether readers see what the database says is public."""
    standing = snapshot.standing()
    try:
        index = Index.open(snapshot.folder(standing.edition))
    except NoIndexError:
        return wrong(f"The files of edition {standing.edition} are missing or damaged.", "Run `portal reindex`.")
    shown = index.cards.keys() - standing.refused
    index.close()
    if standing.wanted > standing.edition:
        return look(
            f"Edition {standing.wanted} is wanted, and readers still see {standing.edition}.",
            "Wait a minute. If it stays so, see that `portal serve` runs, or run `portal reindex`.",
        )
    public = set(db.session.scalars(select(Practice.id).where(Practice.state == State.RELEASED)))
    if shown != public - standing.refused:
        return wrong(
            f"Edition {standing.edition} shows {len(shown)} practices, the database says {len(public)}.",
            "Run `portal reindex`.",
        )
    return well(f"Edition {standing.edition} shows the {len(shown)} practices that are public.")


def scrubbed() -> Finding:
    """Look at whether deleted words are really gone."""
    if scrub_is_due():
        return wrong(
            "Deleted words are still in the database's file, because somebody was reading it.",
            "Close what else has it open. `portal serve` rubs them out within seconds; so does `portal reindex`.",
        )
    return well("Nothing that was deleted is left in the database's file.")


def accounts() -> Finding:
    """Look at whether both sides can sign in."""
    there = {member.role for member in staff.everyone() if not member.disabled}
    missing = [role.value for role in (Role.CURRICULUM, Role.UNION) if role not in there]
    if missing:
        return wrong(
            f"There is no open account for {' and '.join(missing)}: nothing can be signed by both sides.",
            f"Run `portal staff add EMAIL --role {missing[0]} --name NAME --password-stdin`.",
        )
    return well("Curriculum and union each have an open account.")


def statement() -> Finding:
    """Look at whether teachers are promised amnesty."""
    found = amnesty.in_force()
    if found is None:
        return wrong(
            "No amnesty statement is in force: nobody has promised teachers anything yet.",
            "Have curriculum and union sign one before you invite teachers.",
        )
    return well(f"Version {found.number} of the amnesty statement is in force.")


def guide_in_force() -> Finding:
    """Look at whether the guide is past its date."""
    issue = guide.latest()
    if issue is None:
        return well("No guide has been published yet.")
    if issue.review_by < clock.today().isoformat():
        return look(
            f"Issue {issue.number} of the guide should have been reviewed by {issue.review_by}; every page says so.",
            "Write and sign the next issue.",
        )
    return well(f"Issue {issue.number} of the guide is good until {issue.review_by}.")


def labels() -> Finding:
    """Look at how finely a practice may be labelled here."""
    known, least = roster.current(), config.current().district.label_minimum
    if known is None:
        return well("Without a roster, labels are never finer than a subject and a band of grades.")
    part = shares(known, words.current().bands, least=least)
    said = (
        f"The roster counts {known.everybody:,} teachers; is that all of you, each once? With labels of at least "
        f"{least}, {part.by_grade:.0%} can name their subject and grade, {part.by_band:.0%} their band of grades, "
        f"{part.by_subject:.0%} the subject alone, {part.not_at_all:.0%} not even that."
    )
    if least < ADVISED:
        return look(
            said,
            f"Set label_minimum to {ADVISED} in the district file: with fewer, somebody who knows who visited when "
            "finds too few who could have written a practice.",
        )
    return well(said)


_AROUND: tuple[Look, ...] = (
    installation.district,
    installation.time_zone,
    installation.address,
    installation.bind,
    installation.folder,
    installation.secret,
    installation.room,
    machine.swap,
    machine.core_dumps,
    machine.reading_times,
    machine.logs,
)

_FIRST: tuple[Look, ...] = (database, migrations)

_INSIDE: tuple[Look, ...] = (*_FIRST, scrubbed, edition, accounts, statement, guide_in_force, labels)
