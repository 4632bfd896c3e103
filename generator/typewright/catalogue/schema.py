"""The parts of a JSON Schema document that are schemas themselves, in all of 2020-12.

Values under ``default``, ``enum`` or ``examples`` look like schemas and are none; only this module
knows which keyword holds what.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from typewright.catalogue.model import Json
from typewright.catalogue.positions import escape

NAMED: Final = ("properties", "$defs", "definitions", "patternProperties", "dependentSchemas")
"""Keywords that hold an object of schemas by name."""

SINGLE: Final = (
    *("items", "additionalProperties", "additionalItems", "contains", "propertyNames", "not"),
    *("if", "then", "else", "unevaluatedItems", "unevaluatedProperties"),
)
"""Keywords that hold one schema."""

LISTED: Final = ("anyOf", "oneOf", "allOf", "prefixItems")
"""Keywords that hold an array of schemas."""

CONDITIONS: Final = frozenset(
    ("if", "then", "else", "not", "dependentSchemas", "contains", "propertyNames")
)
"""Keywords whose schemas judge what is declared elsewhere: nothing in them is an argument."""


Subschemas: TypeAlias = Sequence[tuple[str, Mapping[str, Json]]]
"""Schemas with their pointers, in the order of their document."""


def subschemas(root: Json, *, but: Container[str] = ()) -> Iterator[tuple[str, Mapping[str, Json]]]:
    """Every object schema at or below ``root`` with its pointer, in the order of the document;
    without those under the keywords ``but``.

    Lazy, so that a caller can stop counting at a limit.
    """
    open_schemas: list[Iterator[tuple[str, Json]]] = [iter([("", root)])]
    while open_schemas:
        for pointer, schema in open_schemas[-1]:
            if isinstance(schema, dict):
                yield pointer, schema
                open_schemas.append(_children(pointer, schema, but))
                break
        else:
            open_schemas.pop()


def _children(
    pointer: str, schema: Mapping[str, Json], but: Container[str]
) -> Iterator[tuple[str, Json]]:
    for keyword, value in schema.items():
        if keyword in but:
            continue
        place = f"{pointer}/{escape(keyword)}"
        if keyword in SINGLE:
            yield place, value
        elif keyword in NAMED and isinstance(value, dict):
            yield from ((f"{place}/{escape(name)}", each) for name, each in value.items())
        elif keyword in LISTED and isinstance(value, list):
            yield from ((f"{place}/{index}", each) for index, each in enumerate(value))
