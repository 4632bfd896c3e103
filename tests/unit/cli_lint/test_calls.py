"""``typewright lint``: exit codes, which rules run, and on what."""

import json
import shutil
from pathlib import Path

import pytest

from typewright.cli import run

from .project import CLEAN, ERROR, INFO, WARNING, codes, configure, input_of, rows, schema, write


@pytest.mark.parametrize(
    ("data", "exits"),
    [(CLEAN, (0, 0, 0)), (INFO, (1, 0, 0)), (WARNING, (1, 1, 0)), (ERROR, (1, 1, 1))],
)
def test_fail_on(data: object, exits: tuple[int, ...], tmp_path: Path) -> None:
    path = str(write(tmp_path / "input.json", data))
    levels = ("info", "warning", "error")
    assert tuple(run(["lint", path, "--fail-on", level]) for level in levels) == exits
    assert run(["lint", path]) == exits[1], "a warning fails by default"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gone.json"], "there is no such file"),
        (["schemas/acme/gone.json"], "there is no such file"),
        (["--select", "TW999"], "no rule has this code"),
        (["--ignore", "X1"], "no rule has this code"),
        (["--baseline", "gone.json"], "there is no baseline"),
        (["--config", "gone.toml"], "cannot be read"),
        (["--format", "xml"], "invalid choice"),
        (["--select", "TW4x"], "TW4x: no rule has this code or name"),
        (["--select", "boundry-disagrees"], "did you mean boundary-disagrees?"),
        (["--select", ","], "--select ,: names no code; write --select TW2,TW403"),
        (["--ignore", " ", "--ignore", ","], "names no code; write --ignore TW2,TW403"),
        (["--select", ""], "argument --select: it is empty"),
        (["--ignore", ""], "argument --ignore: it is empty"),
        (["--baseline", ""], "argument --baseline: it is empty"),
        (["--statistics", "--format", "json"], "--statistics is for --format text, not json"),
        (["--no-group", "--format", "github"], "--no-group is for --format text, not github"),
    ],
)
def test_a_wrong_call_exits_2(
    arguments: list[str], words: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_without_a_store_paths_must_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["lint"]) == 2
    assert "no config found" in capsys.readouterr().err
    write(tmp_path / "input.json", CLEAN)
    assert run(["lint", "."]) == 0


def test_a_file_that_is_named_twice_is_linted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "input.json", WARNING)
    assert codes(capsys, "input.json", "./input.json", ".") == ["TW302"]


@pytest.mark.parametrize(
    ("data", "is_schema"),
    [
        ({"type": "array", "items": {"type": "integer", "maxLength": 3}}, True),
        ({"type": "object", "anyOf": [{"type": "integer", "maxLength": 3}]}, True),
        ({"output": {"type": "string", "enum": ["a"], "maximum": 3}}, True),
        ({"output": "dist"}, False),
        ({"output": {"path": "dist"}, "entry": "a.js"}, False),
        ({"type": "module", "name": "a", "version": "1"}, False),
        ({"compilerOptions": {}, "include": ["src"]}, False),
        ([1, 2], False),
    ],
)
def test_schemas_in_a_directory_of_other_json(
    data: object, is_schema: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "some.json", data)
    found = codes(capsys, str(tmp_path))
    assert ("TW122" in found) is is_schema, found
    assert bool(found) is is_schema


def test_outside_a_store_no_fix_is_offered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "input.json", {**CLEAN, "properties": {"class": {"type": "string"}}})
    run(["lint", str(tmp_path / "input.json")])
    assert "--" not in capsys.readouterr().out.splitlines()[-1]


