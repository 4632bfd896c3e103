"""``typewright lint`` as a user meets it: exit codes, options, and what settles a finding."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from typewright.cli import run

ROOT = Path(__file__).parents[2]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        "type": "object",
        "title": "Input",
        "description": "Draws a picture.",
        "properties": properties,
        "additionalProperties": False,
    }


CLEAN = schema(seed={"type": "integer", "title": "Seed"})
INFO = schema(seed={"type": "integer"})
WARNING = schema(seed={"type": "integer", "title": "Seed", "description": ""})
ERROR = schema(seed={"type": "integer", "title": "Seed", "maxLength": 3})
PROMPT = {"type": "string", "title": "Prompt"}
OPEN = {**schema(prompt=PROMPT), "required": ["prompt"]}
"""One finding that a suppression or a baseline may settle: TW203 at the type of the prompt."""


def write(path: Path, data: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=2), "utf-8")
    return path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of one endpoint with one finding, as the working directory."""
    home = tmp_path / "schemas" / "acme"
    home.mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "lint" / "provider.json", home / "provider.json")
    endpoint = home / "acme" / "one" / "make"
    write(endpoint / "endpoint.json", {"id": "acme/one/make", "name": "Make", "language": "en"})
    write(endpoint / "input.schema.json", OPEN)
    configure(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the repository's own store, as the working directory."""
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    (tmp_path / "typewright.toml").write_text('package = "runcomfy_models"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(project: Path, lint: str = "") -> None:
    text = f'package = "acme_sdk"\n\n[lint]\n{lint}'
    (project / "typewright.toml").write_text(text, "utf-8")


def input_of(project: Path) -> Path:
    return project / "schemas" / "acme" / "acme" / "one" / "make" / "input.schema.json"


def suppress(project: Path, **changes: str) -> None:
    entry = {
        "code": '"TW203"',
        "endpoint": '"acme/*"',
        "pointer": '"/properties/prompt/type"',
        "reason": '"an empty prompt draws a caption"',
        **changes,
    }
    lines = "".join(f"{key} = {value}\n" for key, value in entry.items())
    (project / "typewright-suppress.toml").write_text(f"[[suppress]]\n{lines}", "utf-8")


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(["lint", "--format", "json", *arguments]) in (0, 1)
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def codes(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    return [row["code"] for row in rows(capsys, *arguments) if not row["settled"]]


# --- exit codes ---------------------------------------------------------------------------------


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
        (["--select", "TW999"], "no rule has this code"),
        (["--ignore", "X1"], "no rule has this code"),
        (["--baseline", "gone.json"], "there is no baseline"),
        (["--config", "gone.toml"], "cannot be read"),
        (["--format", "xml"], "invalid choice"),
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


# --- which rules, and where ---------------------------------------------------------------------


def test_select_and_ignore(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = schema(seed={"type": "integer", "maxLength": 3, "description": ""})
    path = str(write(tmp_path / "input.json", both))
    assert codes(capsys, path) == ["TW303", "TW122", "TW302"]
    assert codes(capsys, path, "--select", "TW3") == ["TW303", "TW302"]
    assert codes(capsys, path, "--select", "TW1,TW302") == ["TW122", "TW302"]
    assert codes(capsys, path, "--ignore", "TW3") == ["TW122"]
    assert codes(capsys, path, "--select", "TW302", "--ignore", "TW3") == ["TW302"]


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


# --- what settles a finding ---------------------------------------------------------------------


def test_a_suppression_covers_its_finding(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suppress(project)
    (row,) = rows(capsys)
    assert (row["code"], row["settled"]) == ("TW203", "suppressed")
    assert run(["lint"]) == 0
    assert "settled: 1 by suppressions" in capsys.readouterr().out
    suppress(project, expires="2099-12-31")
    assert codes(capsys) == []


def test_a_suppression_that_expired_or_matches_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suppress(project, expires="2020-01-01")
    found = {row["code"]: row for row in rows(capsys)}
    assert set(found) == {"TW203", "TW901"}
    assert "expired on 2020-01-01" in found["TW901"]["message"]
    suppress(project, pointer='"/properties/gone"')
    assert codes(capsys) == ["TW203", "TW901"]
    assert codes(capsys, str(input_of(project))) == ["TW203"], "a part of the store says nothing"
    assert run(["lint", "--fix"]) == 1
    assert codes(capsys) == ["TW203"], "the fix deletes it"


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": '""'},
        {"reason": "1"},
        {"code": '"203"'},
        {"expires": '"2027-01-01"'},
        {"because": '"x"'},
        {"endpoint": '" "'},
        {"pointer": "[["},
    ],
)
def test_a_bad_suppressions_file_exits_2(changes: dict[str, str], project: Path) -> None:
    suppress(project, **changes)
    assert run(["lint"]) == 2


def test_a_baseline_is_written_once_and_only_shrinks(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(project, 'baseline = "known.json"\n')
    assert run(["lint"]) == 2, "it is not there yet"
    assert run(["lint", "--write-baseline"]) == 0
    before = (project / "known.json").read_bytes()
    assert codes(capsys) == []
    worse = {**OPEN, "properties": {"prompt": {**PROMPT, "description": ""}}}
    write(input_of(project), worse)
    assert codes(capsys, "--write-baseline") == ["TW302"], "what is new is not taken in"
    assert (project / "known.json").read_bytes() == before
    better = {**OPEN, "properties": {"prompt": {**PROMPT, "minLength": 1}}}
    write(input_of(project), better)
    assert codes(capsys, "--write-baseline") == []
    assert json.loads((project / "known.json").read_text("utf-8"))["findings"] == []
    write(input_of(project), OPEN)
    assert codes(capsys) == ["TW203"], "what was mended once is new when it comes back"


@pytest.mark.parametrize("text", ["", "[]", '{"findings": [{}]}', '{"findings": 1}'])
def test_a_bad_baseline_exits_2(text: str, project: Path) -> None:
    (project / "known.json").write_text(text, "utf-8")
    assert run(["lint", "--baseline", "known.json"]) == 2


def test_a_baseline_forgets_no_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["lint", "--write-baseline"])
    text = input_of(project).read_text("utf-8")
    input_of(project).write_text("\n\n" + text.replace("\n", "\n\n"), "utf-8")
    assert codes(capsys, "--baseline", "typewright-baseline.json") == []


def test_what_patches_correct_is_counted(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settled = [row for row in rows(capsys) if row["settled"]]
    assert settled
    assert {row["settled"] for row in settled} == {"patch"}
    assert {row["code"] for row in settled} >= {"TW403"}
    run(["lint"])
    last = capsys.readouterr().out.splitlines()[-1]
    assert f"settled: {len(settled)} by patches." in last
    published = codes(capsys, "--as-published")
    assert published.count("TW403") == 8
    assert "TW403" not in codes(capsys)


# --- fixes --------------------------------------------------------------------------------------


def tree(directory: Path) -> dict[str, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes"])
def test_a_second_fix_writes_nothing(
    option: str, stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vendor = {path: text for path, text in tree(stored).items() if path.endswith(".schema.json")}
    before = codes(capsys)
    run(["lint", option])
    assert "mended" in capsys.readouterr().out
    first = tree(stored)
    after = codes(capsys)
    assert len(after) < len(before)
    assert set(after) <= set(before), "a fix brings nothing new"
    run(["lint", option])
    assert "mended" not in capsys.readouterr().out
    assert tree(stored) == first
    assert {path: first[path] for path in vendor} == vendor, "vendors' files are never edited"


def test_everything_fixed_still_generates(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["lint", "--fix", "--unsafe-fixes"])
    left = [row for row in rows(capsys) if not row["settled"] and row["fix"]]
    assert [(row["code"], row["pointer"]) for row in left] == []
    assert run(["generate"]) == 0, capsys.readouterr().out
    assert run(["generate", "--check"]) == 0


def test_fixes_need_a_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "input.json", WARNING)
    assert run(["lint", str(path), "--fix"]) == 2
    assert "needs a store" in capsys.readouterr().err


def test_a_fix_of_a_file_keeps_its_json(project: Path) -> None:
    data = input_of(project).read_bytes()
    input_of(project).write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r"))
    run(["lint", "--fix"])
    assert input_of(project).read_bytes() == data


# --- what is printed ----------------------------------------------------------------------------


def test_repeats_are_grouped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank = {"type": "integer", "title": "T", "description": ""}
    path = str(write(tmp_path / "input.json", schema(**{f"p{n}": blank for n in range(9)})))
    run(["lint", path])
    grouped = capsys.readouterr().out
    assert grouped.count("TW302") == 1
    assert "  and 2 more (--no-group lists all)" in grouped
    run(["lint", path, "--no-group"])
    assert capsys.readouterr().out.count("TW302") == 9
    run(["lint", path, "--statistics"])
    assert "     9  TW302  empty-description\n" in capsys.readouterr().out


def test_it_says_where_what_and_what_to_do(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["lint"])
    assert capsys.readouterr().out.splitlines() == [
        "schemas/acme/acme/one/make/input.schema.json:8:15 TW203 empty-required-string (warning)",
        "  'prompt' is required, and \"\" is accepted",
        "  at /properties/prompt/type",
        '    8 |       "type": "string",',
        "      |               ^",
        '  help: add "minLength": 1',
        "",
        "1 warning; --unsafe-fixes mends 1.",
    ]


def test_a_reader_that_leaves_early_is_no_error(stored: Path) -> None:
    command = f'"{sys.executable}" -m typewright lint --no-group | head -n 1'
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    done = subprocess.run(
        command,
        shell=True,
        cwd=stored,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (len(done.stdout.splitlines()), done.stderr) == (1, "")


@pytest.mark.parametrize("wanted", ["TW403", "tw403", "boundary-disagrees"])
def test_explain(wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", wanted]) == 0
    said = capsys.readouterr().out
    assert said.startswith("TW403 boundary-disagrees (error; has an unsafe fix)\n")
    assert "Why it matters" in said


def test_explain_lists_and_corrects(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    assert "TW203  warning unsafe  empty-required-string" in capsys.readouterr().out
    assert run(["explain", "--format", "json"]) == 0
    assert {"code", "name", "severity", "fix", "summary"} == set(
        json.loads(capsys.readouterr().out)[0]
    )
    assert run(["explain", "TW40"]) == 2
    assert "did you mean TW4" in capsys.readouterr().err
