"""Every code that loading and checking give, with the exact place, in an input schema.

The mark ``⟦`` stands before the character at which the finding is expected.
"""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from typewright.diagnostics import Diagnostic, Severity

Refused: TypeAlias = Callable[[str, str], Diagnostic]


def of(property: str) -> str:
    """An input schema with one property ``a``."""
    return '{"type": "object",\n "properties": {\n\t"a": ' + property + "}}"


JSON_CASES = [
    ("TW001", ""),
    ("TW001", "⟦nothing"),
    ("TW001", '{"type" ⟦"object"}'),
    ("TW001", '{"type": "object"} ⟦{}'),
    ("TW001", of('{"title": "one⟦\n"}')),
    ("TW001", of('{"default": ⟦NaN}')),
    ("TW001", of('{"default": ⟦-Infinity}')),
    ("TW001", of('{"maximum": ⟦1e400}')),
    ("TW001", of('{"maximum": ⟦' + "9" * 400 + "}")),
    ("TW001", of('{"maximum": ⟦' + "9" * 5000 + "}")),
    ("TW002", of('{"title": "一", ⟦"title": "x"}')),
    ("TW002", of('{"title": "x", ⟦"titl\\u0065": "x"}')),
    ("TW003", of('{"title": "a ⟦\\ud83d b"}')),
    ("TW003", of('{"title": "a \\ud83d\\ude00 ⟦\\ude00"}')),
    ("TW003", '{"type": "object",⟦\r"properties": {}}'),
    (
        "TW004",
        '{"type": "object", "properties": {}, "default": ' + "[" * 63 + "⟦[" + "]" * 64 + "}",
    ),
    ("TW004", '{"type": "object", "properties": {⟦"' + "k" * 257 + '": {}}}'),
    ("TW004", of('{"enum": ⟦[' + ",".join(map(str, range(1001))) + "]}")),
    ("TW004", '{"properties": ⟦{' + ",".join(f'"p{i}": {{}}' for i in range(501)) + "}}"),
    ("TW004", of('{"anyOf": [' + ",".join(["{}"] * 5000) + "]}").replace("{", "⟦{", 1)),
    ("TW008", of('{"title": "abc⟦\u202edef"}')),
    ("TW008", of('{"title": "abc⟦\\u202Edef"}')),
    ("TW008", of('{"title": "\\\\ \\" ⟦\\b"}')),
    ("TW008", of('{"title": "x⟦\x7f"}')),
    ("TW008", of('{"title": "x⟦\u2028"}')),
    ("TW008", of('{"default": "ok", "enum": ["ok", "⟦\\u0000"]}')),
    ("TW008", '{"type": "object", "properties": {"p⟦\u2066": {}}}'),
]


@pytest.mark.parametrize(("code", "marked"), JSON_CASES)
def test_text(code: str, marked: str, refused: Refused) -> None:
    found = refused(marked if marked else "⟦", code)
    assert found.severity is Severity.ERROR


