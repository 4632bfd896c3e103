"""Random stores of the kinds that vendors publish: what Hypothesis draws from."""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from hypothesis import strategies as st

from typewright.catalogue.model import Catalogue, Document, EndpointSource, ProviderSource

Schema = dict[str, Any]

_TESTS = Path(__file__).parent.parent
texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), max_size=40)
property_names = st.from_regex(r"[a-z][a-z0-9]{0,5}(_[a-z0-9]{1,4}){0,2}", fullmatch=True)
segments = st.from_regex(r"[a-z][a-z0-9]{0,5}([-.][a-z0-9]{1,3}){0,2}", fullmatch=True)


def _numbers(kind: str) -> st.SearchStrategy[Schema]:
    def bounded(pair: tuple[int, int]) -> Schema:
        return {"type": kind, "minimum": min(pair), "maximum": max(pair), "default": min(pair)}

    return st.tuples(st.integers(-1000, 1000), st.integers(-1000, 1000)).map(bounded)


def _enum(values: list[Any]) -> Schema:
    return {"enum": values, "default": values[0]}


_rules = st.lists(
    st.fixed_dictionaries(
        {
            "validation_rule": st.sampled_from(
                ["file_size_mb<", "width_pixels>=", "width/height>", "height_pixels <"]
            ),
            "validation_value": st.integers(1, 9000) | st.sampled_from([0.4, 2.5, 0.33]),
            "validation_error": texts,
        }
    ),
    max_size=4,
)

_leaves: st.SearchStrategy[Schema] = st.one_of(
    st.just({"type": "boolean"}),
    st.just({}),
    st.fixed_dictionaries(
        {"type": st.just("string")}, optional={"maxLength": st.integers(0, 99), "default": texts}
    ),
    _numbers("integer"),
    _numbers("number"),
    st.lists(texts, min_size=1, max_size=6, unique=True).map(_enum),
    st.lists(st.integers(0, 99), min_size=1, max_size=6, unique=True).map(_enum),
    st.fixed_dictionaries(
        {"type": st.just("string"), "format": st.sampled_from(["image_uri", "video_uri"])},
        optional={"validations": _rules},
    ),
    st.just({"type": "array", "format": "image_uris", "maxItems": 9}),
)


_values = st.recursive(
    st.booleans() | st.integers(0, 9) | texts | st.none(),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(property_names, inner, max_size=2)
    ),
    max_leaves=4,
)


def _objects(inner: st.SearchStrategy[Schema]) -> st.SearchStrategy[Schema]:
    def with_required(properties: Mapping[str, Schema]) -> st.SearchStrategy[Schema]:
        required = st.lists(st.sampled_from(sorted(properties)), unique=True)
        return required.map(
            lambda names: {"type": "object", "properties": dict(properties), "required": names}
        )

    return st.dictionaries(property_names, inner, min_size=1, max_size=4).flatmap(with_required)


def _array(parts: tuple[Schema, int, bool]) -> Schema:
    items, most, empty = parts
    return {"type": "array", "items": items, "maxItems": most, **({"default": []} if empty else {})}


def _map(parts: tuple[Schema, bool]) -> Schema:
    values, empty = parts
    default: Schema = {"default": {}} if empty else {}
    return {"type": "object", "additionalProperties": values, **default}


def _containers(inner: st.SearchStrategy[Schema]) -> st.SearchStrategy[Schema]:
    return st.one_of(
        st.tuples(inner, st.integers(1, 9), st.booleans()).map(_array),
        _values.map(lambda value: {"default": value}),
        st.lists(inner, min_size=1, max_size=3).map(lambda members: {"anyOf": members}),
        st.tuples(inner, st.booleans()).map(_map),
        _objects(inner),
    )


def _described(schema: Schema, title: str, description: str) -> Schema:
    return {"title": title, "description": description, **schema}


properties = st.builds(_described, st.recursive(_leaves, _containers, max_leaves=4), texts, texts)
inputs = _objects(properties)


def document(path: str, data: Any) -> Document:
    """A document as the store would hold it."""
    return Document(PurePosixPath(path), json.dumps(data, ensure_ascii=False), data)


def endpoint(model_id: str, schema: Schema, output: Schema) -> EndpointSource:
    """One endpoint of the provider "acme"."""
    at = f"acme/{model_id}"
    return EndpointSource(
        id=model_id,
        directory=PurePosixPath(at),
        meta=document(f"schemas/{at}/endpoint.json", {"id": model_id, "name": "A name"}),
        input=document(f"schemas/{at}/input.schema.json", schema),
        output=document(f"schemas/{at}/output.schema.json", {"output": output}),
        locales={},
    )


model_ids = st.lists(segments, min_size=2, max_size=4).map("/".join)
endpoints = st.builds(endpoint, model_ids, inputs, _objects(_leaves))


def catalogue(sources: list[EndpointSource]) -> Catalogue:
    """A store of these endpoints, in this order."""
    provider = json.loads((_TESTS / "golden" / "provider.json").read_text("utf-8"))
    document_ = document("schemas/acme/provider.json", provider)
    return Catalogue(PurePosixPath("schemas"), (ProviderSource("acme", document_, tuple(sources)),))
