"""The staff pages that write the next issue and sign it."""

import re

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.drafting import actions, models, sheet, signing
from portal.drafting.forms import FrameForm, LineForm, frame_values, tree_typed
from portal.drafting.models import Part
from portal.errors import NotFoundError, StaleError
from portal.guide import files
from portal.guide import models as guide
from portal.guide.content import MOST_QUESTIONS, Advice, hash_of
from portal.practices.kinds import KINDS
from portal.search import reading
from portal.search.card import Card
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.vocabulary import words
from portal.web.fields import listed
from portal.web.markup import plain

blueprint = Blueprint("drafting", __name__)


@blueprint.get("/staff/guide")
@requires(Permission.DRAFT)
def draft() -> ResponseReturnValue:
    """Show the draft: what blocks it, its lines, its frame, and who has signed."""
    form = FrameForm(formdata=frame_values(models.content()))
    return _draft_page(form)


@blueprint.post("/staff/guide")
@requires(Permission.DRAFT)
def change_frame() -> ResponseReturnValue:
    """Keep what an editor typed around the lines."""
    form = FrameForm()
    if not form.validate():
        return _draft_page(form, typed=True), 422
    try:
        actions.change_frame(form.frame(), revision=_revision(), by=me())
    except StaleError as problem:
        return _draft_page(form, typed=True, problem=problem.message), problem.status
    return redirect(url_for("drafting.draft"), 303)


@blueprint.route("/staff/guide/recommend", methods=["GET", "POST"])
@requires(Permission.DRAFT)
def recommend() -> ResponseReturnValue:
    """Turn a practice into a line of the draft, written beside it."""
    practice = request.values.get("practice", "")
    card = reading.card(practice)
    form = _line_form(None if request.method == "POST" else Advice("", "", "", "", (card.id,), card.task))
    if request.method == "GET" or not form.validate():
        return _line_page(form, cards=[card]), 200 if request.method == "GET" else 422
    part = Part.CAUGHT if card.kind == "caught" else Part.WORKS
    try:
        actions.recommend(part, form.advice(), by=me())
    except actions.NoLinesError as problem:
        return _line_page(form, cards=[card], problem=problem.message), problem.status
    return redirect(url_for("drafting.draft"), 303)


@blueprint.route("/staff/guide/lines/<line_id>", methods=["GET", "POST"])
@requires(Permission.DRAFT)
def line(line_id: str) -> ResponseReturnValue:
    """Change a line of the draft, or take it out."""
    stored = models.line_by_id(line_id)
    if stored is None:
        raise NotFoundError("This line is no longer in the draft. A colleague took it out.")
    advice = stored.advice()
    cards = [card for card in map(reading.maybe_card, advice.practices) if card]
    form = _line_form(None if request.method == "POST" else advice)
    if request.method == "GET":
        return _line_page(form, cards=cards, stored=advice)
    if request.form.get("do") == "remove":
        actions.remove_line(line_id, revision=_revision(), by=me())
        return redirect(url_for("drafting.draft"), 303)
    if not form.validate():
        return _line_page(form, cards=cards, stored=advice), 422
    try:
        actions.change_line(line_id, form.advice(), revision=_revision(), by=me())
    except (StaleError, actions.NoLinesError) as problem:
        return _line_page(form, cards=cards, stored=advice, problem=problem.message), problem.status
    return redirect(url_for("drafting.draft"), 303)


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


def _draft_page(form: FrameForm, *, typed: bool = False, problem: str = "") -> str:
    content = models.content()
    return render_template(
        "drafting/draft.html",
        form=form,
        errors=[(field.id, field.errors[0]) for field in form if field.errors],
        tree=tree_typed() if typed else content.tree,
        numbers=range(1, MOST_QUESTIONS + 1),
        lines={part.value: models.lines(part) for part in Part},
        revision=models.draft().revision,
        content_hash=hash_of(content),
        signatures=models.signatures(),
        refusals=signing.refusals(),
        checked=sheet.checked(),
        issue=guide.latest(),
        problem=problem,
        typed=typed,
    )


def _line_form(advice: Advice | None) -> LineForm:
    form = LineForm() if advice is None else LineForm(formdata=None, data=_line_values(advice))
    form.task.choices = listed([("", "Any job"), *words.current().choices("tasks")])
    return form


def _line_values(advice: Advice) -> dict[str, str]:
    return {
        "task": advice.task,
        "heading": advice.heading,
        "when": advice.when,
        "do": advice.do,
        "check": advice.check,
        "reason": advice.reason,
        "practices": "\n".join(advice.practices),
    }


def _line_page(form: LineForm, *, cards: list[Card], stored: Advice | None = None, problem: str = "") -> str:
    return render_template(
        "drafting/line.html",
        form=form,
        errors=[(field.id, field.errors[0]) for field in form if field.errors],
        hits=reading.unmarked(cards),
        kinds=KINDS,
        stored=stored,
        revision=models.draft().revision,
        problem=problem,
    )


def _revision() -> int:
    typed = request.form.get("revision", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else -1
