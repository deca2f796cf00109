"""The page of results: one address for each question."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal.pages import results
from portal.practices.kinds import KINDS
from portal.search import reading
from portal.search.criteria import parse
from portal.vocabulary import words
from portal.web.pages import pure

blueprint = Blueprint("search", __name__)


@blueprint.get("/practices")
@pure
def search() -> ResponseReturnValue:
    """Search by words, narrow by filters; each question has one address."""
    criteria = parse(request.args.items(multi=True), reading.index().known)
    if criteria.query() != request.query_string.decode("ascii", "replace"):
        return redirect(results.link(criteria), 302)
    index, hidden, vocabulary = reading.index(), reading.refused(), words.current()
    found = index.find(criteria, hidden=hidden)
    nearest = None if found.total else index.nearest(criteria, hidden)
    return render_template(
        "pages/search.html",
        criteria=criteria,
        found=found,
        kinds=KINDS,
        filters=results.filters(criteria, found, vocabulary),
        chips=results.chips(criteria, vocabulary),
        sorts=results.sorts(criteria),
        question=results.question(criteria, vocabulary),
        subjects=results.options("subject", criteria, vocabulary),
        grades=results.options("grade", criteria, vocabulary),
        kept=results.kept(criteria),
        page_link=lambda page: results.link(criteria.with_(page=page)),
        nearest=nearest,
        ways=[
            (results.way_out(way, criteria, vocabulary), results.link(way.criteria), way.total) for way in nearest.ways
        ]
        if nearest
        else [],
        corrected=(
            nearest.corrected.criteria.q,
            results.link(nearest.corrected.criteria),
            nearest.corrected.total,
        )
        if nearest and nearest.corrected
        else None,
    )
