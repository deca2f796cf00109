"""What the search boxes offer while somebody types."""

import dataclasses

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from portal.search import reading
from portal.search.criteria import parse

blueprint = Blueprint("complete", __name__)


@blueprint.get("/practices/complete")
def complete() -> ResponseReturnValue:
    """Give titles that hold the words typed so far, and words that begin like the last one."""
    index = reading.index()
    typed = parse(request.args.items(multi=True), index.known).q
    return jsonify(dataclasses.asdict(index.complete(typed, hidden=reading.refused())))
