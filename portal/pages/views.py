"""Readers' pages."""

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from portal import config, snapshot
from portal.amnesty import models as statements
from portal.editions import laid as releases
from portal.errors import PortalError
from portal.gap import laid as gap
from portal.guide import heard, published
from portal.guide import models as guide
from portal.pages import home as front
from portal.pages import narrowing, promises, signers, structured
from portal.practices import shown
from portal.practices.kinds import KINDS
from portal.records import sample as records
from portal.search import reading, related
from portal.search.card import Card
from portal.search.criteria import LONGEST_QUERY, Criteria
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
    index, hidden, vocabulary = reading.index(), reading.refused(), words.current()
    everything = index.find(Criteria(), hidden=hidden)
    return render_template(
        "pages/home.html",
        hits=reading.unmarked(index.newest(front.NEW, hidden)),
        total=everything.total,
        kinds=KINDS,
        rows=front.grid(index.grid(vocabulary.codes("subjects"), tuple(vocabulary.bands), hidden), vocabulary),
        bands=[vocabulary.label("grades", band) for band in vocabulary.bands],
        jobs=front.jobs(everything.facets["task"], vocabulary),
        longest=LONGEST_QUERY,
        subjects=narrowing.options("subject", Criteria(), vocabulary),
        grades=narrowing.options("grade", Criteria(), vocabulary),
        leaf_pages=front.leaves(published.maybe()),
        issues=len(published.every()),
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
        for part in (published.read, heard.read, gap.read, releases.read):
            snapshot.loaded(part)
    except PortalError:
        return jsonify(status="no index", edition=snapshot.standing().edition), 503
    return jsonify(status="ok", edition=snapshot.seen().edition)


def _practice(card: Card, typed: dict[str, str]) -> str:
    vocabulary, settings = words.current(), config.current()
    close = related.to(card, reading.index(), reading.refused())
    return render_template(
        "pages/practice.html",
        card=card,
        kind=KINDS[card.kind],
        parts=shown.parts(card, typed),
        picks=shown.picks(card, vocabulary),
        meta=shown.meta(card, vocabulary),
        blanks=list(enumerate(_blanks(card), start=1)),
        typed=typed,
        caught_nearby=reading.unmarked(close.caught),
        related=reading.unmarked(close.others),
        panel=panel(card, vocabulary, weighing.thresholds()),
        described=structured.described(
            card, vocabulary, site=settings.district.site, district=settings.district.name, url=settings.url
        ),
    )


def _blanks(card: Card) -> list[str]:
    return markup.blanks(card.words.get("prompt", ""))
