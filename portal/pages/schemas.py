"""What a dataclass looks like as JSON, said as a JSON Schema: its types, and the sentences beside its fields."""

import ast
import inspect
from dataclasses import fields, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

Schema = dict[str, Any]

_PLAIN = {str: "string", int: "integer", bool: "boolean"}


def of(hint: Any) -> Schema:  # noqa: ANN401 - a type, or what the language writes in place of one
    """Describe the JSON of a type; a dataclass by its name alone."""
    if isinstance(hint, UnionType):
        return {"anyOf": [of(each) for each in get_args(hint)]}
    if hint is type(None):
        return {"type": "null"}
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint))
    if is_dataclass(hint):
        return {"$ref": f"#/components/schemas/{getattr(hint, '__name__', '')}"}
    return _enum(hint) if issubclass(hint, StrEnum) else {"type": _PLAIN[hint]}


def of_fields(cls: type, *, but: tuple[str, ...] = ()) -> dict[str, Schema]:
    """Describe each field of a dataclass, with the sentence that stands under it."""
    assert is_dataclass(cls)  # noqa: S101 - for the type checker
    hints, said = get_type_hints(cls), sentences(cls)
    names = [field.name for field in fields(cls) if field.name not in but]
    return {name: of(hints[name]) | ({"description": said[name]} if name in said else {}) for name in names}


def whole(properties: dict[str, Schema], *, maybe: tuple[str, ...] = ()) -> Schema:
    """Describe an object that has these properties and no other; some may be missing."""
    required = [name for name in properties if name not in maybe]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def sentences(cls: type) -> dict[str, str]:
    """Give the sentence under each field that has one; the language itself keeps only that of the class."""
    (body,) = (each for each in ast.parse(inspect.getsource(cls)).body if isinstance(each, ast.ClassDef))
    return {
        field.target.id: " ".join(sentence.value.value.split())
        for field, sentence in zip(body.body, body.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(sentence, ast.Expr) and isinstance(sentence.value, ast.Constant)
        if isinstance(sentence.value.value, str)
    }


def _tuple(items: tuple[Any, ...]) -> Schema:
    if items[-1] is ...:
        return {"type": "array", "items": of(items[0])}
    each = [of(item) for item in items]
    return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each)}


def _enum(hint: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [each.value for each in hint]}
