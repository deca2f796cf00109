"""The guide for machines: a learning resource in JSON-LD with the whole document inside."""

import json
from typing import Any

from portal.guide.document import Document
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
        "url": document.url,
        "inLanguage": document.language,
        "version": document.label,
        "creativeWorkStatus": "Published" if document.number else "Draft",
        "datePublished": document.published,
        "expires": document.review_by,
        "identifier": document.content_hash,
        "publisher": {"@type": "Organization", "name": document.district},
        "usageInfo": ". ".join(document.notices),
    }
    told = {name: value for name, value in described.items() if value}
    told["document"] = json.loads(write(document))
    text = json.dumps(told, ensure_ascii=False, indent=2)
    # Half of a surrogate pair has no UTF-8; Python's escape for it is also JSON's.
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"
