"""Every place where a vendor's text enters a store, as a way to put a value there."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from typewright.catalogue.model import Json

Store: TypeAlias = dict[str, Any]
"""The documents of a store by what they are, and "directory": the id of the only endpoint."""

PROVIDER: Any = json.loads((Path(__file__).parents[1] / "golden/provider.json").read_text("utf-8"))
ID = "acme/one/make"

_INPUT: Any = {
    "type": "object",
    "title": "Input",
    "description": "The input.",
    "required": ["prompt"],
    "properties": {
        "prompt": {"type": "string", "title": "Prompt", "description": "Words.", "default": "a"},
        "mode": {"enum": ["fast", "good"], "default": "fast"},
        "image": {
            "type": "string",
            "format": "image_uri",
            "validations": [
                {
                    "validation_rule": "width_pixels<",
                    "validation_value": 6000,
                    "validation_error": "!",
                }
            ],
        },
        "nested": {"type": "object", "properties": {"x": {"type": "integer", "title": "X"}}},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
    "$defs": {"Size": {"type": "string", "title": "Size"}},
}
_OUTPUT: Any = {
    "output": {
        "type": "object",
        "properties": {"image": {"type": "string", "format": "uri", "description": "A URL."}},
    }
}
_META: Any = {
    "id": ID,
    "name": "Make",
    "language": "en",
    "description": "Makes one.",
    "categories": ["image"],
    "kind": "image",
    "price": {"base_usd": 0.05, "unit": "output", "note": "at 720p"},
    "examples": [{"source": "page", "input": {"prompt": "a"}}],
    "file_inputs": {"notes": ["https only"]},
    "provenance": [{"source": "page", "url": "https://acme.example", "name": "x.txt"}],
}
_LOCALE: Any = {
    "language": "ko",
    "input": {"/properties/prompt/title": "\ud504\ub86c\ud504\ud2b8"},
    "page": {"file_inputs": "https"},
}
_OPERATION: Any = {"op": "replace", "path": "/properties/prompt/title", "value": "Words"}
_PATCH: Any = {
    "patches": [
        {"target": "input", "endpoints": "*", "reason": "r", "source": "s", "patch": [_OPERATION]}
    ]
}
_BASE: Store = {
    "directory": ID,
    "provider": PROVIDER,
    "meta": _META,
    "input": _INPUT,
    "output": _OUTPUT,
    "locale": _LOCALE,
    "tag": "ko",
}


def base() -> Store:
    """A sound store that has something of everything; documents are its own."""
    return deepcopy(_BASE)


@dataclass(frozen=True, slots=True)
class Sink:
    """One place; ``put`` gives the store with a value in it. ``harmless`` are values that fit."""

    name: str
    put: Callable[[Json], Store]
    harmless: tuple[Json, ...] = ()


def _text(value: Json) -> str:
    """A value for a place that takes names only."""
    return value if isinstance(value, str) else json.dumps(value)


def _at(document: str, *path: str | int) -> Callable[[Json], Store]:
    """Puts a value at ``path`` of a document."""

    def put(value: Json) -> Store:
        store = base()
        place = store[document]
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        return store

    return put


def _key_of(document: str, *path: str | int, value: Json) -> Callable[[Json], Store]:
    """Puts a key beside those at ``path`` of a document."""

    def put(key: Json) -> Store:
        store = base()
        place = store[document]
        for step in path:
            place = place[step]
        place[_text(key)] = deepcopy(value)
        return store

    return put


def _directory(value: Json) -> Store:
    """No disk holds a longer name."""
    return {**_at("meta", "id")(value), "directory": _text(value)[:255]}


def _tag(value: Json) -> Store:
    return {**_at("locale", "language")(value), "tag": _text(value)}


def _patch(*path: str | int, shared: bool = False) -> Callable[[Json], Store]:
    def put(value: Json) -> Store:
        store = base()
        name = "patches" if shared else "patch"
        store[name] = deepcopy(_PATCH)
        place = store[name]["patches"][0]
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        return store

    return put


def _definition(name: Json) -> Store:
    """A name under ``$defs``, and a reference to it."""
    store = _key_of("input", "$defs", value={"type": "string"})(name)
    token = _text(name).replace("~", "~0").replace("/", "~1")
    store["input"]["properties"]["tags"] = {"$ref": f"#/$defs/{token}"}
    return store


def _required(name: Json) -> Store:
    """A required property of a nested object: a key of a TypedDict, spelt as it is sent."""
    store = base()
    nested = store["input"]["properties"]["nested"]
    nested["properties"][_text(name)] = {"type": "string"}
    nested["required"] = [_text(name)]
    return store


_PROPERTY = ("input", "properties")
_NAMES = ("harmless", "Harmless name", "harmless words here")

_ENDPOINT: Mapping[str, Callable[[Json], Store]] = {
    "id": _at("meta", "id"),
    "id and directory": _directory,
    **{
        f"endpoint {key}": _at("meta", key)
        for key in ("name", "description", "categories", "kind", "language", "price", "examples")
    },
    "category": _at("meta", "categories", 0),
    **{f"price {key}": _at("meta", "price", key) for key in ("base_usd", "unit", "note")},
    "example source": _at("meta", "examples", 0, "source"),
    "example value": _at("meta", "examples", 0, "input", "prompt"),
    "example key": _key_of("meta", "examples", 0, "input", value="x"),
    "file note": _at("meta", "file_inputs", "notes", 0),
    **{f"provenance {key}": _at("meta", "provenance", 0, key) for key in ("source", "url", "name")},
    "endpoint key": _key_of("meta", value="x"),
}
_SCHEMA: Mapping[str, Callable[[Json], Store]] = {
    **{
        f"input {key}": _at("input", key) for key in ("title", "description", "$schema", "required")
    },
    "property": _key_of(*_PROPERTY, value={"type": "string", "default": "x"}),
    "property of a file": _key_of(*_PROPERTY, value={"type": "array", "format": "image_uris"}),
    "property of choices": _key_of(*_PROPERTY, value={"enum": ["a", "b"]}),
    "property of an object": _key_of(
        *_PROPERTY, value={"type": "object", "properties": {"a": {"enum": ["x"]}}}
    ),
    "inner property": _required,
    "keyword": _key_of(*_PROPERTY, "prompt", value="os.system"),
    "root keyword": _key_of("input", value="os.system"),
    "$defs name": _definition,
    **{
        f"prompt {key}": _at(*_PROPERTY, "prompt", key)
        for key in (
            *(
                "title",
                "description",
                "default",
                "examples",
                "pattern",
                "format",
                "type",
                "$comment",
            ),
            *("enum", "const", "minLength", "maxLength", "minimum", "$ref", "anyOf", "deprecated"),
            *("customTypePath", "x-python-type", "default_factory", "validations"),
        )
    },
    **{
        f"number {key}": _at(*_PROPERTY, "nested", "properties", "x", key)
        for key in ("minimum", "exclusiveMaximum", "multipleOf", "default", "enum", "title")
    },
    **{f"list {key}": _at(*_PROPERTY, "tags", key) for key in ("items", "maxItems", "default")},
    **{
        f"object {key}": _at(*_PROPERTY, "nested", key)
        for key in ("description", "additionalProperties", "default", "required", "properties")
    },
    "property schema": _at(*_PROPERTY, "prompt"),
    "choice": _at(*_PROPERTY, "mode", "enum", 0),
    "only choice": _at(*_PROPERTY, "mode"),
    "choice default": _at(*_PROPERTY, "mode", "default"),
    **{
        key.replace("validation_", "rule "): _at(*_PROPERTY, "image", "validations", 0, key)
        for key in ("validation_rule", "validation_value", "validation_error")
    },
    "output property": _key_of("output", "output", "properties", value={"type": "string"}),
    "output title": _at("output", "output", "properties", "image", "title"),
    "output description": _at("output", "output", "properties", "image", "description"),
    "output enum": _at("output", "output", "properties", "image", "enum"),
    "output wrapper": _key_of("output", value="x"),
}
_AROUND: Mapping[str, Callable[[Json], Store]] = {
    "locale text": _at("locale", "input", "/properties/prompt/title"),
    "locale message": _at("locale", "input", "/properties/image/validations/0/validation_error"),
    "locale pointer": _key_of("locale", "input", value="x"),
    "locale language": _at("locale", "language"),
    "locale tag": _tag,
    "locale page": _at("locale", "page", "file_inputs"),
    **{f"patch {key}": _patch(key) for key in ("target", "reason", "source", "expires", "patch")},
    **{f"operation {key}": _patch("patch", 0, key) for key in ("op", "path", "from", "value")},
    "patches glob": _patch("endpoints", shared=True),
    "patches value": _patch("patch", 0, "value", shared=True),
}
_PROVIDER: Mapping[str, Callable[[Json], Store]] = {
    **{f"provider {key}": _at("provider", key) for key in PROVIDER},
    **{f"auth {key}": _at("provider", "auth", key) for key in PROVIDER["auth"]},
    **{f"route {key}": _at("provider", "routes", key) for key in PROVIDER["routes"]},
    "token variable": _at("provider", "auth", "token_env", 0),
    "status": _at("provider", "statuses", "queued", 0),
    "error code": _key_of("provider", "error_codes", value="balance"),
    "catalogue route": _at("provider", "catalogue_route"),
    "download host": _at("provider", "download_hosts", 0),
    "usual output": _at("provider", "default_output"),
    "provider key": _key_of("provider", value="x"),
}

_IDS = ("harmless/words/here", "acme/harmless/words", "acme/one/harmless", "innocent/a/b")


def _harmless(name: str) -> tuple[Json, ...]:
    if "property" in name:
        return _NAMES
    return _IDS if name.startswith("id") else ()


SINKS = tuple(
    Sink(name, put, _harmless(name))
    for places in (_ENDPOINT, _SCHEMA, _AROUND, _PROVIDER)
    for name, put in places.items()
)
