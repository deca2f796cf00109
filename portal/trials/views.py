"""The page "I tried it" of a practice, and the one where staff look at what its reports add up to."""

import re

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal import snapshot
from portal.practices.kinds import KINDS
from portal.search import reading
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.trials import actions, models, weighing
from portal.trials.forms import form_for, report_of
from portal.trials.panel import LEVEL_WORDS, panel
from portal.trials.rules import RULED, WORDS
from portal.vocabulary import words
from portal.web import limits, markup, tokens

blueprint = Blueprint("trials", __name__)


@blueprint.route("/practices/<practice_id>/tried", methods=["GET", "POST"])
def tried(practice_id: str) -> ResponseReturnValue:
    """Ask a colleague how it went, and keep the answer."""
    card = reading.card(practice_id)
    form = form_for(words.current())
    purpose = f"tried {practice_id}"
    if request.method != "POST":
        return render_template("trials/tried.html", card=card, form=form, errors=[], token=tokens.mint(purpose))
    if not form.validate():
        again = request.form.get("token", "")
        return render_template(
            "trials/tried.html", card=card, form=form, errors=form.errors_in_order(), token=again
        ), 422
    try:
        token = request.form.get("token", "")
        nonce = tokens.open_(purpose, token)
        bits = limits.weigh(token, request.form.get("work", ""))
        actions.report(practice_id, report_of(form), nonce=nonce, bits=bits)
    except (tokens.BadTokenError, limits.TooMuchError) as problem:
        return render_template(
            "trials/tried.html", card=card, form=form, errors=[], token=tokens.mint(purpose), problem=problem
        ), problem.status
    return render_template("trials/thanks.html", card=card)


@blueprint.get("/staff/practices/<practice_id>/evidence")
@requires(Permission.DRAFT)
def evidence(practice_id: str) -> ResponseReturnValue:
    """Show staff what the reports of a practice add up to, each caution with its check, and the level."""
    return _evidence_page(practice_id)


@blueprint.post("/staff/practices/<practice_id>/evidence")
@requires(Permission.DRAFT)
def judge(practice_id: str) -> ResponseReturnValue:
    """Answer a caution, set the level, or take either back."""
    wrong, said = request.form.get("wrong", ""), markup.plain(request.form.get("words", ""))
    typed = request.form.get("edition", "")
    through = int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0
    try:
        match request.form.get("do"):
            case "answer" if not said:
                raise actions.JudgementError("Write down the check that catches it.")  # noqa: TRY301 - shown like the others
            case "answer":
                actions.answer(practice_id, wrong, said, through=through, by=me())
            case "card":
                actions.answer(practice_id, wrong, "", through=through, by=me())
            case "ask":
                actions.take_back_answer(practice_id, wrong, by=me())
            case "rule":
                actions.rule(practice_id, request.form.get("level", ""), said, by=me())
            case "count":
                actions.take_back_ruling(practice_id, by=me())
    except actions.JudgementError as problem:
        return _evidence_page(practice_id, problem=problem.message), problem.status
    place = f"caution-{wrong}" if wrong else "set-level"
    return redirect(url_for("trials.evidence", practice_id=practice_id, _anchor=place), 303)


def _evidence_page(practice_id: str, *, problem: str = "") -> str:
    card = reading.card(practice_id)
    kind, typed = KINDS[card.kind], request.form if problem else {}
    return render_template(
        "trials/evidence.html",
        card=card,
        kind=kind,
        check=card.words.get(kind.check, ""),
        heading=next(part.heading for part in kind.parts if part.name == kind.check),
        panel=panel(card, words.current(), weighing.thresholds()),
        answers=models.checks_of(practice_id),
        ruling=models.ruling(practice_id),
        levels=[(code, LEVEL_WORDS[code]) for code in RULED],
        limit=WORDS,
        typed=typed,
        problem=problem,
        seen=snapshot.seen().edition,
    )
