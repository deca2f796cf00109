"""Commands that set the site up and run it."""

import json as plain_json
import sys

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade as migrate_up

from portal import config, demo, serving, snapshot
from portal.cli.running import plainly, set_up
from portal.db import db
from portal.editions import builder


@click.command()
@plainly
def init() -> None:
    """Create the database and the first, empty edition. Does nothing twice."""
    _migrate()
    edition = builder.build(anew=snapshot.standing().edition == 0)
    click.echo(f"Ready: {config.current().data}, edition {edition}.")


@click.command()
@plainly
def upgrade() -> None:
    """Bring the database up to this version of the portal, and readers' pages with it."""
    _migrate()
    # This version may lay out an edition otherwise than the one that built it.
    builder.build(anew=True)
    click.echo("The database is up to date.")


@click.command()
@set_up
def serve() -> None:
    """Serve the site, with the builder beside it."""
    serving.serve(config.current())


@click.command("keep-building", hidden=True)
@with_appcontext
def keep_building() -> None:
    """Build each edition that is wanted, until the process that started this one is gone."""
    serving.keep_building()


@click.command("demo")
@plainly
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
