"""The guide for machines: a learning resource in JSON-LD with the whole document inside."""

import json
from typing import Any

from portal.guide.document import Document, Lines, Text
from portal.guide.written import write


def render(document: Document) -> str:
    """Describe the issue in the words of schema.org and add all that it says under "document"."""
    described: dict[str, Any] = {
        "@context": [
            "https://schema.org",
            {"document": {"@id": "https://schema.org/text", "@type": "@json"}},
        ],
        "@type": "LearningResource",
        "name": document.title,
        "description": _main_sentence(document),
        "disambiguatingDescription": ". ".join(document.notices),
        "learningResourceType": "guide",
        "educationalUse": "professional support",
        "audience": {"@type": "EducationalAudience", "educationalRole": "teacher"},
        "url": document.url,
        "inLanguage": document.language,
        "version": document.label,
        "creativeWorkStatus": "Published" if document.number else "Draft",
        "datePublished": document.published,
        "expires": document.review_by,
        "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": document.content_hash},
        "publisher": {"@type": "Organization", "name": document.district},
        "citation": _cited(document),
    }
    told = {name: value for name, value in described.items() if value}
    told["document"] = json.loads(write(document))
    text = json.dumps(told, ensure_ascii=False, indent=2)
    # Half of a surrogate pair has no UTF-8; Python's escape for it is also JSON's.
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def _main_sentence(document: Document) -> str:
    """Give the one sentence that opens the guide."""
    blocks = (block for section in document.sections[:1] for subheading, block in section.blocks if not subheading)
    return next((block.text for block in blocks if isinstance(block, Text)), "")


def _cited(document: Document) -> list[dict[str, str]]:
    """List the practices that its lines rest on, each once."""
    blocks = [block for section in document.sections for _, block in section.blocks]
    cites = dict(cite for block in blocks if isinstance(block, Lines) for line in block.lines for cite in line.cites)
    return [
        {"@type": "CreativeWork", "name": title, "identifier": practice}
        | ({"url": address} if (address := document.address_of(practice)) else {})
        for practice, title in cites.items()
    ]
