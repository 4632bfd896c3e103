"""The IR as JSON and as a readable tree: what ``typewright ir`` prints."""

import dataclasses
import json
from collections.abc import Iterator
from typing import cast

from typewright.catalogue.model import Json
from typewright.ir.media import rules_of
from typewright.ir.model import (
    Array,
    Choice,
    Endpoint,
    Field,
    Map,
    Media,
    Nullable,
    Number,
    Record,
    Sdk,
    Text,
    Type,
    Union,
)


def dump_json(sdk: Sdk) -> str:
    """The whole IR in ASCII; each type carries its ``kind``, keys are in the order of the model."""
    return json.dumps(_plain(sdk), indent=2) + "\n"


def _plain(value: object) -> Json:
    if dataclasses.is_dataclass(value):
        fields = {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"kind": type(value).__name__, **fields}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in cast("tuple[object, ...]", value)]
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in cast("dict[object, object]", value).items()}
    assert value is None or isinstance(value, str | int | float | bool), "the IR holds JSON values"
    return value


def dump_text(sdk: Sdk) -> str:
    """One block an endpoint: where it hangs, what it takes, what it gives."""
    return "\n".join(line for endpoint in sdk.endpoints for line in _endpoint_lines(endpoint))


def _endpoint_lines(endpoint: Endpoint) -> Iterator[str]:
    yield f"{endpoint.id}  ->  client.{'.'.join(endpoint.namespace)}"
    for record, sign in ((endpoint.input, ">"), (endpoint.output, "<")):
        for field in record.fields:
            yield f"  {sign} {_field_line(field)}"
            for rule in rules_of(field.type):
                yield f"      {rule.metric} {rule.operator} {rule.value}"
    yield ""


def _field_line(field: Field) -> str:
    mark = "" if field.required else "?"
    wire = "" if field.wire == field.name else f" (sent as {field.wire!a})"
    return f"{field.name}{mark}: {type_words(field.type)}{wire}"


def type_words(kind: Type) -> str:
    """A type in a word or two: ``list of image, 1..10``."""
    match kind:
        case Text():
            return f"text{_range(kind.min_length, kind.max_length)}"
        case Number():
            name = "integer" if kind.integer else "number"
            return f"{name}{_range(kind.minimum, kind.maximum)}"
        case Choice():
            return f"one of {len(kind.values)}: {', '.join(map(ascii, kind.values))}"
        case Media():
            return kind.kind
        case Array():
            return f"list of {type_words(kind.items)}{_range(kind.min_items, kind.max_items)}"
        case Map():
            return f"map of {type_words(kind.values)}"
        case Union():
            return " or ".join(dict.fromkeys(map(type_words, kind.members)))
        case Nullable():
            return f"{type_words(kind.inner)} or null"
        case Record():
            return f"{kind.name} {{{', '.join(_field_line(field) for field in kind.fields)}}}"
        case _:
            return type(kind).__name__.lower()


def _range(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    return f", {'' if low is None else low}..{'' if high is None else high}"
