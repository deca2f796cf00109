"""The forms that the guide goes out in, each made of the same document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import current_app

from portal.guide.document import Document
from portal.guide.exports import docx, json, markdown, pdf
from portal.guide.wording import legible

_STYLES = Path(__file__).resolve().parent.parent / "static" / "css"

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/ld+json",
}
"""What each form is, by the ending of its file."""

_RENDERERS: dict[str, Callable[[Document, pdf.Paper], bytes]] = {
    "pdf": lambda document, paper: pdf.render(document, paper).data,
    "docx": lambda document, _: docx.render(document),
    "md": lambda document, _: markdown.render(document).encode(),
    "html": lambda document, _: legible(_alone(document)).encode(),
    "json": lambda document, _: json.render(document).encode(),
}


@lru_cache(maxsize=16)
def render(document: Document, form: str, paper: pdf.Paper = pdf.Paper.LETTER) -> bytes:
    """Render the document in a form of MEDIA_TYPES; the same document gives the same bytes."""
    return _RENDERERS[form](document, paper)


@dataclass(frozen=True)
class Print:
    """How a document comes out on paper."""

    pages: Mapping[pdf.Paper, int]
    """How many pages it has on each paper."""
    smallest: float
    """Points of the smallest text on any of them, measured in the files themselves."""
    missing: tuple[str, ...]
    """Characters that no font of ours has; a small square stands in for each."""


@lru_cache(maxsize=16)
def printed(document: Document) -> Print:
    """Set the document on each paper and look at what came out."""
    sheets = {paper: pdf.render(document, paper) for paper in pdf.Paper}
    return Print(
        pages={paper: sheet.pages for paper, sheet in sheets.items()},
        smallest=min(sheet.smallest for sheet in sheets.values()),
        missing=sheets[pdf.Paper.LETTER].missing,
    )


def _alone(document: Document) -> str:
    """Set the guide as one file that needs no other."""
    names = ("tokens", "base", "components", "print")
    tokens, base, components, on_paper = ((_STYLES / f"{name}.css").read_text(encoding="utf-8") for name in names)
    styles = f"{tokens}\n{base}\n{components}\n@media print {{\n{on_paper}}}\n"
    return current_app.jinja_env.get_template("guide/alone.html").render(document=document, styles=styles)
