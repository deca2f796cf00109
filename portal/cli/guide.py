"""Commands about the guide."""

from pathlib import Path

import click

from portal.cli.running import set_up
from portal.drafting import sheet
from portal.errors import PortalError
from portal.guide import published, rendering
from portal.guide.exports import pdf


@click.group()
def guide() -> None:
    """Check the guide's draft, or write the issue in force to a file."""


@guide.command("check")
@set_up
def guide_check() -> None:
    """Say what keeps the draft from being signed, and what had better be mended."""
    checked = sheet.checked()
    for heading, findings in (("Blocks", checked.blocks), ("Better", checked.warnings)):
        if findings:
            click.echo(heading)
        for finding in findings:
            click.echo(f"{finding.place.name}: {finding.sentence} {finding.mend}")
    click.echo(str(checked.figures))
    if checked.blocks:
        raise PortalError(f"The draft can’t be signed yet. Things to mend first: {len(checked.blocks)}.")
    click.echo("Nothing blocks the draft.")


@guide.command("export")
@click.option("--format", "form", type=click.Choice(list(rendering.MEDIA_TYPES)), required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--paper", type=click.Choice([paper.value for paper in pdf.Paper]), default=pdf.Paper.LETTER.value)
@set_up
def guide_export(*, form: str, out: Path, paper: str) -> None:
    """Write the issue in force to a file."""
    document = published.current()
    data = rendering.render(document, form, pdf.Paper(paper))
    try:
        out.write_bytes(data)
    except OSError as problem:
        raise PortalError(f"{out} can't be written ({problem.strerror}).") from problem
    click.echo(f"{out}: issue {document.number}")
