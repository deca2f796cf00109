"""The page "I tried it" of a practice."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from portal.search import reading
from portal.trials import actions
from portal.trials.forms import form_for, report_of
from portal.vocabulary import words
from portal.web import limits, tokens

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
