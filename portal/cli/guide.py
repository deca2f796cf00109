"""Commands about the guide."""

import sys
from pathlib import Path

import click

from portal.cli.running import set_up
from portal.clock import today
from portal.drafting import actions, models, rules, sheet
from portal.errors import PortalError
from portal.guide import published, rendering
from portal.guide.exports import pdf


@click.group()
def guide() -> None:
    """Check the guide's draft, or write the issue in force to a file."""


@guide.command("check")
@set_up
def guide_check() -> None:
    """Say what keeps the draft from being signed."""
    content = models.content()
    printed = sheet.printed()
    findings = rules.blocks(content, live=actions.live(content), pages=printed.pages, on=today())
    if printed.missing:
        click.echo(f"These can't be printed in the PDF: {' '.join(printed.missing)}", err=True)
    for finding in findings:
        click.echo(f"{finding.place}: {finding.sentence}", err=True)
    if findings:
        sys.exit(1)
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
