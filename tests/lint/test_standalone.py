"""Files outside of a store are any JSON Schema 2020-12: what is right there, and what is not."""

import json
from pathlib import Path
from typing import Any

import pytest

from typewright.lint.run import lint
from typewright.lint.single import whole_of_files

CHECKED = ("TW0", "TW120", "TW121", "TW204", "TW601")


def said(home: Path, schema: Any) -> list[tuple[str, str, str, str]]:
    """Code, pointer, message and help of what is said of a file by itself."""
    path = home / "input.schema.json"
    path.write_text(json.dumps(schema), "utf-8")
    found = (each.diagnostic for each in lint(whole_of_files([path])))
    return [
        (each.code, each.pointer, each.message, each.help)
        for each in found
        if each.code.startswith(CHECKED)
    ]


def of(schema: Any, **beside: Any) -> dict[str, Any]:
    return {"properties": {"a": schema}, **beside}


SOUND: list[Any] = [
    True,
    of(True),
    of({"anyOf": [True, {"items": False}]}),
    of({"$ref": "#/$defs/any"}, **{"$defs": {"any": True}}),
    of({"$ref": "#/$defs/a%20b"}, **{"$defs": {"a b": {"type": "string"}}}),
    of({"$ref": "#/$defs/50%25~1x"}, **{"$defs": {"50%/x": {"type": "string"}}}),
    of({"$ref": "#foo"}, **{"$defs": {"x": {"$anchor": "foo", "type": "string"}}}),
    of({"type": "integer", "default": 1.0, "enum": [1, 2.0], "examples": [2.0]}),
    of({"type": "number", "multipleOf": 0.1, "default": 0.3, "examples": [0.7]}),
    of({"x-order": 1, "type": "string"}, **{"x-extension": {}}),
    of({"contentEncoding": "base64", "contentMediaType": "image/png"}),
    of({"not": {"type": "string"}, "default": 1}),
    of({"type": "integer", "nullable": True, "default": None, "examples": [None]}),
    of({"type": "string", "nullable": True, "enum": ["a", None], "default": None}),
    of({"type": "string", "nullable": True, "enum": ["a"], "default": None}),
    of({"allOf": [{"type": "string"}], "nullable": True, "default": None}),
    of({"anyOf": [{"type": "string", "nullable": True}, {"type": "integer"}], "default": None}),
    of({**of({"type": "integer", "nullable": True}), "default": {"a": None}}),
    of({"y": 1}, required=["x1"], patternProperties={"^x": {"type": "string"}})
    | {"properties": {"y": {}}},
    of({}, required=["x"], dependentSchemas={"a": {"properties": {"x": {}}}}),
    *(
        of({}, required=["x"], **{"if": {"required": ["a"]}, branch: {"properties": {"x": {}}}})
        for branch in ("then", "else")
    ),
    of({}, required=["x"], allOf=[{"if": {}, "then": {"properties": {"x": {}}}}]),
    of({"type": "array", "items": {"$ref": "#"}, "default": [{"a": [{}]}]}),
    of({"anyOf": [{"$ref": "#/$defs/tree"}, {"$ref": "#/$defs/tree"}], "default": {"a": {}}})
    | {"$defs": {"tree": of({"anyOf": [{"$ref": "#"}, {"$ref": "#/$defs/tree"}]})}},
    of({"$ref": "https://example.com/root.json#/$defs/q"})
    | {"$id": "https://example.com/root.json", "$defs": {"q": {"type": "string"}}},
    of({"$ref": "b.json"}, **{"$id": "https://example.com/root.json"})
    | {"$defs": {"b": {"$id": "b.json", "$ref": "#/$defs/in", "$defs": {"in": {}}}}},
]


@pytest.mark.parametrize("schema", SOUND, ids=json.dumps)
def test_what_2020_12_allows_is_no_finding(tmp_path: Path, schema: Any) -> None:
    assert said(tmp_path, schema) == []


DRAFT_4 = {"$schema": "http://json-schema.org/draft-04/schema#", "id": "https://example.com/a"}
DRAFT_7 = {"$schema": "http://json-schema.org/draft-07/schema#"}
OLDER: list[Any] = [
    of({"type": "array", "items": [{"type": "number"}], "additionalItems": False}, **DRAFT_7),
    of({"$ref": "#foo"}, **DRAFT_7, definitions={"x": {"$id": "#foo", "type": "string"}}),
    of({"type": "integer", "minimum": 0, "exclusiveMinimum": True}, **DRAFT_4),
]


@pytest.mark.parametrize("schema", OLDER, ids=json.dumps)
def test_older_drafts_say_some_things_otherwise(tmp_path: Path, schema: Any) -> None:
    assert said(tmp_path, schema) == []
    now = {key: value for key, value in schema.items() if key not in ("$schema", "id")}
    assert said(tmp_path, now) != [] or "$ref" in schema["properties"]["a"]


