"""The guide as readers see it: its page, and the files to take away."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from portal.guide import files, heard, published
from portal.search import reading

blueprint = Blueprint("guide", __name__)


@blueprint.get("/guide")
def guide() -> ResponseReturnValue:
    """Show the issue in force, as it prints."""
    return render_template("guide/guide.html", document=published.current())


@blueprint.get("/guide/heard")
def you_said() -> ResponseReturnValue:
    """Say what became of what teachers shared."""
    return render_template("guide/heard.html", answer=heard.answer(reading.cards()), guide=published.maybe())


@blueprint.get("/guide.<ending>")
def download(ending: str) -> ResponseReturnValue:
    """Give the issue in force as PDF, Word, Markdown or JSON; `?paper=a4` sets the PDF on A4."""
    return files.answer(published.current(), ending)
