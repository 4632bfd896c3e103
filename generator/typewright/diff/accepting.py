"""Parts as plain JSON Schema that says outright what callers may send, or may get back.

Requests are closed: a keyword that no argument is named after cannot be passed. Responses are open,
and so are their enums: an SDK lets through what the vendor adds.
"""

from typing import Final, Literal, TypeAlias

from typewright.catalogue.model import Json
from typewright.diff.parts import Part, Shape, type_of

Direction: TypeAlias = Literal["request", "response"]

SENDABLE: Final = "^([Hh][Tt][Tt][Pp][Ss]://|[Dd][Aa][Tt][Aa]:)"
"""What a string must begin with to be a file on the wire (see ``runtime/media.py``)."""

_WORDS: Final = {
    "string": ("minLength", "maxLength", "pattern"),
    "integer": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    "array": ("minItems", "maxItems", "uniqueItems"),
    "object": ("minProperties", "maxProperties"),
}


def accepting(part: Part, direction: Direction = "request") -> dict[str, Json]:
    """The schema of every value that ``part`` allows."""
    shapes = [_shape(shape, direction) for shape in part.shapes]
    if not shapes:
        return {"enum": []}
    if len(shapes) == 1:
        return shapes[0]
    return {"oneOf" if part.exclusive else "anyOf": list[Json](shapes)}


def _shape(shape: Shape, direction: Direction) -> dict[str, Json]:
    if shape.type == "any":
        return {}
    if shape.values is not None:
        scalar = all(type_of(value) not in ("array", "object") for value in shape.values)
        open_enum = direction == "response" and scalar
        return {"type": shape.type} if open_enum else {"enum": list(shape.values)}
    schema: dict[str, Json] = {"type": shape.type}
    for word in _WORDS.get(shape.type, ()):
        if word in shape.source.words:
            schema[word] = shape.source.words[word]
    if shape.media is not None and direction == "request":
        return {"type": "string", "pattern": SENDABLE}
    if shape.items is not None:
        schema["items"] = accepting(shape.items, direction)
    if shape.type == "object":
        schema |= _members(shape, direction)
    return schema


def _members(shape: Shape, direction: Direction) -> dict[str, Json]:
    named: dict[str, Json] = {
        name: accepting(part, direction) for name, part in shape.properties.items()
    }
    rest: Json = False if shape.extra is None else accepting(shape.extra, direction)
    return {
        "properties": named,
        "required": list[Json](sorted(shape.required)),
        "additionalProperties": True if rest is False and direction == "response" else rest,
    }
