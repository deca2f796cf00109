"""A colleague's feed reader tells of each release and each issue of the guide, and knows no day of a teacher's act."""

from datetime import date
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from privacy.stories import key_of, publish_guide

from portal.pages import feed
from portal.search.card import Card

ATOM = "{http://www.w3.org/2005/Atom}"
LINK = "{http://www.w3.org/1999/xhtml}a"


@pytest.fixture(scope="session")
def blank(with_five: Path) -> Path:
    return with_five


def read(app):
    answer = app.test_client().get("/releases.atom")
    assert answer.status_code == 200
    assert answer.mimetype == "application/atom+xml"
    return fromstring(answer.data)


def said(of, *names):
    return tuple(of.findtext(ATOM + name) for name in names)


def test_each_release_and_each_issue_is_an_entry_with_all_that_atom_asks_for(app):
    publish_guide(app, [key_of(app, "Three reading levels")])
    given = read(app)
    entries = given.findall(f"{ATOM}entry")

    assert said(given, "id", "title") == ("http://localhost/releases.atom", "Show Me How")
    assert given.findtext(f"{ATOM}author/{ATOM}name") == "Harbor Unified"
    release = next(entry for entry in entries if "practices" in entry.findtext(f"{ATOM}title"))
    assert said(release, "title", "updated") == ("New practices, week of November 16, 2026", "2026-11-16T00:00:00Z")
    assert "Three reading levels" in [tag.text for tag in release.iter(LINK)]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) == 2
    days = [
        date.fromisoformat(each.findtext(f"{ATOM}updated").removesuffix("T00:00:00Z")) for each in [given, *entries]
    ]
    assert days[0] == max(days[1:])
    for each in (given, *entries):
        assert all(each.findtext(ATOM + name) for name in ("id", "title", "updated"))
        assert each.find(f"{ATOM}link[@rel='alternate']") is not None
    addresses = [tag.get("href") for tag in given.iter() if tag.get("href")]
    assert all(address.startswith("http://localhost/") for address in addresses)
    client = app.test_client()
    assert {client.get(address).status_code for address in addresses} == {200}


def test_a_long_release_names_some_and_no_word_of_a_title_becomes_markup():
    cards = [Card(f"{n:03}", "prompt", f"{n:03} <b>&\x0b", {}, ("math",), ("07",), "", edition=9) for n in range(99)]
    entries = feed.releases(cards, {9: date(2026, 11, 16)})
    written = fromstring(feed.render(entries, site="A & B", district="C", url="https://here.example:8080"))

    links = [tag.text for tag in written.iter(LINK)]
    assert links == [f"{n:03} <b>&" for n in range(feed.LISTED)]
    assert "some of them" in entries[0].more
    assert written.findtext(f"{ATOM}entry/{ATOM}id") == "tag:here.example,2026-11-16:release/9"
    assert fromstring(feed.render([], site="A", district="C", url="https://here.example")).find(f"{ATOM}updated").text