def test_select_and_ignore(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = schema(seed={"type": "integer", "maxLength": 3, "description": ""})
    path = str(write(tmp_path / "input.json", both))
    assert codes(capsys, path) == ["TW303", "TW122", "TW302"]
    assert codes(capsys, path, "--select", "TW3") == ["TW303", "TW302"]
    assert codes(capsys, path, "--select", "TW1,TW302") == ["TW122", "TW302"]
    assert codes(capsys, path, "--ignore", "TW3") == ["TW122"]
    assert codes(capsys, path, "--select", "TW302", "--ignore", "TW3") == ["TW302"]


def test_codes_in_any_case_and_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = schema(seed={"type": "integer", "maxLength": 3, "description": ""})
    path = str(write(tmp_path / "input.json", both))
    assert codes(capsys, path, "--select", "tw1,Empty-Description") == ["TW122", "TW302"]
    assert codes(capsys, path, "--ignore", "empty-description, tw303") == ["TW122"]


@pytest.mark.parametrize(
    ("lint", "arguments", "expected"),
    [
        ('select = ["TW2"]\nignore = ["TW20"]', ["--select", "TW20"], ["TW203"]),
        ('ignore = ["TW2"]', ["--select", "tw2"], ["TW203"]),
        ('ignore = ["TW203"]', ["--select", "TW2"], []),
        ('ignore = ["TW2"]', ["--select", "TW203"], ["TW203"]),
        ('select = ["TW203"]', ["--ignore", "TW203"], []),
        ("", ["--select", "TW203", "--ignore", "TW203"], []),
    ],
)
def test_the_call_wins_over_the_config(
    lint: str,
    arguments: list[str],
    expected: list[str],
    project: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure(project, lint)
    assert codes(capsys, *arguments) == expected


@pytest.mark.parametrize(
    ("lint", "expected"),
    [
        ("", ["TW203"]),
        ('select = ["TW1"]', []),
        ('ignore = ["TW2"]', []),
        ('select = ["TW"]\nignore = ["TW3"]', ["TW203"]),
        ('[lint.per-path]\n"schemas/acme/*" = ["TW203"]', []),
        ('[lint.per-path]\n"schemas/other/*" = ["TW203"]', ["TW203"]),
    ],
)
def test_the_config_chooses(
    lint: str, expected: list[str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(project, lint)
    assert codes(capsys) == expected


@pytest.mark.parametrize(
    "lint", ["selct = []", 'select = "TW1"', 'per-path = ["TW1"]', 'ignore = ["203"]']
)
def test_a_wrong_config_exits_2(lint: str, project: Path) -> None:
    configure(project, lint)
    assert run(["lint"]) == 2


def test_paths_narrow_the_store(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two = project / "schemas" / "acme" / "acme" / "two" / "make"
    shutil.copytree(input_of(project).parent, two)
    write(two / "endpoint.json", {"id": "acme/two/make", "name": "Make", "language": "en"})
    assert len(codes(capsys)) == 2
    assert len(codes(capsys, "schemas")) == 2
    assert len(codes(capsys, ".")) == 2, "the store lies in it"
    (one,) = rows(capsys, str(two))
    assert one["endpoint"] == "acme/two/make"
    assert codes(capsys, str(two / "endpoint.json")) == []
    outside = write(project / "elsewhere.json", CLEAN)
    assert codes(capsys, str(outside)) == [], "a file beside the store is linted by itself"
    assert run(["lint", str(two), str(outside)]) == 2


def test_a_directory_of_schemas_outside_a_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "a.json", WARNING)
    write(tmp_path / "deep" / "output.json", {"output": {"properties": {"a": {}}}})
    write(tmp_path / "package.json", {"name": "no schema"})
    write(tmp_path / ".hidden" / "b.json", WARNING)
    (tmp_path / "cut.json").write_text('{"properties": {', "utf-8")
    (tmp_path / "marked.json").write_bytes(b"\xef\xbb\xbf" + json.dumps(CLEAN).encode())
    found = {(Path(row["file"]).name, row["code"]) for row in rows(capsys, str(tmp_path))}
    assert ("a.json", "TW302") in found
    assert ("output.json", "TW101") in found
    assert ("cut.json", "TW001") in found
    assert ("marked.json", "TW003") in found
    assert {name for name, _ in found} == {"a.json", "output.json", "cut.json", "marked.json"}


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 9000, b'"x"', b"{}" * 2, b"true"]
)
def test_a_broken_file_hides_nothing(
    raw: bytes, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = project / "schemas" / "acme" / "acme" / "two" / "make"
    shutil.copytree(input_of(project).parent, two)
    (two / "input.schema.json").write_bytes(raw)
    (two / "endpoint.json").write_bytes(raw)
    found = [(row["endpoint"], row["code"]) for row in rows(capsys)]
    assert ("acme/one/make", "TW203") in found
    assert [code for endpoint, code in found if endpoint == "acme/two/make"]
    alone = project / "alone.json"
    alone.write_bytes(raw)
    assert run(["lint", str(alone), str(input_of(project))]) == 2, "one in the store, one beside it"
    assert run(["lint", str(alone)]) in (0, 1)
