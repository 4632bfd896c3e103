"""Arguments for any endpoint, made from its stored schema alone."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias, cast

from PIL import Image

from typewright.catalogue.model import EndpointSource, Json
from typewright.emulator.input_files import is_media
from typewright.emulator.media import broken_rules, measure
from typewright.emulator.scenario import Reading

Schema: TypeAlias = Mapping[str, Any]
URL = "https://files.example/picture.png"


@dataclass(frozen=True)
class Case:
    """Arguments by their vendor's names, and the body that must arrive for them."""

    name: str
    model_id: str
    arguments: Mapping[str, object]
    body: Mapping[str, Json]

    def __str__(self) -> str:
        return f"{self.model_id}: {self.name}"


@dataclass(frozen=True)
class Value:
    """What is passed, and what arrives for it."""

    name: str
    passed: object
    sent: Json


def cases(endpoint: EndpointSource, directory: Path) -> Iterator[Case]:
    """The required arguments alone, all arguments together, and each value of each by itself.

    Files are written to ``directory``.
    """
    schema = cast("Schema", endpoint.input.data)
    values = {
        name: list(_values(part, name, directory)) for name, part in schema["properties"].items()
    }
    required = {name: values[name][0] for name in schema.get("required", ())}
    everything = {name: each[-1] for name, each in values.items()}
    yield _case("required", endpoint.id, required)
    yield _case("everything", endpoint.id, everything)
    for name, each in values.items():
        for value in each:
            yield _case(f"{name}={value.name}", endpoint.id, {**required, name: value})


def _case(name: str, model_id: str, values: Mapping[str, Value]) -> Case:
    passed = {name: value.passed for name, value in values.items()}
    return Case(name, model_id, passed, {name: value.sent for name, value in values.items()})


def _values(schema: Schema, name: str, directory: Path) -> Iterator[Value]:
    """Values at and between the limits of ``schema``."""
    if "enum" in schema:
        yield from (_plain(value) for value in schema["enum"])
    elif schema["type"] == "array" and is_media(schema, name):
        files = list(_files(schema, directory))
        for count in sorted({max(1, schema.get("minItems", 1)), schema.get("maxItems", 3)}):
            chosen = [files[index % len(files)] for index in range(count)]
            yield Value(f"{count}_files", [f.passed for f in chosen], [f.sent for f in chosen])
    elif is_media(schema, name):
        yield from _files(schema, directory)
    else:
        yield from (_plain(value) for value in _scalars(schema))


def _scalars(schema: Schema) -> Iterator[Json]:
    match schema["type"]:
        case "string":
            longest = schema.get("maxLength", 2000)
            yield from ("고양이 \U0001f408 \\ \"'\n"[:longest], "x" * longest)
        case "integer" | "number":
            low, high = schema.get("minimum", 0), schema.get("maximum", 1000)
            yield from (low, high, schema.get("default", low))
        case "boolean":
            yield from (True, False)
        case other:
            raise AssertionError(f"no values are known for the type {other}")


def _files(schema: Schema, directory: Path) -> Iterator[Value]:
    """One picture in every form in which the SDK takes it, and a URL."""
    content = picture(schema.get("validations", []))
    path = directory / "picture.png"
    path.write_bytes(content)
    uri = f"data:image/png;base64,{base64.b64encode(content).decode('ascii')}"
    yield Value("path", path, uri)
    yield Value("bytes", content, uri)
    yield Value("data_uri", uri, uri)
    yield Value("url", URL, URL)


def picture(rules: list[Json]) -> bytes:
    """A real PNG, the smallest square of these that keeps the rules."""
    for side in (64, 256, 512, 1024, 2048, 4096):
        content = flat_picture(side, side)
        if not list(broken_rules(rules, measure(content), Reading())):
            return content
    raise AssertionError("no square keeps these rules")


def flat_picture(width: int, height: int) -> bytes:
    """A real PNG of ``width`` x ``height`` pixels."""
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    return file.getvalue()


def _plain(value: Json) -> Value:
    return Value(repr(value)[:24], value, value)
