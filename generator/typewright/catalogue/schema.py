"""The parts of a JSON Schema document that are schemas themselves, in all of 2020-12.

Values under ``default``, ``enum`` or ``examples`` look like schemas and are none; only this module
knows which keyword holds what.
"""

from collections.abc import Container, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from typewright.catalogue.model import Json
from typewright.catalogue.places import escape

NAMED: Final = ("properties", "$defs", "definitions", "patternProperties", "dependentSchemas")
"""Keywords that hold an object of schemas by name."""

SINGLE: Final = (
    *("items", "additionalProperties", "additionalItems", "contains", "propertyNames", "not"),
    *("if", "then", "else", "unevaluatedItems", "unevaluatedProperties"),
)
"""Keywords that hold one schema."""

LISTED: Final = ("anyOf", "oneOf", "allOf", "prefixItems")
"""Keywords that hold an array of schemas."""

TYPE_NAMES: Final[Mapping[str, str]] = {
    "bool": "boolean",
    "double": "number",
    "float": "number",
    "int": "integer",
    "str": "string",
}
"""What programmers call the types of JSON Schema; the catalogue itself says "float"."""

CONDITIONS: Final = frozenset(
    ("if", "then", "else", "not", "dependentSchemas", "contains", "propertyNames")
)
"""Keywords whose schemas judge what is declared elsewhere: nothing in them is an argument."""


Subschemas: TypeAlias = Sequence[tuple[str, Mapping[str, Json]]]
"""Schemas with their pointers, in the order of their document."""


class Walked(NamedTuple):
    """The schemas of a document: all of them, and those that declare something."""

    every: Subschemas
    declaring: Subschemas


def walked(root: Json) -> Walked:
    """Every object schema at or below ``root``; those under CONDITIONS declare nothing."""
    every = subschemas(root)
    conditional = any(not CONDITIONS.isdisjoint(schema) for _, schema in every)
    return Walked(every, subschemas(root, but=CONDITIONS) if conditional else every)


def subschemas(root: Json, *, but: Container[str] = ()) -> Subschemas:
    """Every object schema at or below ``root`` with its pointer, in the order of the document;
    without those under the keywords ``but``.

    How deep they lie and how many there are is bounded where a document is read.
    """
    found: list[tuple[str, Mapping[str, Json]]] = []
    _collect("", root, but, found)
    return found


def _collect(
    pointer: str, schema: Json, but: Container[str], found: list[tuple[str, Mapping[str, Json]]]
) -> None:
    if not isinstance(schema, dict):
        return
    found.append((pointer, schema))
    for keyword, value in schema.items() if not _HOLDING.isdisjoint(schema) else ():
        if keyword not in _HOLDING or keyword in but:
            continue
        place = f"{pointer}/{keyword}"
        if keyword in SINGLE:
            _collect(place, value, but, found)
        elif keyword in NAMED and isinstance(value, dict):
            for name, each in value.items():
                _collect(f"{place}/{escape(name)}", each, but, found)
        elif keyword in LISTED and isinstance(value, list):
            for index, each in enumerate(value):
                _collect(f"{place}/{index}", each, but, found)


def target_of(reference: str, schemas: Mapping[str, Mapping[str, Json]]) -> str:
    """The pointer that a local ``reference`` means; by its ``$anchor`` that of one of ``schemas``.

    "#" where there is no such anchor, which no pointer is.
    """
    fragment = reference[1:]
    if "%" in fragment:
        from urllib.parse import unquote  # few references have names that need it

        fragment = unquote(fragment)
    if fragment[:1] in ("", "/"):
        return fragment
    anchors = ("$anchor", "$dynamicAnchor")
    named = (
        at
        for at, each in schemas.items()
        if fragment in map(each.get, anchors) or each.get("$id") == reference  # before 2019-09
    )
    return next(named, "#")


def holds_schema(pointer: str, schemas: Container[str]) -> bool:
    """Whether a schema, be it a boolean, belongs at ``pointer`` of a document of ``schemas``."""
    above, _, last = pointer.rpartition("/")
    if last in SINGLE and above in schemas:
        return True
    above, _, keyword = above.rpartition("/")
    return keyword in (*NAMED, *LISTED) and above in schemas


_HOLDING: Final = frozenset((*NAMED, *SINGLE, *LISTED))
