"""Practices to take along: what a question found as Markdown, as a table, and as a sheet to print."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from portal import config, snapshot
from portal.errors import NotFoundError
from portal.pages import takeaway, takeaway_csv, takeaway_markdown
from portal.pages.takeaway import Takeaway
from portal.practices import shown
from portal.practices.kinds import KINDS
from portal.search import reading
from portal.search.criteria import Criteria
from portal.trials import weighing
from portal.trials.panel import panel
from portal.vocabulary import words
from portal.web.addresses import elsewhere
from portal.web.pages import pure

MEDIA_TYPES = {"md": "text/markdown; charset=utf-8", "csv": "text/csv; charset=utf-8"}
"""What each form is, by the ending of its file."""

blueprint = Blueprint("takeaway", __name__)


@blueprint.get("/practices.<ending>")
@pure
def file(ending: str) -> ResponseReturnValue:
    """Give all that a question found as a file."""
    if ending not in MEDIA_TYPES:
        raise NotFoundError("Practices come as .md and .csv, or as a sheet at /practices/print.")
    criteria = _asked()
    if other := elsewhere(criteria.query()):
        return other
    taken, vocabulary = _take(criteria), words.current()
    if ending == "csv":
        text = takeaway_csv.render(taken, vocabulary)
    else:
        text = takeaway_markdown.render(taken, vocabulary, weighing.thresholds())
    given = Response(text, content_type=MEDIA_TYPES[ending])
    given.headers["Content-Disposition"] = f'attachment; filename="practices.{ending}"'
    return given


@blueprint.get("/practices/print")
@pure
def sheet() -> ResponseReturnValue:
    """Show all that a question found as it prints."""
    criteria = _asked()
    if other := elsewhere(criteria.query()):
        return other
    taken, vocabulary, thresholds = _take(criteria), words.current(), weighing.thresholds()
    groups = [
        (
            heading,
            [
                (card, KINDS[card.kind], shown.parts(card), shown.picks(card, vocabulary), shown.meta(card, vocabulary))
                for card in cards
            ],
        )
        for heading, cards in taken.groups
    ]
    panels = {card.id: panel(card, vocabulary, thresholds) for card in taken.cards}
    return render_template("pages/takeaway.html", taken=taken, groups=groups, panels=panels)


def _asked() -> Criteria:
    """Read the question: all of its pages are one here."""
    return reading.asked(request.args.items(multi=True)).with_(page=1)


def _take(criteria: Criteria) -> Takeaway:
    found, cards = reading.first(criteria, takeaway.MOST)
    return takeaway.of(
        criteria,
        found,
        cards,
        words=words.current(),
        edition=snapshot.seen().edition,
        settings=config.current(),
    )