WRONG: list[tuple[str, str, str, str, Any]] = [
    (
        *("TW006", "/properties/a/$ref", "'#bar' points to no schema", "such as #/$defs/Size"),
        of({"$ref": "#bar"}, **{"$defs": {"x": {"$anchor": "foo"}}}),
    ),
    (
        *("TW006", "/properties/a/$ref", "'#/uniqueItems' points to no schema", ""),
        of({"$ref": "#/uniqueItems"}, uniqueItems=True),
    ),
    (
        *("TW006", "/output/properties/a/$ref", "begins outside of the schema in the wrapper"),
        *("write '#/$defs/R': the wrapper is taken off",),
        {"output": of({"$ref": "#/output/$defs/R"}, **{"$defs": {"R": {}}})},
    ),
    *(
        (
            "TW006",
            f"/$defs/b{at}/$ref",
            "leads back to itself",
            "without end",
            of(ref, **{"$defs": {"b": b}}),
        )
        for ref in ({"$ref": "#/$defs/b"},)
        for at, b in (
            ("", ref),
            ("/anyOf/0", {"anyOf": [ref]}),
            ("/if", {"if": ref}),
            ("/dependentSchemas/a", {"dependentSchemas": {"a": ref}}),
            ("/allOf/0/not", {"allOf": [{"not": ref}]}),
        )
    ),
    ("TW005", "/properties/a/$ref", "'b.json' leaves this document", "", of({"$ref": "b.json"})),
    ("TW007", "/properties/a/x-python-name", "", "", of({"x-python-name": "q"})),
    ("TW009", "/patternProperties/^(a+)+$", "", "", {"patternProperties": {"^(a+)+$": {}}}),
    ("TW010", "/properties/a/desc", "", "did you mean 'description'?", of({"desc": ""})),
    ("TW010", "/properties/a/components", "", "begin its name with x-", of({"components": 1})),
    ("TW010", "/if/foo", "unknown keyword 'foo'", "", {"if": {"foo": 1}}),
    ("TW012", "/not", "5 is an integer; object or boolean is expected", "", {"not": 5}),
    ("TW012", "/allOf/0/minimum", "'x' is a string", "", {"allOf": [{"minimum": "x"}]}),
    ("TW120", "/required/0", "'x' is required", "", of({}, required=["x"])),
    (
        *("TW120", "/properties/then/required/0", "'b' is required", ""),
        {"properties": {"then": {"properties": {"c": {}}, "required": ["b"]}, "b": {}}},
    ),
    ("TW204", "/properties/a/default", "", "", of({"type": "integer", "default": 1.5})),
    *(
        (
            *("TW204", "/properties/a/default", "null is not of type 'integer'", ""),
            of({"type": "integer", **nullable, "default": None}),
        )
        for nullable in ({}, {"nullable": False})
    ),
    (
        *("TW204", "/properties/a/default", "'b' is not of type 'integer'", ""),
        of({"type": "integer", "nullable": True, "default": "b"}),
    ),
    (
        *("TW204", "/properties/a/default", "the default 1 is not of type 'string'", ""),
        of({"$ref": "#/$defs/a%20b", "default": 1}, **{"$defs": {"a b": {"type": "string"}}}),
    ),
    (
        "TW601",
        "/properties/a/examples/0",
        "null in",
        "",
        of({"type": "string", "examples": [None]}),
    ),
    ("TW601", "/examples/0", "is not the const true", "", {"const": True, "examples": [1]}),
]


@pytest.mark.parametrize(("code", "pointer", "message", "help", "schema"), WRONG)
def test_what_it_does_not(
    code: str, pointer: str, message: str, help: str, schema: Any, tmp_path: Path
) -> None:
    ((found_code, found_pointer, said_message, said_help),) = said(tmp_path, schema)
    assert (found_code, found_pointer) == (code, pointer)
    assert message in said_message
    assert help in said_help


def test_one_error_hides_no_other(tmp_path: Path) -> None:
    others = ({"x-python-name": "q"}, {"pattern": "(a+)+$"}, {"maxLength": "q"}, {"not": 5})
    for other in others:
        schema = of({"type": "integer", "default": "x", "examples": ["y"]})
        schema["properties"]["b"] = other
        codes = [code for code, *_ in said(tmp_path, schema)]
        assert codes[:2] == ["TW204", "TW601"], other
        assert len(codes) == 3, other


def _twice_as_long(levels: int) -> Any:
    schema: Any = {}
    for _ in range(levels):
        schema = {"unevaluatedProperties": False, "allOf": [schema]}
    return schema


@pytest.mark.parametrize(
    "schema",
    [
        *({"not": 5}, {"if": "x"}, {"patternProperties": 5}, {"$id": 5}, {"$id": "http://["}),
        *({"allOf": [{"minimum": "x"}]}, {"allOf": [{"type": "flaot"}]}),
        *({"$dynamicRef": "http://x/y"}, {"$dynamicRef": "#a", "$dynamicAnchor": "a"}),
        *({"patternProperties": {"(": {}}}, {"patternProperties": {"^(a+)+$": {}}}),
        *({"$id": "https://x.example/y", "$ref": "#/$defs/a", "$defs": {"a": {"$id": "z"}}},),
        *({"$defs": 5}, {"definitions": []}, {"$ref": "#/$defs/a/0"}, {"$ref": 5}),
        _twice_as_long(30),
    ],
)
def test_no_schema_stops_or_keeps_the_validator(schema: dict[str, Any], tmp_path: Path) -> None:
    """A validator given one of these would raise, or be at it for hours."""
    value = {"a" * 40 + "!": 1}
    said(tmp_path, {**schema, "default": value, "examples": [value, 1]})
    inside = of({**schema, "examples": [value]}, examples=[{"a": value}])
    said(tmp_path, inside)


def test_advice_speaks_of_no_store(tmp_path: Path) -> None:
    path = tmp_path / "input.schema.json"
    path.write_text(json.dumps(of({"type": "string"})), "utf-8")
    found = [each.diagnostic for each in lint(whole_of_files([path]))]
    (advice,) = [each.help for each in found if each.code == "TW301"]
    assert advice == 'add one ("description"), or ask the vendor'
