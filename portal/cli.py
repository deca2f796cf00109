"""The command line. Each command calls one action, says one clear sentence, and ends with 0, 1 or 2."""

import json as plain_json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click
from flask import Flask
from flask.cli import with_appcontext
from flask_migrate import upgrade as migrate_up
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from portal import config, demo, serving, snapshot
from portal.clock import today
from portal.db import db, is_there
from portal.editions import actions as editions
from portal.editions import builder
from portal.errors import PortalError
from portal.guide import actions as guide_actions
from portal.guide import drafting, published, rendering, rules
from portal.guide import models as guide_models
from portal.guide.exports import pdf
from portal.practices import importing
from portal.staff import actions as staff_actions
from portal.staff.roles import Role
from portal.vocabulary import words
from portal.web import problems

P = ParamSpec("P")

BY = "command line"
"""Who the audit names for what is done here."""


def install(app: Flask) -> None:
    """Add the commands to an application."""
    for command in (init, upgrade, serve, keep_building, release, reindex, import_, staff, guide, demo_):
        app.cli.add_command(command)


def _plainly(command: Callable[P, None]) -> Callable[P, None]:
    """Turn a refusal into one sentence and exit status 1."""

    @with_appcontext
    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except PortalError as refusal:
            click.echo(refusal.message, err=True)
            sys.exit(1)
        except DBAPIError as error:
            problems.note(error)
            click.echo("The database can't be used. Check PORTAL_DATA, the disk, and who may write there.", err=True)
            sys.exit(1)

    return run


def _set_up(command: Callable[P, None]) -> Callable[P, None]:
    """Refuse where there is no database yet, and turn the day first.

    What makes or changes the database goes without: an older one may lack what turning the day looks at.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        if not is_there() or not inspect(db.engine).has_table("snapshot"):
            raise PortalError("There is no database yet. Run `portal init` first.")
        editions.turn_the_day()
        command(*args, **kwargs)

    return _plainly(run)


@click.command()
@_plainly
def init() -> None:
    """Create the database and the first, empty edition. Does nothing twice."""
    _migrate()
    edition = builder.build(anew=snapshot.standing().edition == 0)
    click.echo(f"Ready: {config.current().data}, edition {edition}.")


@click.command()
@_plainly
def upgrade() -> None:
    """Bring the database up to this version of the portal."""
    _migrate()
    click.echo("The database is up to date.")


@click.command()
@_set_up
def serve() -> None:
    """Serve the site, with the builder beside it."""
    serving.serve(config.current())


@click.command("keep-building", hidden=True)
@with_appcontext
def keep_building() -> None:
    """Build each edition that is wanted, until the process that started this one is gone."""
    serving.keep_building()


@click.command()
@click.option("--now", is_flag=True, help="Do not wait for a new week. The minimum stays.")
@_set_up
def release(*, now: bool) -> None:
    """Publish the pool, and build its edition."""
    released = editions.release(by=BY, skip_the_week=now)
    builder.build()
    click.echo(f"edition {released.edition}: {released.practices} practices")


@click.command()
@_set_up
def reindex() -> None:
    """Build the edition anew from the database."""
    click.echo(f"edition {builder.build(anew=True)} is ready")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="HEADER=NAME",
    help="What a column of the file is, such as 'Your prompt=prompt'.",
)
@click.option("--cleared", is_flag=True, help="Put the rows straight into the pool: somebody has read them.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; store nothing.")
@_set_up
def import_(*, file: Path, pairs: tuple[str, ...], cleared: bool, dry_run: bool) -> None:
    """Bring in practices from a CSV or JSONL file."""
    rows = importing.read(file, words.current(), _columns(pairs))
    if dry_run:
        outcome = importing.look(rows)
    else:
        with click.progressbar(rows.good, label="Bringing in", file=sys.stderr) as bar:
            outcome = importing.bring_in(bar, cleared=cleared, by=BY)
    for refused in (*rows.refused, *outcome.refused):
        click.echo(f"row {refused.row}: {refused.sentence}", err=True)
    if rows.dropped:
        click.echo(f"left out: {', '.join(rows.dropped)}")
    would = "would come in" if dry_run else "came in"
    click.echo(
        f"{outcome.new} {would}, {outcome.known} are here already, {len(rows.refused) + len(outcome.refused)} refused"
    )
    if not outcome.new and not outcome.known:
        sys.exit(1)


@click.group()
def staff() -> None:
    """Accounts of staff."""


@staff.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", default="", help="How signatures name this person.")
@click.option("--password-stdin", is_flag=True, required=True, help="Read the password from standard input.")
@_set_up
def staff_add(*, email: str, role: str, name: str, password_stdin: bool) -> None:  # noqa: ARG001 - there is no other way
    """Open an account."""
    member = staff_actions.add(email, Role(role), sys.stdin.readline().rstrip("\n"), name=name, by=BY)
    click.echo(f"{member.email} can sign in at {config.current().url}/staff/ as {member.role.value}.")


@staff.command("list")
@_set_up
def staff_list() -> None:
    """List the accounts."""
    for member in staff_actions.everyone():
        click.echo(f"{member.email}\t{member.role.value}\t{'closed' if member.disabled else 'open'}")


@staff.command("disable")
@click.argument("email")
@_set_up
def staff_disable(*, email: str) -> None:
    """Close an account and end its sessions."""
    staff_actions.disable(email, by=BY)
    click.echo(f"{email} can no longer sign in.")


@staff.command("password")
@click.argument("email")
@click.option("--password-stdin", is_flag=True, required=True, help="Read the password from standard input.")
@_set_up
def staff_password(*, email: str, password_stdin: bool) -> None:  # noqa: ARG001 - there is no other way
    """Give an account a new password and end its sessions."""
    staff_actions.change_password(email, sys.stdin.readline().rstrip("\n"), by=BY)
    click.echo(f"{email} has a new password.")


@click.group()
def guide() -> None:
    """Check the guide's draft, or write the issue in force to a file."""


