"""Readers' pages, and the same answers as JSON."""

import dataclasses

from flask import Blueprint, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal import snapshot
from portal.amnesty import models as statements
from portal.errors import PortalError
from portal.gap import laid as gap
from portal.guide import heard, published
from portal.guide import models as guide
from portal.pages import home as front
from portal.pages import promises, results, signers
from portal.practices import shown
from portal.practices.kinds import KINDS
from portal.records import sample as records
from portal.search import reading
from portal.search.card import Card
from portal.search.criteria import Criteria
from portal.trials import weighing
from portal.trials.panel import panel
from portal.vocabulary import words
from portal.web import markup
from portal.web.pages import pure

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@pure
def home() -> ResponseReturnValue:
    """Show the promise, the search, what is new, and the guide."""
    cards = reading.cards()
    vocabulary = words.current()
    return render_template(
        "pages/home.html",
        hits=reading.unmarked(front.newest(cards)),
        total=len(cards),
        kinds=KINDS,
        rows=front.grid(cards, vocabulary),
        bands=[vocabulary.label("grades", band) for band in vocabulary.bands],
        subjects=results.options("subject", Criteria(), vocabulary),
        grades=results.options("grade", Criteria(), vocabulary),
        leaf_pages=front.leaves(published.maybe()),
        issues=len(published.every()),
    )


@blueprint.get("/practices")
@pure
def search() -> ResponseReturnValue:
    """Search by words, narrow by filters; each question has one address."""
    criteria = _asked()
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


@blueprint.get("/practices/<practice_id>")
@pure
def practice(practice_id: str) -> ResponseReturnValue:
    """Show one practice: its words, its check, what colleagues reported."""
    return _practice(reading.card(practice_id), {})


@blueprint.post("/practices/<practice_id>")
def filled(practice_id: str) -> ResponseReturnValue:
    """Show the prompt with its blanks filled in. Nothing is kept, and what was typed never enters an address."""
    card = reading.card(practice_id)
    typed = {name: markup.plain(request.form.get(f"blank-{n}", "")) for n, name in enumerate(_blanks(card), start=1)}
    return _practice(card, typed)


@blueprint.get("/api/practices")
@pure
def api_search() -> ResponseReturnValue:
    """Answer a search in JSON."""
    criteria = _asked()
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


@blueprint.get("/api/practices/<practice_id>")
@pure
def api_practice(practice_id: str) -> ResponseReturnValue:
    """Give one practice in JSON."""
    return jsonify(edition=snapshot.seen().edition, practice=_as_json(reading.card(practice_id)))


@blueprint.get("/promise")
def promise() -> ResponseReturnValue:
    """Say what we promise, how it is kept, and what nobody can promise."""
    return render_template(
        "pages/promise.html",
        groups=promises.GROUPS,
        in_a_room=promises.IN_A_ROOM,
        promises=promises.ALL,
        statements=statements.versions(),
        signers=signers.listed(),
        issues=guide.issues(),
        sample=records.sample(),
    )


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Say whether this worker can serve the current edition: whether it can open each of its parts."""
    try:
        reading.index()
        for part in (published.read, heard.read, gap.read):
            snapshot.loaded(part)
    except PortalError:
        return jsonify(status="no index", edition=snapshot.standing().edition), 503
    return jsonify(status="ok", edition=snapshot.seen().edition)


def _practice(card: Card, typed: dict[str, str]) -> str:
    vocabulary = words.current()
    return render_template(
        "pages/practice.html",
        card=card,
        kind=KINDS[card.kind],
        parts=shown.parts(card, typed),
        picks=shown.picks(card, vocabulary),
        meta=shown.meta(card, vocabulary),
        blanks=list(enumerate(_blanks(card), start=1)),
        typed=typed,
        nearby=reading.unmarked(_caught_nearby(card)),
        panel=panel(card, vocabulary, weighing.thresholds()),
    )


def _blanks(card: Card) -> list[str]:
    return markup.blanks(card.words.get("prompt", ""))


def _caught_nearby(card: Card) -> list[Card]:
    """Find up to two caught outputs of the same subject and grade, those of the same job first."""
    near = Criteria(kind=("caught",), subject=card.subject, grade=card.grade)
    hits = reading.index().find(near, hidden=reading.refused()).hits
    others = [hit.card for hit in hits if hit.card.id != card.id]
    return sorted(others, key=lambda other: other.task != card.task)[:2]


def _asked() -> Criteria:
    return reading.asked(request.args.items(multi=True))


def _as_json(card: Card) -> dict[str, object]:
    """Give a card as the API shows it: its fields, its kind's words and choices beside them."""
    values = dataclasses.asdict(card)
    # For staff and for levels: a reader's page does not tell it either.
    del values["reports"]["last_week"]
    return {**values.pop("words"), **values.pop("picks"), **values}
