"""The staff pages that write one line of the draft, beside the practices it rests on."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.drafting import actions, candidates, choosing, history, models
from portal.drafting.forms import LineForm, line_values
from portal.drafting.lines import LineGoneError, NoLinesError, Way
from portal.drafting.models import Part, Recommendation
from portal.errors import NotFoundError
from portal.guide.content import Advice
from portal.register import models as register
from portal.search import reading
from portal.search.card import Card
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.trials import weighing
from portal.trials.panel import LEVEL_WORDS, panel
from portal.vocabulary import words
from portal.web import both
from portal.web.fields import listed
from portal.web.merging import ConflictError, Merged

blueprint = Blueprint("drafting_lines", __name__, url_prefix="/staff/guide")


@blueprint.route("/recommend", methods=["GET", "POST"])
@requires(Permission.DRAFT)
def recommend() -> ResponseReturnValue:
    """Write a new line, beside the practice that gave the reason for it."""
    if request.method == "GET":
        card = reading.card(request.args.get("practice", ""))
        part = Part.CAUGHT if card.kind == "caught" else Part.WORKS
        advice = Advice("", "", "", "", (card.id,), card.task)
        return _page(LineForm(formdata=line_values(advice)), part, revision=models.draft().revision)
    form, part = LineForm(), _part()
    if not form.validate():
        return _page(form, part, revision=choosing.opened_at()), 422
    try:
        actions.recommend(part, form.advice(), by=me(), knew=choosing.knew())
    except NoLinesError as problem:
        return _page(form, part, revision=choosing.opened_at(), problem=problem.message), problem.status
    return _back()


@blueprint.get("/lines/<line_id>")
@requires(Permission.DRAFT)
def line(line_id: str) -> ResponseReturnValue:
    """Show a line, ready to be changed."""
    stored = _stored(line_id)
    form = LineForm(formdata=line_values(stored.advice()))
    return _page(form, stored.part, revision=models.draft().revision, stored=stored)


@blueprint.post("/lines/<line_id>")
@requires(Permission.DRAFT)
def change_line(line_id: str) -> ResponseReturnValue:
    """Keep what was typed into a line; where a colleague wrote into the same field, show both."""
    revision, part = choosing.opened_at(), _part()
    past = history.at(revision)
    seen = past.line(line_id) if past else None
    form = LineForm(formdata=both.filled_in(line_values(seen)) if seen else request.form)
    stored = models.line_by_id(line_id)
    if not form.validate():
        return _page(form, part, revision=revision, stored=stored), 422
    try:
        actions.change_line(line_id, form.advice(), revision=revision, by=me(), knew=choosing.knew())
    except LineGoneError as problem:
        return _page(form, part, revision=revision, gone=True), problem.status
    except NoLinesError as problem:
        return _page(form, part, revision=revision, stored=stored, problem=problem.message), problem.status
    except ConflictError as problem:
        form = LineForm(formdata=line_values(problem.merged.value))
        now = models.draft().revision
        page = _page(form, part, revision=now, stored=stored, problem=problem.message, merged=problem.merged)
        return page, problem.status
    return _back()


@blueprint.post("/lines/<line_id>/move")
@requires(Permission.DRAFT)
def move_line(line_id: str) -> ResponseReturnValue:
    """Move a line up or down its page."""
    actions.move_line(line_id, Way.UP if request.form.get("way") == "up" else Way.DOWN, by=me())
    return _back(f"line-{line_id}")


@blueprint.post("/lines/<line_id>/still-right")
@requires(Permission.DRAFT)
def still_right(line_id: str) -> ResponseReturnValue:
    """Keep a line as it is after a tool changed."""
    actions.still_right(line_id, by=me(), knew=choosing.knew())
    return _back(f"line-{line_id}")


@blueprint.route("/lines/<line_id>/remove", methods=["GET", "POST"])
@requires(Permission.DRAFT)
def remove_line(line_id: str) -> ResponseReturnValue:
    """Ask once more, then take a line out."""
    if request.method == "POST":
        actions.remove_line(line_id, revision=choosing.opened_at(), by=me())
        return _back()
    return render_template("drafting/remove.html", line=_stored(line_id), revision=models.draft().revision)


def _page(
    form: LineForm,
    part: Part,
    *,
    revision: int,
    stored: Recommendation | None = None,
    gone: bool = False,
    problem: str = "",
    merged: Merged[Advice] | None = None,
) -> str:
    cards = reading.cards()
    beside = candidates.beside(form.rests_on(), form.task.data or "", cards)
    form.task.choices = listed([("", "Any job"), *words.current().choices("tasks")])
    form.practices.choices = listed([(card.id, _called(card)) for card in (*beside.cited, *beside.offered)])
    form.practices.data = [card.id for card in beside.cited]
    return render_template(
        "drafting/line.html",
        form=form,
        errors=[(field.id, field.errors[0]) for field in form if field.errors],
        part=part,
        beside=beside,
        panels={
            card.id: panel(card, words.current(), weighing.thresholds())
            for card in (*beside.cited, *beside.nearby, *beside.offered)
        },
        stored=stored,
        reopened=models.reopened(stored) if stored else (),
        # A page that lists what changed tells of all of it; a line that is being written knows what it knew.
        changes=register.newest() if stored or request.method == "GET" else choosing.knew(),
        revision=revision,
        gone=gone,
        problem=problem,
        theirs=_theirs(merged, {card.id: card.title for card in cards}) if merged else {},
        taken=[form[name].label.text for name in merged.taken] if merged else [],
    )


def _theirs(merged: Merged[Advice], titles: dict[str, str]) -> dict[str, str]:
    """Say a colleague's words in each field that both wrote into."""
    line = merged.theirs
    said = {
        "task": words.current().label("tasks", line.task) or "Any job",
        "practices": "\n".join(titles.get(key, "A practice that was taken back") for key in line.practices),
    }
    return {name: said.get(name) or getattr(line, name) or "Nothing" for name in merged.conflicts}


def _called(card: Card) -> str:
    reports = card.reports.total
    return f"{card.title} ({LEVEL_WORDS[card.level].lower()}, {reports} {'report' if reports == 1 else 'reports'})"


def _part() -> Part:
    """Say which page the line is for: it came with the form."""
    try:
        return Part(request.form.get("part", Part.WORKS))
    except ValueError as error:
        raise NotFoundError("The guide has no such page. Start again from the practice.") from error


def _stored(line_id: str) -> Recommendation:
    found = models.line_by_id(line_id)
    if found is None:
        raise LineGoneError
    return found


def _back(place: str = "") -> ResponseReturnValue:
    return redirect(url_for("drafting.draft", _anchor=place or None), 303)
