"""The guide as readers see it: its page, all its issues, the files to take away, and "Still unclear?"."""

import re

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from portal.guide import actions, compare, files, heard, published
from portal.guide.published import Published
from portal.search import reading
from portal.vocabulary import words
from portal.web.pages import pure

blueprint = Blueprint("guide", __name__)


@blueprint.get("/guide")
@pure
def guide() -> ResponseReturnValue:
    """Show the issue in force, as it prints."""
    return render_template("guide/guide.html", document=published.current())


@blueprint.get("/guide/heard")
@pure
def you_said() -> ResponseReturnValue:
    """Say what became of what teachers shared."""
    return render_template("guide/heard.html", answer=heard.current(), guide=published.maybe())


@blueprint.get("/guide.<ending>")
@pure
def download(ending: str) -> ResponseReturnValue:
    """Give the issue in force as PDF, Word, Markdown or JSON; `?paper=a4` sets the PDF on A4."""
    return files.answer(published.current(), ending)


@blueprint.get("/guide/issues")
@pure
def issues() -> ResponseReturnValue:
    """List every issue: until when it holds or held, what it changed, and who signed it."""
    return render_template("guide/issues.html", issues=published.every())


@blueprint.get("/guide/issues/<number>")
@pure
def issue(number: str) -> ResponseReturnValue:
    """Show an issue as it reads, also when another one took its place."""
    one, before = _issue(number)
    return render_template("guide/issue.html", document=one.document, before=before)


@blueprint.get("/guide/issues/<number>.<ending>")
@pure
def download_issue(number: str, ending: str) -> ResponseReturnValue:
    """Give an issue in the forms that the guide goes out in."""
    one, _ = _issue(number)
    return files.answer(one.document, ending)


@blueprint.get("/guide/issues/<number>/changes")
@pure
def changes(number: str) -> ResponseReturnValue:
    """Say what an issue changed in the one before it."""
    one, before = _issue(number)
    cited = one.content.cited() | before.content.cited() if before else ()
    cards = (reading.maybe_card(key) for key in cited)
    names = {card.id: card.title for card in cards if card} | dict(words.current().choices("tasks"))
    return render_template(
        "guide/changes.html",
        document=one.document,
        before=before,
        changes=compare.changes(before.content, one.content, names) if before else (),
    )


@blueprint.post("/guide/unclear")
def unclear() -> ResponseReturnValue:
    """Count a reader's press on "Still unclear?": nothing is known of it but the section."""
    read, section = _number("issue"), _number("section")
    heading = actions.find_unclear(read, section)
    return render_template("guide/unclear.html", heading=heading, section=section)


def _issue(number: str) -> tuple[Published, Published | None]:
    """Find an issue and the one before it."""
    every = published.every()
    for place, one in enumerate(every):
        if str(one.document.number) == number:
            return one, next(iter(every[place + 1 :]), None)
    raise published.NoSuchIssueError


def _number(name: str) -> int:
    typed = request.form.get(name, "")
    return int(typed) if re.fullmatch(r"[0-9]{1,6}", typed) else 0