SCHEMA_CASES = [
    ("TW005", "/$ref", of('{"$ref": ⟦"https://x.example/s.json"}')),
    ("TW005", "/$ref", of('{"$ref": ⟦"other.json#/$defs/A"}')),
    ("TW005", "/$ref", of('{"$ref": ⟦""}')),
    ("TW006", "/$ref", of('{"$ref": ⟦"#/$defs/A"}')),
    ("TW006", "/$ref", of('{"$ref": ⟦"#/properties"}')),
    ("TW006", "/$ref", of('{"$ref": ⟦"#anchor"}')),
    ("TW006", "/$ref", of('{"$ref": ⟦"#"}')),
    ("TW006", "/items/$ref", of('{"items": {"$ref": ⟦"#/properties/a"}}')),
    ("TW007", "/customTypePath", of('{⟦"customTypePath": "os.system"}')),
    ("TW007", "/customBasePath", of('{⟦"customBasePath": "os.system"}')),
    ("TW007", "/default_factory", of('{"type": "array", ⟦"default_factory": "list"}')),
    ("TW007", "/x-python-import", of('{⟦"x-python-import": {"module": "os"}}')),
    ("TW009", "/pattern", of('{"type": "string", "pattern": ⟦"(a+)+$"}')),
    ("TW009", "/pattern", of('{"type": "string", "pattern": ⟦"["}')),
    ("TW012", "/allOf/0/if/minimum", of('{"allOf": [{"if": {"minimum": ⟦"x"}}]}')),
    ("TW010", "/type", of('{"type": ⟦"float"}')),
    ("TW010", "/type", of('{"type": ⟦["string", "nil"]}')),
    ("TW011", "/allOf", of('{⟦"allOf": [{}]}')),
    ("TW011", "/not", of('{⟦"not": {}}')),
    ("TW011", "/prefixItems", of('{⟦"prefixItems": []}')),
    ("TW011", "/nullable", of('{"type": "string", ⟦"nullable": true}')),
    ("TW012", "", of('⟦"string"')),
    ("TW012", "/items", of('{"type": "array", "items": ⟦true}')),
    ("TW012", "/anyOf", of('{"anyOf": ⟦[]}')),
    ("TW012", "/maxLength", of('{"maxLength": ⟦"600"}')),
    ("TW012", "/exclusiveMinimum", of('{"exclusiveMinimum": ⟦true}')),
    ("TW012", "/type", of('{"type": ⟦7}')),
    ("TW012", "/required", of('{"properties": {"b": {}}, "required": ⟦["b", "b"]}')),
    ("TW012", "/title", of('{"title": ⟦1}')),
    ("TW012", "/validations/0", of('{"validations": [⟦{"validation_rule": "width_pixels<"}]}')),
    (
        "TW012",
        "/validations/0/validation_value",
        of('{"validations": [{"validation_rule": "width_pixels<", "validation_value": ⟦"6"}]}'),
    ),
    ("TW120", "/required/1", of('{"properties": {"b": {}}, "required": ["b", ⟦"c"]}')),
    ("TW121", "/enum", of('{"enum": ⟦[]}')),
    ("TW121", "/minLength", of('{"maxLength": 1, "minLength": ⟦2}')),
    ("TW121", "/minItems", of('{"maxItems": 1, "minItems": ⟦2}')),
    ("TW121", "/minimum", of('{"minimum": ⟦2, "maximum": 1}')),
    ("TW121", "/exclusiveMinimum", of('{"exclusiveMinimum": ⟦2, "maximum": 2}')),
    ("TW121", "/minimum", of('{"type": "integer", "minimum": ⟦0.2, "maximum": 0.8}')),
    ("TW121", "/multipleOf", of('{"minimum": 5, "maximum": 9, "multipleOf": ⟦10}')),
    ("TW121", "/minimum", of('{"type": ["integer", "null"], "minimum": ⟦0.2, "maximum": 0.8}')),
    ("TW204", "/default", of('{"enum": ["x"], "default": ⟦"X"}')),
    ("TW204", "/default", of('{"const": "x", "default": ⟦"X"}')),
    ("TW204", "/default", of('{"type": "string", "default": ⟦null}')),
    ("TW204", "/default", of('{"type": "integer", "default": ⟦1.0}')),
    ("TW204", "/default", of('{"type": "integer", "default": ⟦true}')),
    ("TW204", "/default/1", of('{"items": {"type": "string"}, "default": ["x", ⟦1]}')),
    ("TW204", "/default", of('{"anyOf": [{"type": "string"}, {"type": "null"}], "default": ⟦1}')),
    ("TW204", "/enum/1", of('{"type": "integer", "enum": [1, ⟦"2"]}')),
    ("TW204", "/enum/0", of('{"type": "integer", "enum": [⟦1.0]}')),
    (
        "TW402",
        "/validations/0/validation_rule",
        of('{"validations": [{"validation_rule": ⟦"duration_s<", "validation_value": 6}]}'),
    ),
    (
        "TW402",
        "/validations/0/validation_rule",
        of('{"validations": [{"validation_rule": ⟦"width_pixels!=", "validation_value": 6}]}'),
    ),
]


@pytest.mark.parametrize(("code", "below", "marked"), SCHEMA_CASES)
def test_schema(code: str, below: str, marked: str, refused: Refused) -> None:
    found = refused(marked, code)
    assert found.severity is Severity.ERROR
    assert found.pointer == f"/properties/a{below}"


ROOT_CASES = [
    ("", '⟦["type"]'),
    ("", '⟦{"type": "object"}'),
    ("/type", '{"type": ⟦"array", "properties": {}}'),
    ("/$ref", '{⟦"$ref": "#/$defs/A", "$defs": {"A": {}}, "properties": {}}'),
    ("/anyOf", '{"properties": {}, ⟦"anyOf": [{}]}'),
    ("/properties", '{"properties": ⟦[]}'),
]


@pytest.mark.parametrize(("pointer", "marked"), ROOT_CASES)
def test_root_must_be_an_object_with_properties(
    pointer: str, marked: str, refused: Refused
) -> None:
    assert refused(marked, "TW012").pointer == pointer


WARNINGS = [
    ("TW010", "did you mean 'maxLength'?", of('{⟦"maxlength": 6}')),
    ("TW010", "delete it, or look up the name in schemas/_meta", of('{⟦"x-order": 6}')),
    (
        "TW010",
        "allowed here: validation_rule, validation_value, validation_error",
        of(
            '{"validations": [{"validation_rule": "width_pixels<", "validation_value": 6,'
            ' ⟦"severity": 1}]}'
        ),
    ),
    ("TW204", "tell the vendor", of('{"maxLength": 2, "default": ⟦"abc"}')),
    ("TW204", "tell the vendor", of('{"maximum": 2, "default": ⟦3}')),
]


@pytest.mark.parametrize(("code", "help", "marked"), WARNINGS)
def test_warnings(code: str, help: str, marked: str, refused: Refused) -> None:
    found = refused(marked, code)
    assert found.severity is Severity.WARNING
    assert help in found.help


