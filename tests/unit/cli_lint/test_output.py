"""What ``typewright lint`` and ``typewright explain`` print for a person."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from typewright.cli import run

from .project import INFO, ROOT, schema, write


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


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_github_gets_files_from_the_root_of_its_checkout(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.parent))
    run(["lint", "--format", form])
    told = capsys.readouterr().out
    assert f"{project.name}/schemas/acme/acme/one/make/input.schema.json" in told
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project / "elsewhere"))
    run(["lint", "--format", form])
    assert f"{project.name}/schemas" not in capsys.readouterr().out


def test_a_named_pipe_is_read_once(tmp_path: Path) -> None:
    pipe, file = tmp_path / "pipe", write(tmp_path / "input.json", INFO)
    os.mkfifo(pipe)
    script = 'cat "$3" > "$1" & exec "$2" -m typewright lint "$1"'
    done = subprocess.run(
        ["sh", "-c", script, "sh", str(pipe), sys.executable, str(file)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "TW303" in done.stdout, done.stderr


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


def test_explain_lists_what_begins_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "tw80"]) == 2
    assert "did you mean TW801? typewright explain" in capsys.readouterr().err
    assert run(["explain", "TW50"]) == 2
    assert "did you mean TW501, TW502 or TW503? typewright explain" in capsys.readouterr().err
    assert run(["explain", "boundry-disagree"]) == 2
    assert "did you mean boundary-disagrees?" in capsys.readouterr().err
