"""What is new, as an Atom feed: an entry for each release and for each issue of the guide, dated by the day they bear.

A release bears an ISO week; its entry says the Monday of it, whatever the day was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from portal.guide.document import Document
from portal.guide.wording import legible, spoken
from portal.search.card import Card

LISTED = 30
"""Practices that an entry names; the others are behind its link."""

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

_NEVER = date(1970, 1, 1)
"""The day of a feed in which nothing has happened yet; a feed has to have one."""


@dataclass(frozen=True)
class Entry:
    """One thing that happened."""

    key: str
    """What tells it from every other one here, for good."""
    day: date
    title: str
    path: str
    links: tuple[tuple[str, str], ...] = ()
    """Titles and paths of what came in with it."""
    more: str = ""
    """What is not listed."""


def releases(newest: Sequence[Card], mondays: Mapping[int, date]) -> list[Entry]:
    """Make an entry of each release of these cards, which come newest first."""
    entries = []
    for edition, group in groupby(newest, key=lambda card: card.edition):
        cards = sorted(group, key=lambda card: (card.title.casefold(), card.id))
        if edition in mondays:
            entries.append(
                Entry(
                    key=f"release/{edition}",
                    day=mondays[edition],
                    title=f"New practices, week of {spoken(mondays[edition].isoformat())}",
                    path="/practices?sort=newest",
                    links=tuple((card.title, f"/practices/{card.id}") for card in cards[:LISTED]),
                    more="These are some of them." if cards[LISTED:] else "",
                )
            )
    return entries


def issues(documents: Iterable[Document]) -> list[Entry]:
    """Make an entry of each issue of the guide."""
    return [
        Entry(
            key=f"guide/{document.number}",
            day=date.fromisoformat(document.published),
            title=f"{document.title}, issue {document.number}",
            path=f"/guide/issues/{document.number}",
        )
        for document in documents
    ]


def render(entries: Iterable[Entry], *, site: str, district: str, url: str) -> str:
    """Write the feed; every address in it begins with the public one."""
    ordered = sorted(entries, key=lambda entry: entry.day, reverse=True)
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    _say(feed, "id", f"{url}/releases.atom")
    _say(feed, "title", site)
    _say(feed, "updated", _moment(max((entry.day for entry in ordered), default=_NEVER)))
    _say(SubElement(feed, "author"), "name", district)
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{url}/releases.atom"})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{url}/"})
    for entry in ordered:
        _write(SubElement(feed, "entry"), entry, url)
    indent(feed)
    return f"{_DECLARATION}{tostring(feed, encoding='unicode')}\n"


def _write(into: Element, entry: Entry, url: str) -> None:
    _say(into, "id", f"tag:{urlsplit(url).hostname},{entry.day}:{entry.key}")
    _say(into, "title", entry.title)
    _say(into, "updated", _moment(entry.day))
    SubElement(into, "link", {"rel": "alternate", "type": "text/html", "href": url + entry.path})
    content = SubElement(into, "content", {"type": "xhtml"})
    body = SubElement(content, "div", {"xmlns": "http://www.w3.org/1999/xhtml"})
    _say(body, "p", f"{entry.title}. {entry.more}".strip())
    if entry.links:
        items = SubElement(body, "ul")
        for title, path in entry.links:
            _say(SubElement(items, "li"), "a", title, href=url + path)


def _say(into: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(into, name, attributes).text = legible(text)


def _moment(day: date) -> str:
    """Write a day as a feed has to: with a time, which says nothing."""
    return f"{day.isoformat()}T00:00:00Z"
