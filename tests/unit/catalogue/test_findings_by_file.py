"""Findings about the other files of a store: provider, endpoint, output, locales, ids."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from typewright.catalogue.check import check
from typewright.catalogue.load import load
from typewright.diagnostics import Diagnostic, Severity

Expect: TypeAlias = Callable[[str, str, str], Diagnostic]
Write: TypeAlias = Callable[[str, str | bytes], Path]
Findings: TypeAlias = Callable[[], list[Diagnostic]]

HOME = "acme/acme/one/make"


def test_a_sound_store_has_no_findings(findings: Findings, store: Path) -> None:
    assert store.is_dir()
    assert findings() == []


META = [
    ("TW012", "", '⟦{"id": "acme/one/make", "language": "en"}', "add 'name':"),
    (
        "TW012",
        "/nam",
        '{"id": "acme/one/make", "name": "M", "language": "en", ⟦"nam": 1}',
        "'name'?",
    ),
    ("TW012", "/language", '{"id": "acme/one/make", "name": "M", "language": ⟦"English"}', "tag"),
    ("TW012", "/language", '{"id": "acme/one/make", "name": "M", "language": ⟦"en\\n"}', "tag"),
    ("TW012", "", "⟦[]", "compare"),
    (
        "TW012",
        "/price/unit",
        '{"id": "acme/one/make", "name": "M", "language": "en",'
        ' "price": {"base_usd": 1, "unit": ⟦"day"}}',
        "what is paid for",
    ),
    ("TW704", "/id", '{"id": ⟦"acme/one/edit", "name": "M", "language": "en"}', "correct the id"),
    ("TW703", "/id", '{"id": ⟦"acme/../make", "name": "M", "language": "en"}', "submit URL"),
    ("TW703", "/id", '{"id": ⟦"/acme/make", "name": "M", "language": "en"}', "submit URL"),
    ("TW703", "/id", '{"id": ⟦"acme\\\\make", "name": "M", "language": "en"}', "submit URL"),
    ("TW703", "/id", '{"id": ⟦"acme/nul.txt", "name": "M", "language": "en"}', "submit URL"),
    ("TW703", "/id", '{"id": ⟦"acme/COM1", "name": "M", "language": "en"}', "submit URL"),
    ("TW703", "/id", '{"id": ⟦"acme/make.", "name": "M", "language": "en"}', "submit URL"),
    ("TW703", "/id", '{"id": ⟦"acme/ make", "name": "M", "language": "en"}', "submit URL"),
    ("TW703", "/id", '{"id": ⟦"acme//make", "name": "M", "language": "en"}', "submit URL"),
    ("TW703", "/id", '{"id": ⟦"acme/a?b", "name": "M", "language": "en"}', "submit URL"),
    ("TW703", "/id", '{"id": ⟦"acme/a\\nb", "name": "M", "language": "en"}', "submit URL"),
    ("TW703", "/id", '{"id": ⟦"make", "name": "M", "language": "en"}', "submit URL"),
]


@pytest.mark.parametrize(("code", "pointer", "marked", "help"), META)
def test_endpoint(code: str, pointer: str, marked: str, help: str, expect: Expect) -> None:
    found = expect(f"{HOME}/endpoint.json", marked, code)
    assert found.severity is Severity.ERROR
    assert found.pointer == pointer
    assert help in found.help


@pytest.mark.parametrize(
    "id", ["acme/one.5/4k", "minimax/Hailuo Video 01 Live", "a/b/c/d", "a/_x+y/9b"]
)
def test_ids_that_real_vendors_have(id: str, write: Write, findings: Findings, store: Path) -> None:
    for path in (store / HOME).iterdir():
        write(f"acme/{id}/{path.name}", path.read_bytes())
    write(f"acme/{id}/endpoint.json", f'{{"id": "{id}", "name": "M", "language": "en"}}')
    assert findings() == []


def test_ids_that_differ_in_case_only(write: Write, findings: Findings, store: Path) -> None:
    for path in (store / HOME).iterdir():
        write(f"acme/acme/One/edit/{path.name}", path.read_bytes())
    meta = write("acme/acme/One/edit/endpoint.json", META_OF.format("acme/One/edit"))
    second = write(f"{HOME}/endpoint.json", META_OF.format("acme/one/make"))
    (found,) = findings()
    assert (found.code, found.file, found.line, found.column) == ("TW703", str(second), 1, 8)
    assert "'acme/One'" in found.message
    assert meta != second


META_OF = '{{"id": "{}", "name": "Make", "language": "en"}}'

OUTPUTS = [
    ("TW012", "/output", '{"output": ⟦[]}', Severity.ERROR),
    ("TW012", "/output/type", '{"output": {"type": ⟦"array", "properties": {}}}', Severity.ERROR),
    ("TW012", "", '⟦{"type": "object"}', Severity.ERROR),
    ("TW010", "/note", '{"output": {"properties": {}}, ⟦"note": 1}', Severity.WARNING),
    (
        "TW010",
        "/output/properties/a/x",
        '{"output": {"properties": {"a": {⟦"x": 1}}}}',
        Severity.WARNING,
    ),
    (
        "TW006",
        "/output/properties/a/$ref",
        '{"output": {"properties": {"a": {"$ref": ⟦"#/output/$defs/A"}}, "$defs": {"A": {}}}}',
        Severity.ERROR,
    ),
]


@pytest.mark.parametrize(("code", "pointer", "marked", "severity"), OUTPUTS)
def test_output(code: str, pointer: str, marked: str, severity: Severity, expect: Expect) -> None:
    found = expect(f"{HOME}/output.schema.json", marked, code)
    assert (found.pointer, found.severity) == (pointer, severity)


def test_references_of_an_output_start_inside_its_wrapper(write: Write, findings: Findings) -> None:
    schema = '{"properties": {"a": {"$ref": "#/$defs/A"}}, "$defs": {"A": {}}}'
    for text in (schema, f'{{"output": {schema}}}'):
        write(f"{HOME}/output.schema.json", text)
        assert findings() == []


LOCALES = [
    ("TW503", "/language", '{"language": ⟦"fr"}'),
    ("TW503", "/input/~1titel", '{"language": "de", "input": {⟦"/titel": "x"}}'),
    ("TW503", "/input/~1type", '{"language": "de", "input": {⟦"/type": "x"}}'),
    (
        "TW503",
        "/input/~1properties~1prompt~1type",
        '{"language": "de", "input": {⟦"/properties/prompt/type": "x"}}',
    ),
    (
        "TW503",
        "/output/~1properties~1image~1title",
        '{"language": "de", "output": {⟦"/properties/image/title": "x"}}',
    ),
    ("TW503", "/input/", '{"language": "de", "input": {⟦"": "x"}}'),
    ("TW012", "/input/~1title", '{"language": "de", "input": {"/title": ⟦{"a": 1}}}'),
    ("TW012", "/page/x", '{"language": "de", "page": {⟦"x": "y"}}'),
    ("TW012", "", '⟦{"input": {}}'),
    ("TW001", "", '{"language": "de"'),
]


@pytest.mark.parametrize(("code", "pointer", "marked"), LOCALES)
def test_locale(code: str, pointer: str, marked: str, expect: Expect) -> None:
    marked = marked if "⟦" in marked else f"{marked}⟦"
    found = expect(f"{HOME}/locales/de.json", marked, code)
    assert (found.pointer, found.severity) == (pointer, Severity.ERROR)


def test_a_locale_gets_a_suggestion(expect: Expect) -> None:
    marked = '{"language": "de", "input": {⟦"/properties/promt/title": "x"}}'
    assert "'/properties/prompt/title'" in expect(f"{HOME}/locales/de.json", marked, "TW503").help


def test_texts_of_defaults_and_enums_cannot_be_translated(write: Write, findings: Findings) -> None:
    schema = '{"properties": {"a": {"enum": ["x"], "default": {"title": "x"}, "const": "x"}}}'
    write(f"{HOME}/input.schema.json", schema)
    pointers = [f"/properties/a/{rest}" for rest in ("enum/0", "default/title", "const")]
    texts = ",\n".join(f'"{pointer}": "y"' for pointer in pointers)
    write(f"{HOME}/locales/de.json", f'{{"language": "de", "input": {{\n{texts}}}}}')
    found = [each for each in findings() if each.code == "TW503"]
    assert [each.line for each in found] == [2, 3, 4]


PROVIDERS = [
    ('"name": "acme"', '"name": ⟦"other"', "TW704"),
    ('"https://api.acme.example"', '⟦"http://api.acme.example"', "TW012"),
    ('"https://api.acme.example"', '⟦"https://api.acme.example/"', "TW012"),
    ('"https://api.acme.example"', '⟦"https://api.acme.example\\n"', "TW012"),
    ('"/v1/models/{model_id}"', '⟦"/v1/models/{id}"', "TW012"),
    ('["in_queue"]', '["in_queue", ⟦7]', "TW012"),
    ('["failed"]', '["failed", ⟦"completed"]', "TW012"),
    ('"[A-Za-z0-9_-]{1,128}"', '⟦"(a*)*"', "TW009"),
    ('"not_found"', '⟦"no_such_kind"', "TW012"),
    ('"video_bytes": 1', '"video_bytes": ⟦0', "TW012"),
    ('"data_uri"', '⟦"upload"', "TW012"),
    ('"*.acme.example"', '⟦"*"', "TW012"),
    ('"local_files"', '⟦"local_file": 1, "local_files"', "TW012"),
    ('"local_files"', '"default_output": {"properties": {"a": ⟦1}}, "local_files"', "TW012"),
    ('"local_files"', '"default_output": ⟦{}, "local_files"', "TW012"),
]


@pytest.mark.parametrize(("old", "new", "code"), PROVIDERS)
def test_provider(old: str, new: str, code: str, store: Path, expect: Expect) -> None:
    text = (store / "acme/provider.json").read_text("utf-8")
    assert old in text
    found = expect("acme/provider.json", text.replace(old, new, 1), code)
    assert found.severity is Severity.ERROR


def test_unknown_metrics_can_be_carried(store: Path, write: Write) -> None:
    rules = '[{"validation_rule": "%s", "validation_value": 6}]'
    schema = '{"properties": {"a": {"validations": %s}}}'
    write(f"{HOME}/input.schema.json", schema % (rules % "duration_s <= "))
    catalogue, _ = load(store)
    (error,) = check(catalogue)
    (warning,) = check(catalogue, carry_unknown_rules=True)
    assert (error.severity, warning.severity) == (Severity.ERROR, Severity.WARNING)

    write(f"{HOME}/input.schema.json", schema % (rules % "duration_s"))
    catalogue, _ = load(store)
    (still,) = check(catalogue, carry_unknown_rules=True)
    assert (still.code, still.severity) == ("TW402", Severity.ERROR)


def test_a_broken_file_hides_nothing(write: Write, findings: Findings) -> None:
    write(f"{HOME}/input.schema.json", "{")
    write(f"{HOME}/output.schema.json", b"\xff")
    write(f"{HOME}/endpoint.json", "[]")
    write(f"{HOME}/locales/de.json", '{"language": "fr", "input": {"/x": "y"}}')
    write("acme/acme/two/make/input.schema.json", '{"properties": {"a": {"type": "float"}}}')
    codes = sorted((Path(each.file).name, each.code) for each in findings())
    assert codes == [
        ("de.json", "TW503"),
        ("endpoint.json", "TW012"),
        ("endpoint.json", "TW013"),
        ("input.schema.json", "TW001"),
        ("input.schema.json", "TW010"),
        ("output.schema.json", "TW001"),
        ("output.schema.json", "TW013"),
    ]
