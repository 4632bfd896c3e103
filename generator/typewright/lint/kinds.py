"""The types that a schema names."""

from collections.abc import Mapping

from typewright.catalogue.model import Json


def besides_null(schema: Mapping[str, Json]) -> tuple[str, Mapping[str, Json]]:
    """What a value is that is not null, behind its pointer in ``schema``: of a choice between one
    schema and null that one, else ``schema`` itself."""
    if "type" not in schema:
        for keyword in ("anyOf", "oneOf"):
            branches = schema.get(keyword)
            if isinstance(branches, list) and len(branches) == 2:
                some = [(at, each) for at, each in enumerate(branches) if not _is_null(each)]
                if len(some) == 1 and isinstance(some[0][1], dict):
                    return f"/{keyword}/{some[0][0]}", some[0][1]
    return "", schema


def _is_null(schema: Json) -> bool:
    return isinstance(schema, dict) and schema.get("type") == "null"


def kinds_of(schema: Mapping[str, Json]) -> tuple[str, ...]:
    """The types that ``schema`` names besides null."""
    types = types_of(schema)
    return tuple(name for name in types if name != "null") if "null" in types else types


def types_of(schema: Mapping[str, Json]) -> tuple[str, ...]:
    """The types that ``schema`` names."""
    stated = schema.get("type")
    if isinstance(stated, str):
        return (stated,)
    names = stated if isinstance(stated, list) else ()
    return tuple(name for name in names if isinstance(name, str))
