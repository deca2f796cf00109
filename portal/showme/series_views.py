"""The staff page on which the sessions of a series add up."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from portal.showme import models
from portal.showme.models import ShowMe
from portal.showme.rules import same
from portal.showme.series import Said, Series, Session, add_up
from portal.staff.access import requires
from portal.staff.roles import Permission

blueprint = Blueprint("showme_series", __name__)


@blueprint.get("/staff/showme/series")
@requires(Permission.SHOW)
def series() -> ResponseReturnValue:
    """Show what was new and what came back, series by series, and the sessions that stand alone."""
    held = [show_me for show_me in models.all_of_them() if show_me.took_place]
    return render_template(
        "showme/series.html",
        found=_series(held),
        alone=[_session(show_me) for show_me in held if not same(show_me.series)],
    )


def _series(held: list[ShowMe]) -> list[Series]:
    """Put sessions with the same series together, the series with the newest session first."""
    together: dict[str, list[ShowMe]] = {}
    for show_me in held:
        if same(show_me.series):
            together.setdefault(same(show_me.series), []).append(show_me)
    return [add_up(each[0].series, map(_session, reversed(each))) for each in together.values()]


def _session(show_me: ShowMe) -> Session:
    return Session(
        key=show_me.id,
        title=show_me.title,
        on=show_me.on,
        themes=tuple(
            Said(theme.name, theme.tries, theme.worries, theme.worked, theme.changes, theme.did_not)
            for theme in models.themes(show_me)
        ),
        asks=tuple(Said(ask.words, became=ask.became) for ask in models.asks(show_me)),
    )
