"""What readers find, as JSON."""

import dataclasses

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from portal import snapshot
from portal.pages import results
from portal.search import reading
from portal.search.card import Card
from portal.search.criteria import parse
from portal.vocabulary import words

blueprint = Blueprint("api", __name__, url_prefix="/api")


@blueprint.get("/practices")
def search() -> ResponseReturnValue:
    """Answer a search in JSON."""
    criteria = parse(request.args.items(multi=True), reading.index().known)
    found = reading.index().find(criteria, hidden=reading.refused())
    vocabulary = words.current()
    return jsonify(
        edition=snapshot.seen().edition,
        total=found.total,
        page=found.page,
        pages=found.pages,
        results=[_as_json(hit.card) for hit in found.hits],
        facets={
            name: [
                {"value": o.value, "text": results.text_of(name, o.value, vocabulary), "count": o.count}
                for o in options
            ]
            for name, options in found.facets.items()
        },
    )


@blueprint.get("/practices/<practice_id>")
def practice(practice_id: str) -> ResponseReturnValue:
    """Give one practice in JSON."""
    return jsonify(edition=snapshot.seen().edition, practice=_as_json(reading.card(practice_id)))


def _as_json(card: Card) -> dict[str, object]:
    """Give a card as the API shows it: its fields, its kind's words and choices beside them."""
    values = dataclasses.asdict(card)
    # For staff and for levels: a reader's page does not tell it either.
    del values["reports"]["last_week"]
    return {**values.pop("words"), **values.pop("picks"), **values}
