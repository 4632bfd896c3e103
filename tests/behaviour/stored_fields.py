"""Where stored endpoints take files and by which rules, read from their schemas alone."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

from typewright.catalogue.model import EndpointSource, Json
from typewright.catalogue.rules import parse_rule
from typewright.emulator.input_files import is_media

from .arguments import Schema, cases
from .bounds import Bound


@dataclass(frozen=True)
class Field:
    """One place for files: its names from the root, and the rules as the vendor wrote them."""

    endpoint: EndpointSource
    path: tuple[str, ...]
    rules: tuple[Json, ...]

    @property
    def bounds(self) -> list[Bound]:
        """The same rules, read; an unreadable one fails whoever asks."""
        return [_read(rule) for rule in self.rules]

    def __str__(self) -> str:
        return f"{self.endpoint.id}:{'.'.join(self.path)}"


def fields_of(endpoint: EndpointSource) -> Iterator[Field]:
    """Every field of ``endpoint`` that takes files, with rules or without."""
    for path, schema in _places(_schema(endpoint), ()):
        yield Field(endpoint, path, tuple(schema.get("validations", ())))


def rules_written(endpoint: EndpointSource) -> int:
    """How many rules stand anywhere in the input schema, found as text."""
    return json.dumps(endpoint.input.data).count('"validation_rule":')


def arguments_for(
    endpoint: EndpointSource, files: Mapping[tuple[str, ...], Path], directory: Path
) -> dict[str, object]:
    """The required arguments of a call, and ``files`` for the fields at these paths.

    A list gets its file as often as it must hold one.
    """
    schema = _schema(endpoint)
    required = {**next(cases(_without_files(endpoint), directory)).arguments}
    for path, file in files.items():
        assert len(path) == 1, f"no arguments are known for files inside of {path[0]}"
        part = schema["properties"][path[0]]
        is_list = part["type"] == "array"
        required[path[0]] = [file] * max(1, part.get("minItems", 1)) if is_list else file
    return required


def required_files(endpoint: EndpointSource) -> Sequence[Field]:
    """The fields that no call may leave out."""
    names = _schema(endpoint).get("required", ())
    return [field for field in fields_of(endpoint) if field.path[0] in names]


def _without_files(endpoint: EndpointSource) -> EndpointSource:
    """The endpoint with its other arguments alone: files that keep any rules are made here."""
    schema = _schema(endpoint)
    media = {field.path[0] for field in fields_of(endpoint)}
    data = {
        **schema,
        "properties": {k: part for k, part in schema["properties"].items() if k not in media},
        "required": [name for name in schema.get("required", ()) if name not in media],
    }
    return endpoint._replace(input=endpoint.input._replace(data=data))


def _schema(endpoint: EndpointSource) -> Schema:
    return cast("Schema", endpoint.input.data)


def _places(schema: Schema, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Schema]]:
    for name, part in schema.get("properties", {}).items():
        yield from _in_part(part, (*path, name))


def _in_part(part: Schema, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Schema]]:
    """A field itself, or those inside of an object or of a list of objects."""
    if is_media(part, path[-1]):
        yield path, part
    elif "properties" in part:
        yield from _places(part, path)
    elif "items" in part:
        yield from _in_part(part["items"], path)


def _read(rule: Json) -> Bound:
    written = cast("Mapping[str, Any]", rule)
    parsed = parse_rule(written["validation_rule"])
    assert parsed is not None, f"{written['validation_rule']} is no rule"
    return Bound(*parsed, Fraction(str(written["validation_value"])))
