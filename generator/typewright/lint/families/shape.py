"""TW1: the shape of arguments and results."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from typewright.catalogue.findings import quoted
from typewright.catalogue.model import Json
from typewright.diagnostics import Diagnostic, Severity
from typewright.lint.kinds import besides_null, kinds_of
from typewright.lint.model import Fix, Found, Schema, Spot, Subject, Whole
from typewright.lint.registry import rule
from typewright.lint.reported import Reported, told

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_CLOSING: Final = frozenset(("additionalProperties", "unevaluatedProperties"))


@rule("TW101", "wrapped-output", Severity.WARNING, scope="subject", fix="safe")
def wrapped_output(subject: Subject) -> Iterator[Found]:
    """The output schema stands in a wrapper.

    What it finds
        An output document ``{"output": {...}}`` that is a schema only inside.
    Why it matters
        A validator that is given the document finds no keyword that it knows, and accepts
        everything.
    Bad
        {"output": {"type": "object", "properties": {"image": {"type": "string"}}}}
    Good
        {"type": "object", "properties": {"image": {"type": "string"}}}
    """
    data = subject.document.data
    if subject.root and isinstance(data, dict) and isinstance(data["output"], dict):
        dialect = {"$schema": data["$schema"]} if "$schema" in data else {}
        bare: dict[str, Json] = {**dialect, **subject.schema}
        fix = Fix(True, [{"op": "replace", "path": "", "value": bare}])
        message = "the schema stands in a wrapper, where no validator looks for it"
        yield Found("/output", message, "take the wrapper off", fix=fix)


@rule("TW102", "no-dialect", Severity.INFO, scope="subject", fix="safe")
def no_dialect(subject: Subject) -> Iterator[Found]:
    """The document does not say which JSON Schema it is.

    What it finds
        A document without ``$schema``.
    Why it matters
        Drafts differ: what a keyword means beside ``$ref`` or whether 1.0 is an integer depends
        on the reader's default.
    Bad
        {"type": "object"}
    Good
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}
    """
    data = subject.document.data
    if not isinstance(data, dict) or "$schema" in data or "$schema" in subject.schema:
        return
    if subject.root and not isinstance(data["output"], dict):
        return  # what is wrapped is no schema, which another rule says
    fix = Fix(True, [{"op": "add", "path": f"{subject.root}/$schema", "value": _DIALECT}])
    advice = f'add "$schema": "{_DIALECT}"'
    yield Found("", "no $schema says which draft this is", advice, fix=fix)


@rule("TW110", "open-input", Severity.INFO, fix="unsafe", keywords=("properties",))
def open_input(spot: Spot) -> Iterator[Found]:
    """An object of the input takes any property.

    What it finds
        An object with properties and no ``additionalProperties``, in an input.
    Why it matters
        A misspelt argument passes every validator, is queued and paid for, and does nothing.
    Bad
        {"type": "object", "properties": {"prompt": {"type": "string"}}}
    Good
        {"type": "object", "properties": {"prompt": {"type": "string"}}, "additionalProperties": false}
    """
    if spot.subject.side != "input" or not _CLOSING.isdisjoint(spot.schema):
        return
    if spot.pointer not in spot.subject.parts:  # closed by itself one would refuse the others
        path = f"{spot.pointer}/additionalProperties"
        fix = Fix(False, [{"op": "add", "path": path, "value": False}])
        advice = 'add "additionalProperties": false if the server takes nothing else'
        yield Found(
            "", "a misspelt argument passes: any other property is accepted", advice, fix=fix
        )


@rule("TW111", "no-guaranteed-output", Severity.WARNING, scope="subject")
def no_guaranteed_output(subject: Subject) -> Iterator[Found]:
    """The output promises nothing.

    What it finds
        An output whose root has properties and requires none of them.
    Why it matters
        Every caller has to check every field for being there, or finds out in production.
    Bad
        {"type": "object", "properties": {"image": {"type": "string"}}}
    Good
        {"type": "object", "properties": {"image": {"type": "string"}}, "required": ["image"]}
    """
    schema = subject.schema
    if subject.side == "output" and schema.get("properties") and not schema.get("required"):
        advice = 'ask the vendor which fields a success always has, and list them in "required"'
        yield Found(f"{subject.root}/properties", "no field of the result is promised", advice)


@rule("TW112", "overlapping-outputs", Severity.WARNING, scope="subject")
def overlapping_outputs(subject: Subject) -> Iterator[Found]:
    """Two fields of a result say the same in two ways.

    What it finds
        Outputs such as ``image`` and ``images``, of which one is a list of the other.
    Why it matters
        A caller cannot know which one is filled, so correct code has to try both.
    Bad
        {"properties": {"image": {"type": "string"}, "images": {"type": "array", "items": {"type": "string"}}}}
    Good
        {"properties": {"images": {"type": "array", "items": {"type": "string"}}}}
    """
    properties = subject.schema.get("properties")
    if subject.side != "output" or not isinstance(properties, dict):
        return
    for name, schema in properties.items():
        listed = properties.get(f"{name}s")
        if not isinstance(schema, dict) or not isinstance(listed, dict):
            continue
        if _is_list(listed) and not _is_list(schema):
            message = f"{quoted(f'{name}s')} lists what {quoted(name)} is: which one is filled?"
            advice = "ask the vendor when each is filled, and keep one"
            yield Found(f"{subject.root}/properties/{name}s", message, advice)


def _is_list(schema: Schema) -> bool:
    return kinds_of(besides_null(schema)[1]) == ("array",)


@rule("TW120", "required-without-property", Severity.ERROR, scope="reported")
def required_without_property(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """``required`` names no property.

    What it finds
        A name in ``required`` that ``properties`` does not have.
    Why it matters
        No call can be made that has it and nothing else; usually a property was renamed in one of
        the two places.
    Bad
        {"required": ["image"], "properties": {"image_url": {"type": "string"}}}
    Good
        {"required": ["image_url"], "properties": {"image_url": {"type": "string"}}}
    """
    return told(found)


@rule("TW121", "unsatisfiable", Severity.ERROR, scope="reported")
def unsatisfiable(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """Nothing can satisfy it.

    What it finds
        A lower limit above the upper one, an empty enum, an interval without an integer.
    Why it matters
        Every call is refused.
    Bad
        {"type": "integer", "minimum": 10, "maximum": 1}
    Good
        {"type": "integer", "minimum": 1, "maximum": 10}
    """
    return told(found)


_TEXT: Final = ("string",)
_NUMBER: Final = ("integer", "number")
_ARRAY: Final = ("array",)
_OBJECT: Final = ("object",)
APPLIES_TO: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("minLength", "maxLength", "pattern"), _TEXT),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _NUMBER),
    "multipleOf": _NUMBER,
    **dict.fromkeys(("items", "minItems", "maxItems", "uniqueItems"), _ARRAY),
    **dict.fromkeys(("properties", "required", "additionalProperties"), _OBJECT),
    **dict.fromkeys(("minProperties", "maxProperties"), _OBJECT),
    "validations": ("string", "array"),
}
"""Keywords that judge values of these types alone (JSON Schema 2020-12, Validation, chapter 6)."""


@rule("TW122", "keyword-of-another-type", Severity.ERROR, keywords=tuple(APPLIES_TO))
def keyword_of_another_type(spot: Spot) -> Iterator[Found]:
    """A keyword does not apply to the type.

    What it finds
        A limit that JSON Schema defines for another type than the one beside it.
    Why it matters
        It judges nothing: the limit that the vendor meant is not there.
    Bad
        {"type": "integer", "maxLength": 10}
    Good
        {"type": "integer", "maximum": 10}
    """
    types = spot.types
    if not types:
        return
    known = all(name in _ALL_TYPES for name in types)
    for keyword in spot.schema:
        meant = APPLIES_TO.get(keyword)
        if known and meant is not None and not any(name in meant for name in types):
            message = f"{keyword} judges {' or '.join(meant)}, and this is {' or '.join(types)}"
            yield Found(f"/{keyword}", message, _counterpart(keyword, types))


_ALL_TYPES: Final = ("string", "number", "integer", "boolean", "array", "object", "null")
_LIMITS: Final = {
    ("min", "string"): "minLength",
    ("max", "string"): "maxLength",
    ("min", "integer"): "minimum",
    ("max", "integer"): "maximum",
    ("min", "number"): "minimum",
    ("max", "number"): "maximum",
    ("min", "array"): "minItems",
    ("max", "array"): "maxItems",
}


def _counterpart(keyword: str, types: tuple[str, ...]) -> str:
    meant = _LIMITS.get((keyword[:3], types[0]))
    return f"did you mean {meant}?" if meant else "delete it, or correct the type"
