"""The meta-schemas are themselves sound, closed, and cut off from the network."""

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from typewright.catalogue.messages import UNSUPPORTED
from typewright.catalogue.model import Json
from typewright.catalogue.validation import judge_for, violations
from typewright.diagnostics import Diagnostic
from typewright.resources import meta_directory

STANDARD: tuple[str, ...] = (
    *("$id", "$schema", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary"),
    *("$comment", "$defs", "allOf", "anyOf", "oneOf", "not", "if", "then", "else"),
    *("dependentSchemas", "prefixItems", "items", "contains", "properties", "patternProperties"),
    *("additionalProperties", "propertyNames", "unevaluatedItems", "unevaluatedProperties"),
    *("type", "const", "enum", "multipleOf", "maximum", "exclusiveMaximum", "minimum"),
    *("exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems", "minItems"),
    *("uniqueItems", "maxContains", "minContains", "maxProperties", "minProperties", "required"),
    *("dependentRequired", "title", "description", "default", "deprecated", "readOnly"),
    *("writeOnly", "examples", "format"),
)
"""The keywords of 2020-12, but for the three of content, which annotate."""


def meta_schemas() -> dict[str, Any]:
    paths = sorted(meta_directory().glob("*.schema.json"))
    return {path.name: json.loads(path.read_text("utf-8")) for path in paths}


@pytest.mark.parametrize("name", meta_schemas())
def test_a_meta_schema_keeps_to_the_standard(name: str) -> None:
    schema = meta_schemas()[name]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:typewright:meta:{name.removesuffix('.schema.json')}"
    standard: Any = {"$ref": "https://json-schema.org/draft/2020-12/schema"}
    assert list(judge_for(True)(standard, schema)) == []


def test_every_standard_keyword_is_either_read_or_refused() -> None:
    read = set(meta_schemas()["dialect.schema.json"]["properties"])
    assert read & UNSUPPORTED == set()
    assert set(STANDARD) <= read | UNSUPPORTED


@pytest.mark.parametrize("name", ["endpoint", "locale", "provider", "validations"])
def test_our_own_files_are_closed(name: str) -> None:
    """Every object that lists its properties allows no other."""
    pending: list[Json] = [meta_schemas()[f"{name}.schema.json"]]
    while pending:
        schema = pending.pop()
        if isinstance(schema, dict):
            if schema.get("type") == "object" and "properties" in schema:
                assert schema["additionalProperties"] is False
            pending.extend(schema.values())


def test_nothing_is_fetched(
    write: Callable[[str, str | bytes], Path],
    findings: Callable[[], list[Diagnostic]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a check opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    schema = {
        "$schema": "https://example.com/schema",
        "properties": {
            "a": {"$ref": "https://example.com/a.json", "default": 1},
            "b": {"$schema": "https://example.com/other", "type": "string", "default": "x"},
        },
    }
    write("acme/acme/one/make/input.schema.json", json.dumps(schema))
    assert [each.code for each in findings()] == ["TW005"]


def test_a_violation_knows_its_path() -> None:
    paths = [each.path for each in violations({"type": 1, "properties": {"a": 1}}, "dialect")]
    assert sorted(set(paths)) == [("properties", "a"), ("type",)]
