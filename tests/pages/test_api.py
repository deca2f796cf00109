"""Programs get what readers find, and a description that says exactly what they get."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest

from portal.pages.api import practice as api_of
from portal.search.card import Card, Caution, Cited, Citing, Reports
from portal.search.criteria import FACETS

FULL = Card(
    "k1",
    "caught",
    "With all that a card can hold",
    {"asked": "A key.", "output": "−8", "now": "I work it."},
    ("math",),
    ("6-8",),
    "assessments",
    minutes=-5,
    picks={"wrong": ("key",), "found": ("worked",), "reach": ("fixed",)},
    cited=Cited(1, 2, in_force=True, review_by="2027-01-01", lapsed=False, lines=(Citing(2, "Keys", "They fail."),)),
    reports=Reports(
        worked=6,
        subjects=(("math", 5),),
        minutes=10,
        spread=(-5, 20),
        cautions=(Caution("key", serious=True, reports=1),),
        missing=(("reports", 2),),
        last_week="2026-W47",
    ),
)


@pytest.fixture(scope="session")
def blank(with_five: Path) -> Path:
    return with_five


@pytest.fixture
def api(app):
    """Ask the API, and hold its answer against its own description."""
    client = app.test_client()
    described = client.get("/api/openapi.json").json

    def ask(path, status=200, route="/api/practices"):
        answer = client.get(path)
        assert answer.status_code == status
        said = described["paths"][route]["get"]["responses"][str(status)]["content"]["application/json"]["schema"]
        fits(answer.json, said, described)
        return answer.json

    ask.described = described
    ask.parameters = {each["name"]: each for each in described["paths"]["/api/practices"]["get"]["parameters"]}
    return ask


def test_an_answer_is_what_the_description_says_it_is(api):
    answer = api("/api/practices")
    card = answer["results"][0]

    assert answer["total"] == answer["exact"] == 5
    assert api(f"/api/practices/{card['id']}", route="/api/practices/{id}")["practice"] == card
    assert "taken back" in api("/api/practices/nowhere", 404, "/api/practices/{id}")["error"]
    assert fits(json.loads(json.dumps(api_of(FULL))), {"$ref": "#/components/schemas/Card"}, api.described) is None
    with pytest.raises(AssertionError, match="levels"):
        fits(card | {"levels": "new"}, {"$ref": "#/components/schemas/Card"}, api.described)


def test_it_says_how_the_question_was_read(api):
    answer = api("/api/practices?utm_source=x&grade=7&subject=alchemy&q=+reading%00levels&page=1")

    assert answer["understood"] == {"query": "q=reading+levels&grade=07", "corrections": []}


def test_every_value_that_is_described_is_understood_and_narrows_what_is_found(api):
    every = {card["id"] for card in api("/api/practices")["results"]}
    for name in FACETS:
        found = []
        for value in api.parameters[name]["schema"]["items"]["enum"]:
            answer = api(f"/api/practices?{urlencode({name: value})}")
            assert answer["understood"]["query"] == urlencode({name: value})
            found += [card["id"] for card in answer["results"]]
            assert all(value in card[name] for card in answer["results"] if name in {"kind", "task", "level", "tool"})
        assert set(found) == (every if name not in {"guide", "tool"} else set()), name


def test_the_other_parameters_do_as_they_say(api):
    for query, titles in (
        ("q=levels", {"Three reading levels"}),
        ("minutes=16", set()),
        ("sort=newest&page=2", set()),
        ("sort=tried&kind=workflow", {"From drafts to a lesson"}),
    ):
        assert {card["title"] for card in api(f"/api/practices?{query}")["results"]} == titles, query


def test_the_description_leaves_no_parameter_out_and_holds_no_sentence_twice(api):
    names = [*api.parameters]
    sentences = [each["description"] for each in api.parameters.values()]

    assert api("/api/practices?sort=newest&minutes=1")["understood"]["query"] == "minutes=1&sort=newest"
    assert names == ["q", *FACETS, "minutes", "sort", "page"]
    assert len(set(sentences)) == len(names)
    assert api.parameters["sort"]["schema"]["enum"] == ["relevance", "tried", "newest"]


def fits(value, schema, described):
    """Fail where a value is not what a schema of ours says; a word of schemas that this does not know fails as well."""
    for word, said in schema.items():
        _RULES[word](value, said, schema, described)


def _object(value, said, schema, described):
    strange = set(value) - set(said)
    assert not strange, f"{sorted(strange)} are not described"
    for name in value:
        fits(value[name], said[name], described)


def _any_of(value, said, schema, described):
    kinds = {"null": type(None), "integer": int}
    assert any(isinstance(value, kinds.get(each.get("type"), (dict, list))) for each in said)
    fits(value, next(each for each in said if (each.get("type") == "null") == (value is None)), described)


_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}

_RULES = {
    "type": lambda value, said, *_: _is(type(value) is _TYPES[said], value, said),
    "enum": lambda value, said, *_: _is(value in said, value, said),
    "required": lambda value, said, *_: _is(set(said) <= set(value), value, said),
    "minItems": lambda value, said, *_: _is(len(value) >= said, value, said),
    "items": lambda value, said, schema, described: [
        fits(each, said, described) for each in value[len(schema.get("prefixItems", ())) :]
    ],
    "prefixItems": lambda value, said, _, described: [
        fits(each, one, described) for each, one in zip(value, said, strict=True)
    ],
    "properties": _object,
    "anyOf": _any_of,
    "$ref": lambda value, said, _, described: fits(
        value, described["components"]["schemas"][said.rpartition("/")[2]], described
    ),
    "additionalProperties": lambda value, said, *_: _is(said is False, value, said),
    "description": lambda *_: None,
}


def _is(holds, value, said):
    assert holds, f"{value!r} is not {said!r}"
