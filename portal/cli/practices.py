"""Commands about practices: bring in, release, build anew."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from portal.cli.running import BY, set_up
from portal.editions import actions as editions
from portal.editions import builder
from portal.practices import importing
from portal.search.tally import Progress
from portal.vocabulary import words

_STEPS = 1000
"""How finely a build tells how far it is."""


@click.command()
@click.option("--now", is_flag=True, help="Do not wait for a new week. The minimum stays.")
@set_up
def release(*, now: bool) -> None:
    """Publish the pool, and build its edition."""
    released = editions.release(by=BY, skip_the_week=now)
    with _watched() as done:
        builder.build(done=done)
    click.echo(f"edition {released.edition}: {released.practices} practices")


@click.command()
@set_up
def reindex() -> None:
    """Build the edition anew from the database."""
    with _watched() as done:
        number = builder.build(anew=True, done=done)
    click.echo(f"edition {number} is ready")


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
@set_up
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
    if outcome.named:
        click.echo(
            f"{outcome.named} of them hold what looks like a name. --cleared says that somebody read them.", err=True
        )
    if rows.dropped:
        click.echo(f"left out: {', '.join(rows.dropped)}")
    would = "would come in" if dry_run else "came in"
    click.echo(
        f"{outcome.new} {would}, {outcome.known} are here already, {len(rows.refused) + len(outcome.refused)} refused"
    )
    if not outcome.new and not outcome.known:
        sys.exit(1)


def _columns(pairs: tuple[str, ...]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        header, equals, name = pair.rpartition("=")
        if not equals or not header or not name:
            raise click.BadParameter(f"{pair!r} is not of the form HEADER=NAME.", param_hint="--map")
        columns[header] = name
    return columns


@contextmanager
def _watched() -> Iterator[Progress]:
    """Show whoever sits before the screen how far a build is."""
    with click.progressbar(length=_STEPS, label="building", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield lambda share: bar.update(round(share * _STEPS) - bar.pos)
