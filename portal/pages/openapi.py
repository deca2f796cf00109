"""The API described for programs, out of the tables that it is made of: OpenAPI 3.1."""

import dataclasses
from typing import Any, get_type_hints

from portal.pages import schemas
from portal.pages.api import UNTOLD
from portal.pages.schemas import Schema, whole
from portal.practices.kinds import KINDS
from portal.search.card import Card, Caution, Cited, Citing, Reports
from portal.search.criteria import FACETS, LEVELS, LONGEST_QUERY, Criteria, Known
from portal.search.filing import MINUTES
from portal.search.index import PAGE
from portal.search.question import Correction

VERSION = "1.0.0"
"""Goes up when an answer loses something or means something else by it."""

_SAID = {
    "q": "Words to look for. What stands in quotation marks must follow one another; -word leaves out what has it.",
    "subject": "Made for this subject, or for any.",
    "grade": "Made for this grade, or for any. A band, such as 6-8, means any of its grades.",
    "kind": "A prompt, a workflow, or an output that somebody caught.",
    "task": "The job it does.",
    "tool": "Used with this tool.",
    "level": "How far it is proven, highest first.",
    "language": "Written in this language.",
    "guide": "Only what the published guide cites.",
    "minutes": "Saves at least so many minutes a week.",
    "sort": "The order: best match, most tried, or newest edition first.",
    "page": f"Which page of the answer; {PAGE} practices stand on each. One past the end is empty.",
}

_NUMBER = {"type": "integer", "minimum": 1}


def document(site: str, url: str, known: Known) -> dict[str, Any]:
    """Describe the API of this site, with the codes of its district."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site,
            "version": VERSION,
            "description": "What teachers of this district shared, by no name: search it, and take it along. No key "
            "is needed and nothing is remembered. All answers belong to one edition; they change only with its number.",
        },
        "servers": [{"url": url}],
        "paths": {
            "/api/practices": {"get": _search(known)},
            "/api/practices/{id}": {"get": _one()},
        },
        "components": {"schemas": _components()},
    }


def parameters(known: Known) -> list[dict[str, Any]]:
    """Describe each parameter of a search: the fields of a question, each value of each filter."""
    hints = get_type_hints(Criteria)
    described = []
    for each in dataclasses.fields(Criteria):
        name, several = each.name, each.name in FACETS
        schema = _several(known.of(name)) if several else _single(name, hints[name], each.default)
        many = {"style": "form", "explode": True} if several else {}
        described.append({"name": name, "in": "query", "description": _SAID[name], "schema": schema} | many)
    return described


def _several(codes: tuple[str, ...]) -> Schema:
    """Describe a filter: repeated, it means any of its values."""
    return {"type": "array", "items": {"type": "string", "enum": list(codes)}}


def _single(name: str, hint: Any, default: Any) -> Schema:  # noqa: ANN401 - each field has its own type
    if name == "q":
        return {"type": "string", "maxLength": LONGEST_QUERY}
    schema = _NUMBER if hint in (int, int | None) else schemas.of(hint)
    return schema if default is None else schema | {"default": default}


def _search(known: Known) -> dict[str, Any]:
    return {
        "operationId": "searchPractices",
        "summary": "Search practices, as the page /practices does.",
        "parameters": parameters(known),
        "responses": {"200": _answers("What was found.", "Answer")} | _refusals("503"),
    }


def _one() -> dict[str, Any]:
    where = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "operationId": "onePractice",
        "summary": "Give one practice.",
        "parameters": [where],
        "responses": {"200": _answers("The practice.", "One")} | _refusals("404", "503"),
    }


def _answers(sentence: str, name: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": sentence, "content": {"application/json": {"schema": schema}}}


def _refusals(*statuses: str) -> dict[str, Any]:
    said = {"404": "It is not here; it may have been taken back.", "503": "This machine is not ready. Ask again soon."}
    return {status: _answers(said[status], "Problem") for status in statuses}


def _components() -> dict[str, Schema]:
    """Describe every object that an answer holds."""
    number, text = {"type": "integer"}, {"type": "string"}
    option = whole({"value": text, "text": text, "count": number})
    read: dict[str, Schema] = {"query": text, "corrections": {"type": "array", "items": schemas.of(Correction)}}
    return {
        "Answer": whole(
            {
                "edition": number | {"description": "The number under which all of this site stands together."},
                "understood": whole(read) | {"description": "The question as it was read, as a query string."},
                "total": number,
                "exact": number | {"description": "How many of them have all the words; these come first."},
                "page": number,
                "pages": number,
                "results": {"type": "array", "items": schemas.of(Card)},
                "facets": whole({name: {"type": "array", "items": option} for name in (*FACETS, MINUTES)}),
            }
        ),
        "One": whole({"edition": number, "practice": schemas.of(Card)}),
        "Problem": whole({"error": text | {"description": "One sentence that says what to do."}}),
        "Card": _card(),
        "Reports": whole(schemas.of_fields(Reports, but=UNTOLD)),
        **{cls.__name__: whole(schemas.of_fields(cls)) for cls in (Caution, Cited, Citing, Correction)},
    }


def _card() -> Schema:
    """Describe a card: the words and choices of its kind stand among its fields."""
    parts = {
        part.name: {"type": "string", "description": f"{part.heading} ({kind.name})"}
        for kind in KINDS.values()
        for part in kind.parts
    }
    picks = {
        pick.name: {"type": "array", "items": {"type": "string"}, "description": pick.heading}
        for kind in KINDS.values()
        for pick in kind.picks
    }
    common = schemas.of_fields(Card, but=("words", "picks"))
    common["kind"] |= {"enum": list(KINDS)}
    common["level"] |= {"enum": list(LEVELS)}
    return whole(parts | picks | common, maybe=(*parts, *picks))
