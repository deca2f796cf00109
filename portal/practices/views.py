"""Teachers' pages about their own practice: share it, and follow it by receipt. No cookie, no account, no script."""

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from portal import config, snapshot
from portal.amnesty import models as statements
from portal.anonymity import labels, pools, scan
from portal.errors import NotFoundError, PortalError
from portal.practices import actions, models, public, sealing, shown, told
from portal.practices.arriving import AmnestyChangedError
from portal.practices.draft import Draft, local, marks, with_suggestion
from portal.practices.forms import as_hidden, draft_of, form_for, values_of
from portal.practices.kinds import KINDS, LONG, Kind
from portal.practices.models import Practice
from portal.practices.rules import CORRECTABLE, State
from portal.search import reading
from portal.vocabulary import words
from portal.web import limits, tokens
from portal.web.fields import PublicForm, ticked
from portal.web.markup import plain

blueprint = Blueprint("practices", __name__)


@blueprint.get("/share")
def choose() -> ResponseReturnValue:
    """Let a teacher choose one of the kinds."""
    return render_template("practices/choose.html", kinds=KINDS.values(), amnesty=statements.in_force())


@blueprint.route("/share/<code>", methods=["GET", "POST"])
def share(code: str) -> ResponseReturnValue:
    """Ask, show the preview, store: three answers of one address."""
    kind = _kind(code)
    if request.method != "POST":
        return _share_form(kind, form_for(kind, words.current(), {"language": "en"}))
    form = form_for(kind, words.current())
    if ticked("edit"):
        return _share_form(kind, form)
    if not form.validate():
        return _share_form(kind, form), 422
    draft = draft_of(kind, form)
    if not ticked("confirm"):
        return _preview(kind, form, draft)
    version = request.form.get("amnesty", "0")
    try:
        pressed = sealing.pressed("share", draft, version)
        shared = actions.share(draft, nonce=pressed.nonce, bits=pressed.bits, amnesty=int(version))
    except (tokens.BadTokenError, AmnestyChangedError, limits.TooMuchError) as problem:
        # Answered here: the sentence asks to look once more, or to press again, and a fresh preview has what it takes.
        return _preview(kind, form, draft, problem=problem), problem.status
    # No redirect: the receipt is shown once and kept nowhere, not even in a cookie.
    return render_template(
        "practices/receipt_new.html",
        shared=shared,
        hidden_inputs=as_hidden(form),
        amnesty=statements.by_version(shared.amnesty),
    )


@blueprint.post("/share/scan")
def scan_text() -> ResponseReturnValue:
    """Say what in a text could point at a person. Nothing is stored."""
    text = request.form.get("text", "")
    if len(text) > LONG:
        raise PortalError(f"Send at most {LONG:,} characters at once.")
    found = scan.find(text, local())
    return jsonify(found=[vars(mark) for mark in found])


@blueprint.post("/share/label")
def label() -> ResponseReturnValue:
    """Say what label these subjects and grades would get, and about how many teachers fit it. Nothing is stored."""
    vocabulary = words.current()
    subjects, grades = (
        [code for typed in request.form.getlist(name) if (code := vocabulary.understood(f"{name}s", typed))]
        for name in ("subject", "grade")
    )
    return jsonify(told.of(subjects, grades))


@blueprint.route("/receipt", methods=["GET", "POST"])
def receipt() -> ResponseReturnValue:
    """Show an author where the practice stands, and let them answer, correct or take back."""
    if request.method != "POST":
        return render_template("practices/receipt_ask.html", typed="", problem="")
    typed = request.form.get("receipt", "")
    try:
        practice = _held(typed)
        do = request.form.get("do", "show")
        if do == "answer":
            practice = actions.answer(typed, plain(request.form.get("answer", "")), accepts=ticked("accept"))
            return _standing(practice, typed, done="Thank you. A moderator reads your answer next.")
        if do == "correct":
            return _correct(practice, typed)
        if do == "withdraw":
            return _withdraw(practice, typed)
    except actions.NoSuchReceiptError as problem:
        return render_template("practices/receipt_ask.html", typed=typed, problem=problem.message), problem.status
    return _standing(practice, typed)


