"""A search engine is told what a practice is, and nothing that is not so."""

import json
from dataclasses import replace

from portal.pages.structured import described
from portal.search.card import Card
from portal.vocabulary import words

CLOSING = "</script><script>alert(1)</script>"
CARD = Card("k3", "prompt", CLOSING, {"prompt": "Write {this}."}, ("math",), ("6-8",), "assessments", edition=3)
SITE = {"site": "Show Me How", "district": "Harbor", "url": "https://here.example"}


def test_a_practice_is_described_in_the_words_of_schema_org_without_an_author_or_a_day(app):
    with app.app_context():
        known = described(CARD, words.current(), **SITE)
        anywhere = described(replace(CARD, subject=("any",), grade=("UG",), language=""), words.current(), **SITE)

    assert known["@id"] == known["url"] == "https://here.example/practices/k3"
    assert [term["name"] for key in ("about", "educationalLevel") for term in known[key]] == [
        "Mathematics",
        "Grades 6 to 8",
    ]
    assert {"inLanguage": "en", "learningResourceType": "Prompt"}.items() <= known.items()
    assert known["publisher"] == {"@type": "Organization", "name": "Harbor"}
    assert not {"author", "creator", "datePublished", "dateCreated", "dateModified", "license", "version"} & set(known)
    assert not {"about", "educationalLevel", "inLanguage"} & set(anywhere)
    assert "202" not in json.dumps(known)


def test_no_title_gets_out_of_the_data_that_stands_in_a_page(app, released, reader):
    page = reader.open("/practices").follow("Three reading levels")
    told = json.loads(page.one("script[type='application/ld+json']").get_text())

    assert told["name"] == "Three reading levels"
    with app.test_request_context("/practices/k3"):
        shown = app.jinja_env.from_string("{{ it|tojson }}").render(it=described(CARD, words.current(), **SITE))
    assert "<" not in shown
    assert json.loads(shown)["name"] == CLOSING
