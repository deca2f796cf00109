"""What readers find, as JSON, and the description of it."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from portal import config, snapshot
from portal.pages import api, openapi
from portal.search import reading
from portal.vocabulary import words
from portal.web.pages import pure

blueprint = Blueprint("api", __name__, url_prefix="/api")


@blueprint.get("/practices")
@pure
def search() -> ResponseReturnValue:
    """Answer a search."""
    criteria = reading.asked(request.args.items(multi=True))
    found = reading.index().find(criteria, hidden=reading.refused())
    return jsonify(api.answer(snapshot.seen().edition, criteria, found, words.current()))


@blueprint.get("/practices/<practice_id>")
@pure
def practice(practice_id: str) -> ResponseReturnValue:
    """Give one practice."""
    card = reading.card(practice_id)
    return jsonify(edition=snapshot.seen().edition, practice=api.practice(card))


@blueprint.get("/openapi.json")
@pure
def description() -> ResponseReturnValue:
    """Describe the API."""
    settings = config.current()
    return jsonify(openapi.document(settings.district.site, settings.url, reading.index().known))
