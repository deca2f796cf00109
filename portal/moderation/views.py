"""Staff read the tray; readers report a problem."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.moderation import actions, marked, models
from portal.practices import public
from portal.practices.draft import marks, names_a_person
from portal.practices.kinds import KINDS
from portal.search import reading
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.web import limits, tokens
from portal.web.markup import plain

blueprint = Blueprint("moderation", __name__)


@blueprint.get("/staff/tray")
@requires(Permission.MODERATE)
def tray() -> ResponseReturnValue:
    """Show one text at a time, large, with what could point at a person marked."""
    return _tray(words_typed="", problem="", item=request.args.get("id", ""))


@blueprint.post("/staff/tray")
@requires(Permission.MODERATE)
def decide() -> ResponseReturnValue:
    """Clear, ask, decline, or suggest a redaction."""
    item, do = request.form.get("id", ""), request.form.get("do", "")
    typed = plain(request.form.get("words", ""))
    try:
        _do(do, item, typed)
    except actions.NoWordsError as problem:
        return _tray(words_typed=typed, problem=problem.message, item=item, do=do), problem.status
    return redirect(url_for("moderation.tray"), 303)


@blueprint.post("/staff/practices/<practice_id>")
@requires(Permission.TAKE_DOWN)
def take_down(practice_id: str) -> ResponseReturnValue:
    """Take a released practice down at once."""
    if request.form.get("do") != "take-down":
        raise actions.NoWordsError("Choose what to do with this practice.")
    actions.take_down(practice_id, plain(request.form.get("words", "")), by=me())
    return render_template("moderation/taken_down.html")


@blueprint.route("/practices/<practice_id>/report", methods=["GET", "POST"])
def report(practice_id: str) -> ResponseReturnValue:
    """Let a reader say what is wrong with a practice."""
    card = reading.card(practice_id)
    purpose = f"report {practice_id}"
    if request.method != "POST":
        return render_template("moderation/report.html", card=card, token=tokens.mint(purpose), typed="", problem="")
    typed = plain(request.form.get("words", ""))
    try:
        token = request.form.get("token", "")
        nonce = tokens.open_(purpose, token)
        bits = limits.weigh(token, request.form.get("work", ""))
        actions.report_problem(practice_id, typed, nonce=nonce, bits=bits)
    except (tokens.BadTokenError, actions.NoWordsError, limits.TooMuchError) as problem:
        return render_template(
            "moderation/report.html",
            card=card,
            token=tokens.mint(purpose),
            typed=typed,
            problem=problem.message,
        ), problem.status
    return render_template("moderation/reported.html", card=card)


def _do(do: str, item: str, typed: str) -> None:
    if do == "clear":
        actions.clear(item, by=me(), words=typed)
    elif do == "ask":
        actions.ask(item, typed, by=me())
    elif do == "decline":
        actions.decline(item, typed, by=me())
    elif do == "decline-lower-lane":
        actions.decline_lower_lane(typed, by=me())
    elif do == "recall":
        actions.recall(item, by=me())
    elif do == "redact":
        instead, question = (plain(request.form.get(name, "")) for name in ("instead", "question"))
        actions.redact(item, typed, instead=instead, question=question, by=me())
    else:
        raise actions.NoWordsError("Choose what to do: clear, ask, decline, or suggest a change.")


def _tray(*, words_typed: str, problem: str, item: str = "", do: str = "") -> str:
    waiting = models.tray()
    first = next((practice for practice in waiting.practices if practice.id == item), None)
    practice = first or next(iter(waiting.practices), None)
    found = marks(practice.draft()) if practice else []
    after = (waiting.practices.index(practice) + 1) % len(waiting.practices) if practice else 0
    return render_template(
        "moderation/tray.html",
        tray=waiting,
        practice=practice,
        following=waiting.practices[after] if len(waiting.practices) > 1 else None,
        texts=marked.texts(practice, found) if practice else [],
        named=names_a_person(found),
        notes={trial.id: marked.lines({"": trial.note, "Checked: ": trial.checks}) for trial in waiting.trials},
        reports={report.id: marked.lines({"": report.words}) for report in waiting.problems},
        card=public.preview(practice.draft()) if practice else None,
        kind=KINDS[practice.kind] if practice else None,
        words_typed=words_typed,
        problem=problem,
        do=do,
    )
