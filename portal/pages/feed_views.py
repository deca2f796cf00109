"""The feed of what is new."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from portal import config
from portal.editions import laid
from portal.guide import published
from portal.pages import feed
from portal.search import reading
from portal.search.criteria import Criteria, Sort
from portal.web.pages import pure

MOST = 200
"""The newest practices that the feed looks at."""

blueprint = Blueprint("feed", __name__)


@blueprint.get("/releases.atom")
@pure
def releases() -> ResponseReturnValue:
    """Tell of the last releases, and of every issue of the guide."""
    settings = config.current()
    _, newest = reading.first(Criteria(sort=Sort.NEWEST), MOST)
    entries = feed.releases(newest, laid.mondays()) + feed.issues(one.document for one in published.every())
    text = feed.render(entries, site=settings.district.site, district=settings.district.name, url=settings.url)
    return Response(text, content_type="application/atom+xml; charset=utf-8")