MESSAGES = [
    ("TW010", "unknown type 'float'", "did you mean 'number'?", of('{"type": ⟦"float"}')),
    ("TW010", "unknown type 'strng'", "did you mean 'string'?", of('{"type": ⟦"strng"}')),
    ("TW012", "'600' is a string; integer is expected", "", of('{"maxLength": ⟦"600"}')),
    ("TW012", "-1 must be at least 0", "", of('{"maxLength": ⟦-1}')),
    ("TW012", "0 must be more than 0", "", of('{"multipleOf": ⟦0}')),
    (
        "TW402",
        "'duration_s'",
        "file_size_mb",
        of('{"validations": [{"validation_rule": ⟦"duration_s<", "validation_value": 6}]}'),
    ),
    (
        "TW402",
        "'width_pixel'",
        "did you mean 'width_pixels'?",
        of('{"validations": [{"validation_rule": ⟦"width_pixel<", "validation_value": 6}]}'),
    ),
    (
        "TW120",
        "'image_urls' is required",
        "the properties are: 'images'",
        ('{"properties": {"images": {}}, "required": [⟦"image_urls"]}'),
    ),
    ("TW012", "true is a boolean; object is expected", "", of('{"items": ⟦true}')),
    ("TW012", "null is null; string is expected", "", of('{"title": ⟦null}')),
    (
        "TW006",
        "the reference '#/$defs/A%20b' is not supported",
        "write '#/$defs/A b'",
        '{"properties": {"a": {"$ref": ⟦"#/$defs/A%20b"}}, "$defs": {"A b": {}}}',
    ),
    ("TW010", "'desc'", "did you mean 'description'?", of('{⟦"desc": ""}')),
    ("TW010", "'comment'", "did you mean '$comment'?", of('{⟦"comment": ""}')),
    ("TW010", "'components'", "delete it, or look up", of('{⟦"components": {}}')),
    ("TW204", "the default 'X' is not the const null", "", of('{"const": null, "default": ⟦"X"}')),
    ("TW204", "null in the enum is not of", "", of('{"type": "string", "enum": [⟦null]}')),
    (
        "TW204",
        """the default 'X' is not in the enum ["x"]""",
        "",
        of('{"enum": ["x"], "default": ⟦"X"}'),
    ),
]


@pytest.mark.parametrize(("code", "message", "help", "marked"), MESSAGES)
def test_messages_say_what_is_wrong_and_what_to_do(
    code: str, message: str, help: str, marked: str, refused: Refused
) -> None:
    found = refused(marked, code)
    assert message in found.message
    assert help in found.help
    assert found.help


def test_a_vendor_text_cannot_flood_a_message(refused: Refused) -> None:
    found = refused(of('{"type": ⟦"' + "x" * 5000 + '"}'), "TW010")
    assert len(found.message) < 100


SOUND = [
    of('{"type": "number", "multipleOf": 0.1, "default": 0.3}'),
    of('{"type": "number", "multipleOf": 0.05, "default": 0.35}'),
    of('{"type": "number", "multipleOf": 0.01, "default": 4.35}'),
    of('{"allOf": [{"if": {"properties": {"b": true}}, "then": {"properties": {"c": false}}}]}'),
    of('{"type": ["string", "null"], "default": null}'),
    of('{"type": "number", "default": 1}'),
    of('{"oneOf": [{"type": "integer"}, {"type": "string"}], "default": "auto"}'),
    of('{"type": "string", "pattern": "^[a-z]+(-[a-z]{2})*$"}'),
    of('{"title": "line\\nend\\tand \\r\\n, 😀 \\ud83d\\ude00 한국어"}'),
    of('{"default": "' + "9" * 400 + '"}'),
    of('{"title": "' + "k" * 400 + '"}'),
    of('{"default": {"$ref": "https://x.example", "validations": 1, "type": "float"}}'),
    of('{"const": {"allOf": 1}, "examples": [{"customTypePath": "x"}]}'),
    of('{"type": "object", "additionalProperties": {"type": "string"}}'),
    of('{"type": "object", "additionalProperties": false}'),
    of('{"minimum": 0.5, "maximum": 0.5, "exclusiveMaximum": 1}'),
    '{"properties": {"a": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"type": "string"}}}',
    '{"properties": {"a": {"$ref": "#/$defs/a~1b"}}, "$defs": {"a/b": {}}}',
    '{"properties": {"allOf": {"type": "string"}, "default": {}, "$ref": {"type": "string"}}}',
    '{"properties": {"a": {}}, "default": ' + "[" * 63 + "]" * 63 + "}",
    '{\r\n"properties": {}\r\n}\r\n',
    '{"properties": {"' + "k" * 256 + '": {}}}',
]


@pytest.mark.parametrize("text", SOUND)
def test_sound(
    text: str,
    write: Callable[[str, str | bytes], object],
    findings: Callable[[], list[Diagnostic]],
) -> None:
    write("acme/acme/one/make/input.schema.json", text)
    assert findings() == []
