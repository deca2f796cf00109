"""The page of results: one address for each question."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from portal.pages import narrowing, nothing, results
from portal.practices.kinds import KINDS
from portal.search import reading
from portal.search.criteria import LONGEST_QUERY
from portal.search.index import PAGE
from portal.vocabulary import words
from portal.web.addresses import elsewhere
from portal.web.pages import pure

blueprint = Blueprint("search", __name__)


@blueprint.get("/practices")
@pure
def search() -> ResponseReturnValue:
    """Search by words, narrow by filters; each question has one address."""
    criteria = reading.asked(request.args.items(multi=True))
    if other := elsewhere(criteria.query()):
        return other
    index, hidden, vocabulary = reading.index(), reading.refused(), words.current()
    found = index.find(criteria, hidden=hidden)
    nearest = None if found.total else index.nearest(criteria, hidden)
    return render_template(
        "pages/search.html",
        criteria=criteria,
        heading=results.heading(criteria, vocabulary, found=found.total),
        found=found,
        exact_here=found.exact - (found.page - 1) * PAGE,
        readings=nothing.readings(found.question.corrections, criteria.q),
        kinds=KINDS,
        filters=narrowing.filters(criteria, found, index.known, vocabulary),
        chips=narrowing.chips(criteria, vocabulary),
        bare=narrowing.bare(criteria),
        sorts=results.sorts(criteria),
        takeaways=results.takeaways(criteria),
        longest=LONGEST_QUERY,
        subjects=narrowing.options("subject", criteria, vocabulary),
        grades=narrowing.options("grade", criteria, vocabulary),
        kept=narrowing.kept(criteria),
        page_link=lambda page: results.link(criteria.with_(page=page)),
        nearest=nearest,
        offers=nothing.offers(nearest, criteria, vocabulary) if nearest else [],
        link=results.link,
    )