@guide.command("check")
@_set_up
def guide_check() -> None:
    """Say what keeps the draft from being signed."""
    content = guide_models.content()
    sheet = drafting.printed()
    findings = rules.blocks(content, live=guide_actions.live(content), pages=sheet.pages, on=today())
    if sheet.missing:
        click.echo(f"These can't be printed in the PDF: {' '.join(sheet.missing)}", err=True)
    for finding in findings:
        click.echo(f"{finding.place}: {finding.sentence}", err=True)
    if findings:
        sys.exit(1)
    click.echo("Nothing blocks the draft.")


@guide.command("export")
@click.option("--format", "form", type=click.Choice(list(rendering.MEDIA_TYPES)), required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--paper", type=click.Choice([paper.value for paper in pdf.Paper]), default=pdf.Paper.LETTER.value)
@_set_up
def guide_export(*, form: str, out: Path, paper: str) -> None:
    """Write the issue in force to a file."""
    document = published.current()
    data = rendering.render(document, form, pdf.Paper(paper))
    try:
        out.write_bytes(data)
    except OSError as problem:
        raise PortalError(f"{out} can't be written ({problem.strerror}).") from problem
    click.echo(f"{out}: issue {document.number}")


@click.command("demo")
@_plainly
def demo_() -> None:
    """Set up the invented district, with accounts to try it out. Does nothing twice."""
    _migrate()
    accounts = config.current().data / "demo-accounts.json"
    if not accounts.exists():
        with click.progressbar(length=demo.STEPS, label="Inventing a district", file=sys.stderr) as bar:
            made = demo.build(tick=lambda: bar.update(1))
        accounts.touch(mode=0o600)
        accounts.write_text(plain_json.dumps(made, indent=1), encoding="utf-8")
    click.echo("Accounts to try (invented, with generated passwords):")
    for role, email, password in plain_json.loads(accounts.read_text(encoding="utf-8")):
        click.echo(f"  {role:<10} {email:<36} {password}")


def _migrate() -> None:
    migrate_up()
    db.session.remove()


def _columns(pairs: tuple[str, ...]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        header, equals, name = pair.rpartition("=")
        if not equals or not header or not name:
            raise click.BadParameter(f"{pair!r} is not of the form HEADER=NAME.", param_hint="--map")
        columns[header] = name
    return columns
