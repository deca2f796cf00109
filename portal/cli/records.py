"""The command that writes what the portal holds."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from portal.cli.running import BY, set_up
from portal.errors import PortalError
from portal.records import actions
from portal.records.rules import key_in, week_in
from portal.records.sight import Sight


@click.command()
@click.option("--practice", default="", metavar="KEY", help="Of one practice: its key, or the address of its page.")
@click.option("--week", default="", metavar="WEEK", help="Of one week, such as 2026-W47.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--unreleased", is_flag=True, help="With words that are not public yet. The audit says so.")
@set_up
def records(*, practice: str, week: str, out: Path | None, unreleased: bool) -> None:
    """Write what is held: of a practice, of a week, or the list of everything."""
    if practice and week:
        raise click.UsageError("Ask for a practice or for a week, not for both.")
    if unreleased and not (practice or week):
        raise click.UsageError("--unreleased goes with --practice or --week.")
    ask = partial(_ask, practice, week, Sight.ALL if unreleased else Sight.RECORD)
    if out is None:
        click.echo(ask(), nl=False)
        return
    _write(out, ask)
    click.echo(f"{out}: written, for your eyes only")


def _ask(practice: str, week: str, sight: Sight) -> str:
    if practice:
        return actions.practice(key_in(practice), sight, by=BY)
    return actions.week(week_in(week), sight, by=BY) if week else actions.all_of_it(by=BY)


def _write(out: Path, ask: Callable[[], str]) -> None:
    """Write the whole file, for this account only, or nothing; where nothing can be written nothing is asked."""
    try:
        with TemporaryDirectory(dir=out.parent) as folder:
            whole = Path(folder) / out.name
            whole.touch(mode=0o600)
            whole.write_text(ask(), encoding="utf-8")
            whole.replace(out)
    except OSError as problem:
        raise PortalError(f"{out} can't be written ({problem.strerror}).") from problem
