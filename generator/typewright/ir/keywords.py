"""What single keywords of a schema say, in the words of the IR."""

from collections.abc import Mapping
from typing import cast

from typewright.catalogue.model import Json
from typewright.catalogue.rules import parse_rule
from typewright.ir.media_kind import ARRAY_FORMATS, ITEM_FORMATS
from typewright.ir.model import Number, Rule, Text

Schema = Mapping[str, Json]


def implied_type(schema: Schema) -> Json:
    """The type that a schema without one must mean, by its other keywords."""
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    if "items" in schema or string(schema, "format") in ARRAY_FORMATS:
        return "array"
    if string(schema, "format") in ITEM_FORMATS or "maxLength" in schema:
        return "string"
    if "minimum" in schema or "maximum" in schema:
        return "number"
    return None


def text_type(schema: Schema) -> Text:
    pattern = schema.get("pattern")
    return Text(
        min_length=count(schema, "minLength"),
        max_length=count(schema, "maxLength"),
        pattern=pattern if isinstance(pattern, str) else None,
    )


def number_type(schema: Schema, *, integer: bool) -> Number:
    return Number(
        integer=integer,
        minimum=_bound(schema, "minimum"),
        maximum=_bound(schema, "maximum"),
        exclusive_minimum=_bound(schema, "exclusiveMinimum"),
        exclusive_maximum=_bound(schema, "exclusiveMaximum"),
        multiple_of=_bound(schema, "multipleOf"),
    )


def media_rules(schema: Schema) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for entry in cast("list[Schema]", schema.get("validations", [])):
        parsed = parse_rule(string(entry, "validation_rule"))
        if parsed is not None:
            metric, operator = parsed
            value = str(entry["validation_value"])
            rules.append(Rule(metric, operator, value, string(entry, "validation_error")))
    return tuple(rules)


def mapping(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def string(schema: Schema, key: str) -> str:
    value = schema.get(key)
    return value if isinstance(value, str) else ""


def count(schema: Schema, key: str) -> int | None:
    value = schema.get(key)
    return value if isinstance(value, int) else None


def _bound(schema: Schema, key: str) -> int | float | None:
    value = schema.get(key)
    return value if isinstance(value, int | float) else None
