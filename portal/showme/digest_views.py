"""The pages of a digest: staff write it and tell the room; the room reads it, and takes it away."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.errors import NotFoundError, PortalError
from portal.showme import digest, digest_files, digest_form, digest_sheet, digesting, finding, models, rules
from portal.showme.asking import AskError
from portal.showme.digest import FOOT, HEADINGS, Digest
from portal.showme.digest_check import Findings
from portal.showme.digest_form import DigestForm
from portal.showme.digest_wording import DigestConflictError
from portal.showme.digesting import NotReadyError
from portal.showme.models import ShowMe
from portal.showme.rules import Stage
from portal.staff.access import me, requires
from portal.staff.roles import Permission

blueprint = Blueprint("showme_digest", __name__)


class NotToldError(NotFoundError):
    """Staff have not told the room yet."""

    message = "The digest of this session is not out yet. Staff are writing it: look here again in some days."


@blueprint.get("/staff/showme/<show_me_id>/digest")
@requires(Permission.SHOW)
def write(show_me_id: str) -> ResponseReturnValue:
    """Show the digest, ready to be written, beside the slips that are still held."""
    show_me = digesting.closed(show_me_id)
    return _page(show_me, digest_form.opened(digest_sheet.wording(show_me)))


@blueprint.post("/staff/showme/<show_me_id>/digest")
@requires(Permission.SHOW)
def keep(show_me_id: str) -> ResponseReturnValue:
    """Keep what was typed, or tell the room; where a colleague wrote into the same field, show both."""
    form = digest_form.typed()
    if form.errors():
        return _page(digesting.closed(show_me_id), form, unsaved=True), 422
    action = digesting.tell if request.form.get("do") == "tell" else digesting.keep
    try:
        action(show_me_id, form.change(), by=me())
    except DigestConflictError as problem:
        form = digest_form.again(problem.wording, problem.theirs)
        page = _page(digesting.closed(show_me_id), form, problem=problem, conflicts=problem.conflicts, unsaved=True)
        return page, problem.status
    except NotReadyError as problem:
        show_me = digesting.closed(show_me_id)
        return _page(show_me, form, problem=problem, findings=problem.findings, unsaved=True), problem.status
    except (digesting.DigestError, AskError) as problem:
        return _page(digesting.closed(show_me_id), form, problem=problem, unsaved=True), problem.status
    return redirect(url_for("showme_digest.write", show_me_id=show_me_id), 303)


@blueprint.get("/staff/showme/<show_me_id>/digest.<ending>")
@requires(Permission.SHOW)
def preview(show_me_id: str, ending: str) -> ResponseReturnValue:
    """Give the digest as it stands, as PDF or Word."""
    return digest_files.answer(digest.compose(digesting.closed(show_me_id)), ending)


@blueprint.get("/join/<code>/digest")
def read(code: str) -> ResponseReturnValue:
    """Show the room what was heard."""
    told, room = _told(code), f"/join/{rules.code_of(code)}"
    return render_template("showme/digest_read.html", digest=told, room=room, headings=HEADINGS, foot=FOOT)


@blueprint.get("/join/<code>/digest.<ending>")
def download(code: str, ending: str) -> ResponseReturnValue:
    """Give the room what was heard, as PDF or Word."""
    return digest_files.answer(_told(code), ending)


def _told(code: str) -> Digest:
    show_me = finding.by_code(code)
    if not show_me.told_on:
        raise NotToldError
    return digest.compose(show_me)


def _page(
    show_me: ShowMe,
    form: DigestForm,
    *,
    problem: PortalError | None = None,
    findings: Findings | None = None,
    conflicts: tuple[str, ...] = (),
    unsaved: bool = False,
) -> str:
    return render_template(
        "showme/digest.html",
        show_me=show_me,
        form=form,
        was=list(digest_form.values(form.was).items(multi=True)),
        errors=form.errors() if unsaved else [],
        problem=problem.message if problem else "",
        findings=findings or digest_sheet.checked(show_me),
        theirs=digest_form.said(form.was, conflicts),
        asks=models.asks(show_me),
        slips=models.board(show_me) if show_me.stage is Stage.HELD else (),
        themes={theme.id: theme.name for theme in models.themes(show_me)},
        unsaved=unsaved,
    )
