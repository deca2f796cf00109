"""The command that looks the installation over."""

import sys

import click

from portal.cli.running import plainly
from portal.keeping.doctor import examine
from portal.keeping.finding import Level


@click.command()
@plainly
def doctor() -> None:
    """Say what is well, what to look at, and what is wrong; changes nothing."""
    found = examine()
    for finding in found:
        click.echo(f"{finding.level.value:<6} {finding.sentence}")
        if finding.do:
            click.echo(f"{'':<6} {finding.do}")
    if any(finding.level is Level.WRONG for finding in found):
        sys.exit(1)
