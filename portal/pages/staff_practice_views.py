"""Staff's pages of practices: find one in whatever state, see why it is not public, lead it into the guide."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.drafting import models as drafts
from portal.editions import actions as editions
from portal.errors import NotFoundError, PortalError
from portal.guide import models as guide
from portal.guide import not_taken
from portal.moderation import marked
from portal.moderation import models as moderation
from portal.pages import standing
from portal.practices import models, shown
from portal.practices.draft import marks
from portal.practices.kinds import KINDS
from portal.practices.models import Practice
from portal.practices.rules import State
from portal.records.rules import UnclearError, key_in
from portal.search import reading
from portal.search.card import Card
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.vocabulary import words
from portal.web.markup import plain

blueprint = Blueprint("staff_practices", __name__)

READABLE = frozenset({State.POOL, State.DECLINED})
"""The states in which its page shows the words: what is in the tray is read there, what waits by nobody."""


class GoneError(NotFoundError):
    """Taken back, deleted after its time, or never there: all are answered alike."""

    message = "It is not here any more. Its author may have taken it back."


@dataclass(frozen=True)
class Listed:
    """The practices that stand in one place, in the order of their keys, which is no order at all."""

    heading: str
    practices: list[tuple[str, str]]
    """Key and title of each; its kind where the title is not to be read."""


@blueprint.get("/staff/practices")
@requires(Permission.MODERATE)
def practices() -> ResponseReturnValue:
    """Find a practice by its key, or among those that stand in one place."""
    typed, problem = request.args.get("find", ""), ""
    if typed:
        try:
            return redirect(url_for("staff_practices.practice", practice_id=key_in(typed)))
        except UnclearError as unclear:
            problem = unclear.message
    page = render_template("pages/staff_practices.html", typed=typed, problem=problem, lists=_lists())
    return page, UnclearError.status if problem else 200


@blueprint.get("/staff/practices/<practice_id>")
@requires(Permission.TAKE_DOWN)
def practice(practice_id: str) -> ResponseReturnValue:
    """Say where a practice stands; a public one leads into the guide, or off the site."""
    return _page(practice_id)


@blueprint.post("/staff/practices/<practice_id>/guide")
@requires(Permission.DRAFT)
def decide(practice_id: str) -> ResponseReturnValue:
    """Say why a practice is not for the guide, or take that back."""
    try:
        if request.form.get("do") == "reconsider":
            not_taken.reconsider(practice_id, by=me())
        else:
            not_taken.leave_out(practice_id, plain(request.form.get("reason", "")), by=me())
    except not_taken.NoReasonError as problem:
        return _page(practice_id, problem), problem.status
    return redirect(url_for("staff_practices.practice", practice_id=practice_id), 303)


def _page(practice_id: str, problem: PortalError | None = None) -> str:
    found = models.by_id(practice_id)
    if found is None:
        raise GoneError
    card = reading.maybe_card(practice_id) if found.state is State.RELEASED else None
    return _public(card, problem) if card else _not_public(found)


def _public(card: Card, problem: PortalError | None) -> str:
    return render_template(
        "pages/staff_practice.html",
        card=card,
        kind=KINDS[card.kind],
        parts=shown.parts(card),
        picks=shown.picks(card, words.current()),
        meta=shown.meta(card, words.current()),
        problems=moderation.problems_about(card.id),
        lines=[line for line in drafts.all_lines() if card.id in line.practices],
        not_taken=guide.not_taken(card.id),
        longest=not_taken.LONGEST,
        problem=problem,
        typed=request.form.get("reason", ""),
    )


def _not_public(found: Practice) -> str:
    asked = bool(found.question)
    return render_template(
        "pages/staff_practice_waiting.html",
        practice=found,
        state=found.state.value,
        asked=asked and found.state in {State.WAITING, State.ASKED},
        sentence=standing.why_not_public(found.state, asked=asked, refusal=editions.refusal_today()),
        kind=KINDS[found.kind],
        texts=marked.texts(found, marks(found.draft())) if found.state in READABLE else [],
    )


def _lists() -> list[Listed]:
    asked = [each for each in models.in_state(State.ASKED, State.WAITING) if each.question]
    return [
        Listed("In the tray", [(each.id, each.title) for each in models.in_state(State.TRAY)]),
        # By kind alone: an author who has answered may have changed the title, and nobody has read that yet.
        Listed("A question went to its author", [(each.id, KINDS[each.kind].offer) for each in asked]),
        Listed("In the pool", [(each.id, each.title) for each in models.in_state(State.POOL)]),
        Listed("Declined", [(each.id, each.title) for each in models.in_state(State.DECLINED)]),
    ]
