"""The staff pages that write the next issue and sign it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.drafting import actions, asked, candidates, history, models, sheet, signing
from portal.drafting.models import Part
from portal.guide import files, published
from portal.guide import models as guide
from portal.guide.content import MOST_LINES, hash_of
from portal.guide.document import Tree
from portal.search import reading
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.web.markup import plain

blueprint = Blueprint("drafting", __name__)

_PROVEN = 5
"""How many proven practices the draft's page offers."""


@blueprint.get("/staff/guide")
@requires(Permission.DRAFT)
def draft() -> ResponseReturnValue:
    """Show where the draft stands: what blocks it, who has signed, and its four pages as they are."""
    content = models.content()
    lines = {part.value: models.lines(part) for part in Part}
    decided = guide.reasons_not_taken().keys() | content.cited()
    return render_template(
        "drafting/draft.html",
        content=content,
        tree=Tree(content.tree),
        lines=lines,
        reopened={line.id for part in lines.values() for line in part if models.reopened(line)},
        proven=candidates.proven(reading.cards(), but=decided)[:_PROVEN],
        most=MOST_LINES,
        change=history.newest(),
        content_hash=hash_of(content),
        signatures=models.signatures(),
        refusals=signing.refusals(),
        checked=sheet.checked(),
        revision=models.draft().revision,
        issue=guide.latest(),
        unclear=published.found_unclear(),
        asked=asked.still_open(),
    )


@blueprint.get("/staff/guide/preview")
@requires(Permission.DRAFT)
def preview() -> ResponseReturnValue:
    """Show the draft as readers will see it."""
    return render_template("drafting/preview.html", document=sheet.document())


@blueprint.get("/staff/guide/draft.<ending>")
@requires(Permission.DRAFT)
def download_draft(ending: str) -> ResponseReturnValue:
    """Give the draft in the forms that the guide goes out in."""
    return files.answer(sheet.document(), ending)


@blueprint.post("/staff/guide/sign")
@requires(Permission.SIGN)
def sign() -> ResponseReturnValue:
    """Sign for one's side; the second signature publishes."""
    actions.sign(request.form.get("content_hash", ""), by=me())
    return redirect(url_for("drafting.draft"), 303)


@blueprint.post("/staff/guide/refuse")
@requires(Permission.SIGN)
def refuse() -> ResponseReturnValue:
    """Say no to the draft for one's side, and why."""
    content_hash, reason = request.form.get("content_hash", ""), plain(request.form.get("reason", ""))
    try:
        actions.refuse(content_hash, reason, by=me())
    except signing.NoReasonError as problem:
        page = render_template("drafting/refuse.html", content_hash=content_hash, reason=reason, unsaid=problem.message)
        return page, problem.status
    return redirect(url_for("drafting.draft"), 303)
