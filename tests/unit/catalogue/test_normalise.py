"""Quirks with one meaning are read in standard words, told, and never written."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from typewright.catalogue.check import check
from typewright.catalogue.load import load
from typewright.catalogue.model import Catalogue
from typewright.catalogue.normalise import normalised

ROOT = Path(__file__).parents[3]
EVERY = list(product((None, 1, 2), repeat=3))
"""Every way to leave out or to choose each of three properties."""


def store_of(tmp_path: Path, given: Any, output: Any = None) -> Catalogue:
    """A store with one endpoint."""
    home = tmp_path / "schemas" / "acme"
    folder = home / "one" / "make"
    folder.mkdir(parents=True)
    facts = json.loads((ROOT / "schemas" / "runcomfy" / "provider.json").read_text("utf-8"))
    facts |= {"name": "acme"}
    meta = {"id": "one/make", "name": "Make", "language": "en"}
    files = {folder / "endpoint.json": meta, folder / "input.schema.json": given}
    files[home / "provider.json"] = facts
    if output is not None:
        files[folder / "output.schema.json"] = output
    for path, data in files.items():
        path.write_text(json.dumps(data, indent=1), "utf-8")
    catalogue, findings = load(tmp_path / "schemas")
    assert findings == ()
    return catalogue


OUTPUT: Any = {"type": "object", "properties": {"image": {"type": "string"}}}


def read(catalogue: Catalogue) -> tuple[Any, list[tuple[str, str, str]]]:
    """The input as it is read, and code, severity and pointer of each finding."""
    found, findings = normalised(catalogue)
    (provider,) = found.providers
    told = [(each.code, each.severity.value, each.pointer) for each in findings]
    assert check(found) == ()
    return provider.endpoints[0].input.data, told


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("float", "number"),
        ("double", "number"),
        ("int", "integer"),
        ("bool", "boolean"),
        ("str", "string"),
        (["float", "null"], ["number", "null"]),
    ],
)
def test_names_of_types(tmp_path: Path, name: Any, meant: Any) -> None:
    schema: Any = {"type": "object", "properties": {"a/b": {"type": name}}}
    data, told = read(store_of(tmp_path, schema, OUTPUT))
    assert data["properties"]["a/b"]["type"] == meant
    assert told == [("TW030", "info", "/properties/a~1b/type")]


def test_types_inside(tmp_path: Path) -> None:
    item: Any = {"type": "object", "properties": {"scale": {"type": "float"}}}
    union: Any = {"anyOf": [{"type": "int"}, {"type": "null"}]}
    schema: Any = {
        "type": "object",
        "properties": {"loras": {"type": "array", "items": item}, "seed": union},
    }
    data, told = read(store_of(tmp_path, schema, OUTPUT))
    assert data["properties"]["loras"]["items"]["properties"]["scale"]["type"] == "number"
    assert data["properties"]["seed"]["anyOf"][0]["type"] == "integer"
    assert len(told) == 2


def test_a_default_that_looks_like_a_schema_is_none(tmp_path: Path) -> None:
    field: Any = {"type": "object", "properties": {}, "default": {"type": "float"}}
    schema: Any = {"type": "object", "properties": {"a": field}}
    data, told = read(store_of(tmp_path, schema, OUTPUT))
    assert data["properties"]["a"]["default"] == {"type": "float"}
    assert told == []


def test_what_is_required_and_not_there_is_left_out_and_told(tmp_path: Path) -> None:
    schema: Any = {
        "type": "object",
        "required": ["image_urls", "prompt", "gone"],
        "properties": {"prompt": {"type": "string"}, "images": {"type": "string"}},
    }
    data, told = read(store_of(tmp_path, schema, OUTPUT))
    assert data["required"] == ["prompt"]
    assert told == [("TW120", "warning", "/required/0"), ("TW120", "warning", "/required/2")]


ONE: Any = {"const": 1}
TWO: Any = {"const": 2}
FREE: Any = {}


ALTERNATIVES: list[Any] = [
    {
        "properties": {"a": FREE, "b": FREE},
        "anyOf": [{"properties": {"a": ONE}, "required": ["b"]}],
    },
    {
        "properties": {"a": FREE, "b": FREE, "c": FREE},
        "oneOf": [
            {"properties": {"a": ONE}, "required": ["a", "b"]},
            {"properties": {"a": TWO}, "required": ["a", "c"]},
        ],
    },
    {"properties": {"a": FREE}, "required": ["b"], "anyOf": [{"properties": {"b": FREE}}]},
    {"properties": {"a": FREE}, "required": ["b"], "anyOf": [{"$ref": "#/$defs/b"}]},
    {
        "properties": {"a": FREE, "c": FREE},
        "anyOf": [{"oneOf": [{"properties": {"b": ONE}, "required": ["b", "c"]}]}],
    },
]


@pytest.mark.parametrize("schema", ALTERNATIVES)
def test_alternatives_may_require_what_the_object_declares(tmp_path: Path, schema: Any) -> None:
    """What is accepted stays what it was: another judge than ours says so."""
    size = {"type": "object", **schema}
    whole: Any = {
        "type": "object",
        "properties": {"size": size},
        "$defs": {"b": {"properties": {"b": ONE}}},
    }
    found, told = normalised(store_of(tmp_path, whole, OUTPUT))
    read_as: Any = found.providers[0].endpoints[0].input.data
    judges = [jsonschema_rs.validator_for(each) for each in (whole, read_as)]
    values = [{k: v for k, v in zip("abc", each, strict=True) if v} for each in EVERY]
    verdicts = [[judge.is_valid({"size": value}) for value in values] for judge in judges]
    assert verdicts[0] == verdicts[1]
    assert len(set(verdicts[0])) == 2, "some are accepted and some refused"
    assert told == ()


def test_what_no_alternative_declares_is_left_out(tmp_path: Path) -> None:
    branch: Any = {"properties": {"a": ONE}, "required": ["a", "b", "gone"]}
    size: Any = {"type": "object", "properties": {"a": {}, "b": {}}, "anyOf": [branch]}
    data, told = read(store_of(tmp_path, {"type": "object", "properties": {"size": size}}, OUTPUT))
    assert data["properties"]["size"]["anyOf"][0]["required"] == ["a", "b"]
    assert told == [("TW120", "warning", "/properties/size/anyOf/0/required/2")]


def test_references_in_a_circle_declare_nothing_new(tmp_path: Path) -> None:
    circle: Any = {"properties": {}, "required": ["a"], "$ref": "#/$defs/circle"}
    schema: Any = {"type": "object", "properties": {}, "$defs": {"circle": circle}}
    _, findings = normalised(store_of(tmp_path, schema, OUTPUT))
    assert [each.code for each in findings] == ["TW120"]


def test_outputs(tmp_path: Path) -> None:
    schema: Any = {"type": "object", "properties": {}}
    wrapped = {"output": {**OUTPUT, "properties": {"score": {"type": "float"}}}}
    catalogue = store_of(tmp_path, schema, wrapped)
    _, told = read(catalogue)
    assert told == [
        ("TW030", "info", "/output/properties/score/type"),
        ("TW033", "info", "/output"),
    ]
    (provider,) = normalised(catalogue)[0].providers
    output: Any = provider.endpoints[0].output.data
    assert output["output"]["properties"]["score"]["type"] == "number"


def test_an_output_that_nobody_publishes(tmp_path: Path) -> None:
    _, told = read(store_of(tmp_path, {"type": "object", "properties": {}}))
    assert told == [("TW034", "info", "")]


def test_lists_of_files(tmp_path: Path) -> None:
    files: Any = {"type": "array", "format": "image_uris"}
    schema: Any = {"type": "object", "properties": {"images": files}}
    data, told = read(store_of(tmp_path, schema, OUTPUT))
    assert data == schema
    assert told == [("TW032", "info", "/properties/images/format")]


def test_the_store_is_not_touched(tmp_path: Path) -> None:
    schema: Any = {"type": "object", "required": ["x"], "properties": {"a": {"type": "float"}}}
    catalogue = store_of(tmp_path, schema, OUTPUT)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.json")}
    document = catalogue.providers[0].endpoints[0].input
    normalised(catalogue)
    assert document.data == schema
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.json")} == before


def test_what_needs_no_words_gets_none() -> None:
    catalogue, _ = load(ROOT / "schemas")
    found, told = normalised(catalogue)
    assert {each.code for each in told} == {"TW033"}
    for before, after in zip(catalogue.providers, found.providers, strict=True):
        assert [each.input for each in before.endpoints] == [each.input for each in after.endpoints]
