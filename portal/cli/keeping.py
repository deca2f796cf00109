"""Commands that keep the site going: backup and restore."""

from pathlib import Path

import click

from portal.cli.running import BY, plainly, set_up
from portal.keeping import backup as backups
from portal.keeping import restore as restores


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@set_up
def backup(*, file: Path) -> None:
    """Write a backup to a file; the site may run meanwhile."""
    written = backups.write(file, by=BY)
    click.echo(f"{file}: {written.size:,} bytes. Delete it by {written.delete_by}.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@plainly
def restore(*, file: Path) -> None:
    """Put a backup in the place of what is here; the site must stand still."""
    restored = restores.restore(file, by=BY)
    click.echo(f"Restored the backup of {restored.made} as edition {restored.edition}.")
    accounts = "Accounts and passwords stayed as they were here."
    if restored.left_out is None:
        accounts = "Accounts and passwords are those of that day: look at `portal staff list`."
        click.echo(
            "No database here could tell what was taken back since. Authors can do it again with their receipts."
        )
    elif restored.left_out:
        click.echo(f"{restored.left_out} of its practices stayed out: they are gone from the database that was here.")
    click.echo(f"What was shared after that day is lost, and its receipts lead nowhere. {accounts}")