def _correct(practice: Practice, typed: str) -> ResponseReturnValue:
    kind = KINDS.get(request.form.get("kind", ""), KINDS[practice.kind])
    actions.check_correctable(practice, kind.code)
    if "title" not in request.form:
        form = form_for(kind, words.current(), values_of(practice.draft().as_kind(kind), kind))
        return _share_form(kind, form, receipt=typed)
    form = form_for(kind, words.current())
    if ticked("edit"):
        return _share_form(kind, form, receipt=typed)
    if not form.validate():
        return _share_form(kind, form, receipt=typed), 422
    draft = draft_of(kind, form)
    if not ticked("confirm"):
        return _preview(kind, form, draft, receipt=typed)
    practice = actions.correct(typed, draft)
    return _standing(practice, typed, done="Your new words are in place of the old ones. The old ones are gone.")


def _withdraw(practice: Practice, typed: str) -> ResponseReturnValue:
    gone = request.form.get("gone", "" if practice.state is State.RELEASED else "now")
    if not ticked("confirm"):
        return render_template("practices/withdraw.html", practice=practice, typed=typed, problem="")
    if gone not in {"now", "next"}:
        problem = "Choose when it should be gone: now, or quietly with the next update."
        return render_template("practices/withdraw.html", practice=practice, typed=typed, problem=problem), 422
    at_once = gone == "now"
    quietly = practice.state is State.RELEASED and not at_once
    clean = actions.withdraw(typed, at_once=at_once)
    return render_template("practices/withdrawn.html", quietly=quietly, clean=clean)


def _standing(practice: Practice, typed: str, done: str = "") -> str:
    card = public.preview(practice.draft()) if practice.words else None
    district = config.current().district
    return render_template(
        "practices/receipt.html",
        practice=practice,
        typed=typed,
        done=done,
        card=card,
        parts=shown.parts(card) if card else [],
        picks=shown.picks(card, words.current()) if card else [],
        meta=shown.meta(card, words.current()) if card else "",
        # Elsewhere the count stands still all day, so that nobody's press is seen by another author.
        pooled=models.count(State.POOL) if district.at_once else snapshot.seen().pooled,
        smallest=max(district.pool_minimum, pools.MINIMUM),
        correctable=practice.state in CORRECTABLE,
        kinds=KINDS.values(),
        amnesty=statements.by_version(practice.amnesty),
        public=reading.maybe_card(practice.id),
    )


def _share_form(kind: Kind, form: PublicForm, *, receipt: str = "") -> str:
    return render_template(
        "practices/share.html",
        kind=kind,
        form=form,
        errors=form.errors_in_order(),
        token=request.form.get("token", ""),
        receipt=receipt,
        broad=[*words.current().bands, labels.ANY_GRADE],
        amnesty=None if receipt else statements.in_force(),
    )


def _preview(
    kind: Kind, form: PublicForm, draft: Draft, *, receipt: str = "", problem: PortalError | None = None
) -> str:
    vocabulary = words.current()
    if "replace" in request.form:
        draft = with_suggestion(draft, request.form["replace"])
        form = form_for(kind, vocabulary, values_of(draft, kind))
    card = public.preview(draft)
    token = sealing.token("share")
    amnesty = None if receipt else statements.in_force()
    version = str(amnesty.number if amnesty else 0)
    return render_template(
        "practices/preview.html",
        kind=kind,
        card=card,
        parts=shown.parts(card),
        picks=shown.picks(card, vocabulary),
        meta=shown.meta(card, vocabulary),
        told=told.of(draft.subjects, draft.grades),
        found=marks(draft),
        hidden_inputs=as_hidden(form),
        token=token,
        seal=sealing.seal(token, draft, version),
        amnesty=amnesty,
        version=version,
        amnesty_changed=isinstance(problem, AmnestyChangedError),
        receipt=receipt,
        problem=problem,
    )


def _held(typed: str) -> Practice:
    practice = models.by_receipt(typed)
    if practice is None:
        raise actions.NoSuchReceiptError
    return practice


def _kind(code: str) -> Kind:
    if code not in KINDS:
        raise NotFoundError("You can share a prompt, a workflow, or something you caught. Choose one of the three.")
    return KINDS[code]
