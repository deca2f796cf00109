"""The staff pages that write what stands around the lines: the words, and the decision tree that draws itself."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.drafting import actions, choosing, history, models, rules, tree_form
from portal.drafting.forms import WordsForm, frame_values
from portal.drafting.frame import frame_of
from portal.drafting.tree_form import Asked, TooLongError, TooManyQuestionsError
from portal.guide.content import Frame
from portal.guide.document import Question, Tree
from portal.staff.access import me, requires
from portal.staff.roles import Permission
from portal.web import both
from portal.web.merging import ConflictError, Merged

blueprint = Blueprint("drafting_frame", __name__, url_prefix="/staff/guide")


@blueprint.get("/words")
@requires(Permission.DRAFT)
def words() -> ResponseReturnValue:
    """Show the words around the lines, ready to be changed."""
    form = WordsForm(formdata=frame_values(frame_of(models.content())))
    return _words_page(form, revision=models.draft().revision)


@blueprint.post("/words")
@requires(Permission.DRAFT)
def change_words() -> ResponseReturnValue:
    """Keep what was typed; where a colleague wrote into the same field, show both."""
    revision = choosing.opened_at()
    seen = _seen(revision)
    form = WordsForm(formdata=both.filled_in(frame_values(seen)))
    if not form.validate():
        return _words_page(form, revision=revision, typed=True), 422
    try:
        actions.change_frame(form.frame(seen), revision=revision, by=me())
    except ConflictError as problem:
        form = WordsForm(formdata=frame_values(problem.merged.value))
        page = _words_page(form, revision=models.draft().revision, problem=problem.message, merged=problem.merged)
        return page, problem.status
    return redirect(url_for("drafting.draft"), 303)


@blueprint.get("/tree")
@requires(Permission.DRAFT)
def tree() -> ResponseReturnValue:
    """Show the decision tree with its drawing."""
    return _tree_page(tree_form.rows_of(models.content().tree), revision=models.draft().revision)


@blueprint.post("/tree")
@requires(Permission.DRAFT)
def change_tree() -> ResponseReturnValue:
    """Draw what was typed, or keep it; where a colleague changed the tree, show both."""
    revision = choosing.opened_at()
    try:
        rows = tree_form.typed()
    except (TooManyQuestionsError, TooLongError) as problem:
        return _tree_page(tree_form.read(), revision=revision, typed=True, problem=problem.message), problem.status
    if request.form.get("do") == "draw":
        # Who has two trees to choose from still has both when mine is drawn.
        theirs = _seen(revision).tree if "keep-tree" in request.form else None
        return _tree_page(rows, revision=revision, typed=True, theirs=theirs)
    wanted = _seen(revision).tree if both.takes_theirs("tree") else tree_form.tree_of(rows)
    try:
        actions.change_tree(wanted, revision=revision, by=me())
    except ConflictError as problem:
        theirs = problem.merged.theirs.tree
        now = models.draft().revision
        return _tree_page(rows, revision=now, typed=True, problem=problem.message, theirs=theirs), problem.status
    return redirect(url_for("drafting.draft"), 303)


@blueprint.post("/tree/drawn")
@requires(Permission.DRAFT)
def drawn() -> ResponseReturnValue:
    """Draw what is being typed, for the page to show beside it; nothing is stored."""
    drawing = tree_form.tree_of(tree_form.typed())
    return render_template("drafting/_drawn.html", tree=Tree(drawing), findings=list(rules.tree_findings(drawing)))


def _words_page(
    form: WordsForm,
    *,
    revision: int,
    typed: bool = False,
    problem: str = "",
    merged: Merged[Frame] | None = None,
) -> str:
    theirs = frame_values(merged.theirs) if merged else {}
    return render_template(
        "drafting/words.html",
        form=form,
        errors=[(field.id, field.errors[0]) for field in form if field.errors],
        revision=revision,
        problem=problem,
        theirs={name: theirs[name] or "Nothing" for name in merged.conflicts} if merged else {},
        taken=[form[name].label.text for name in merged.taken if name in form] if merged else [],
        unsaved=typed or merged is not None,
    )


def _tree_page(
    rows: tuple[Asked, ...],
    *,
    revision: int,
    typed: bool = False,
    problem: str = "",
    theirs: tuple[Question, ...] | None = None,
) -> str:
    drawing = tree_form.tree_of(rows)
    return render_template(
        "drafting/tree.html",
        rows=rows,
        numbers=tree_form.NUMBERS,
        tree=Tree(drawing),
        findings=list(rules.tree_findings(drawing)),
        revision=revision,
        problem=problem,
        theirs=Tree(theirs) if theirs is not None else None,
        unsaved=typed,
    )


def _seen(revision: int) -> Frame:
    """Give the frame that the form was opened at, or the stored one where the history does not go back so far."""
    past = history.at(revision)
    return frame_of(past.content if past else models.content())
