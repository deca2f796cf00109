"""A practice described for search engines and catalogues, in the words of schema.org, and only as far as it is true.

Nobody is its author, no day of it is told, and nobody has said under what licence it stands.
"""

from typing import Any

from portal.practices.kinds import KINDS
from portal.search.card import Card
from portal.search.excerpt import excerpt
from portal.search.filing import ANY_GRADE, ANY_SUBJECT
from portal.vocabulary.words import Vocabulary

_NO_LANGUAGE = ("", "other")
"""Codes that name none."""


def described(card: Card, words: Vocabulary, *, site: str, district: str, url: str) -> dict[str, Any]:
    """Describe a practice as a learning resource; what is not known is left out."""
    kind, address = KINDS[card.kind], f"{url}/practices/{card.id}"
    known: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": address,
        "url": address,
        "name": card.title,
        "description": "".join(text for text, _ in excerpt(card.words.get(kind.body, ""), lambda _: [])),
        "learningResourceType": kind.name,
        "about": [_term(words.label("subjects", code)) for code in card.subject if code != ANY_SUBJECT],
        "educationalLevel": [_term(words.label("grades", code)) for code in card.grade if code != ANY_GRADE],
        "educationalUse": words.label("tasks", card.task) if card.task else "",
        "audience": {"@type": "EducationalAudience", "educationalRole": "teacher"},
        "inLanguage": card.language if card.language not in _NO_LANGUAGE else "",
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": district},
        "isPartOf": {"@type": "WebSite", "name": site, "url": f"{url}/"},
    }
    return {name: value for name, value in known.items() if value}


def _term(label: str) -> dict[str, str]:
    return {"@type": "DefinedTerm", "name": label}
