"""Whether a value plainly keeps a schema: a quick yes for scalars, and no opinion on the rest.

A store holds thousands of defaults and enum values, nearly all of them right. ``jsonschema`` says
what is wrong with the others.
"""

from collections.abc import Mapping
from typing import Final, TypeGuard

from typewright.catalogue.model import Json

_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_READ: Final = frozenset(
    (
        *("type", "enum", "const", "minimum", "maximum", "minLength", "maxLength"),
        *("title", "description", "default", "examples", "format", "validations", "pattern"),
    )
)
"""Keywords that are judged here, or judge no value; ``pattern`` is run by nobody here."""

_BOUNDS: Final = frozenset(("minimum", "maximum", "minLength", "maxLength"))


def plainly_keeps(value: Json, schema: Mapping[str, Json]) -> bool:
    """Whether the scalar ``value`` certainly keeps ``schema``; ``False`` says nothing."""
    if isinstance(value, (list, dict)) or not _READ.issuperset(schema):
        return False
    if "pattern" in schema and isinstance(value, str):
        return False
    return (
        _is_of_type(value, schema.get("type"))
        and ("enum" not in schema or _is_among(value, schema["enum"]))
        and ("const" not in schema or _is_among(value, [schema["const"]]))
        and _is_within(value, schema)
    )


def are_plainly_of(values: list[Json], stated: Json) -> bool:
    """Whether all ``values`` are certainly of the one type ``stated``; ``False`` says nothing."""
    kinds = _TYPES.get(stated, ()) if isinstance(stated, str) else ()
    return set(map(type, values)) <= set(kinds)


def _is_of_type(value: Json, stated: Json) -> bool:
    if isinstance(stated, str):
        return type(value) in _TYPES.get(stated, ())
    names = stated if isinstance(stated, list) else ()
    kinds = (_TYPES.get(name, ()) for name in names if isinstance(name, str))
    return stated is None or any(type(value) in kind for kind in kinds)


def _is_among(value: Json, values: Json) -> bool:
    if not isinstance(values, list) or value not in values:
        return False
    return isinstance(value, str) or any(
        type(each) is type(value) and each == value for each in values
    )


def _is_within(value: Json, schema: Mapping[str, Json]) -> bool:
    if _BOUNDS.isdisjoint(schema):
        return True
    measured = len(value) if isinstance(value, str) else value
    low, high = ("minLength", "maxLength") if isinstance(value, str) else ("minimum", "maximum")
    if isinstance(measured, bool) or not isinstance(measured, (int, float)):
        return True
    least, most = schema.get(low), schema.get(high)
    return (least is None or (_is_number(least) and least <= measured)) and (
        most is None or (_is_number(most) and measured <= most)
    )


def _is_number(value: Json) -> TypeGuard[int | float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
