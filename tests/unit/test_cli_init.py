"""A new project: what is written, what is kept, and that it passes its own check at once."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from typewright.cli import run

GENERATOR = str(Path(__file__).parents[2] / "generator")
PAGE = Path(__file__).parents[1] / "pages" / "bytedance__seedream-4-0__edit.ko.txt"


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_a_new_project_passes_its_own_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 0
    assert "created         generated (" in said(capsys)
    assert run(["generate", "--check"]) == 0
    assert tomllib.loads(Path("typewright.toml").read_text("utf-8"))["package"] == "runcomfy_models"
    workflow = Path(".github/workflows/typewright.yml").read_text("utf-8")
    assert re.findall("- run: (typewright .*)\n", workflow) == [
        "typewright lint --format github",
        "typewright generate --check",
    ]
    assert run(["lint", "--format", "github"]) == 0


def test_what_its_make_and_its_hook_run_passes(tmp_path: Path) -> None:
    run(["init", str(tmp_path)])
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    command = bin_ / "typewright"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m typewright "$@"\n', "utf-8")
    command.chmod(0o755)
    path = f"{bin_}:/usr/bin:/bin"
    done = subprocess.run(
        ["make", "check-sdk", "lint"],
        cwd=tmp_path,
        env={"PATH": path, "PYTHONPATH": GENERATOR},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    hooks = (tmp_path / ".pre-commit-config.yaml").read_text("utf-8")
    entries = re.findall(r"entry: typewright (.*)", hooks)
    assert entries == ["lint", "generate --check"]
    for entry in entries:
        hook = [sys.executable, "-m", "typewright", *entry.split()]
        environment = {**os.environ, "PYTHONPATH": GENERATOR}
        done = subprocess.run(
            hook, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def test_then_a_page_goes_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run(["init", "--package", "pictures"])
    assert run(["ingest", str(PAGE)]) == 0
    assert run(["generate", "--check"]) == 1
    assert run(["generate"]) == 0
    assert run(["generate", "--check"]) == 0
    assert Path("generated/pictures/endpoints/bytedance__seedream_4_0__edit.py").is_file()


def test_what_is_there_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("Makefile").write_text("all:\n\techo mine\n", "utf-8")
    assert run(["init"]) == 0
    words = said(capsys)
    assert "kept            Makefile" in words
    assert "    \ttypewright generate --check" in words, "the lines to add are shown"
    assert Path("Makefile").read_text("utf-8") == "all:\n\techo mine\n"
    assert run(["init"]) == 0
    words = said(capsys)
    assert "created         typewright.toml" not in words
    assert "kept            typewright.toml\nkept            Makefile\n  add" in words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--provider", "nobody"], "typewright knows runcomfy"),
        (["--package", "No-Package"], "must be a Python package"),
        (["--package", "class"], "must be a Python package"),
        (["Makefile"], "is a file"),
    ],
)
def test_what_cannot_be_started(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("Makefile").touch()
    assert run(["init", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["Makefile"], "nothing is half-written"


def test_a_store_that_is_refused_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run(["init"])
    shutil.rmtree(tmp_path / "generated")
    (tmp_path / "schemas" / "runcomfy" / "provider.json").write_text("{", "utf-8")
    assert run(["init"]) == 1
    words = said(capsys)
    assert "TW001" in words
    assert words.endswith("Mend them, then run typewright generate.\n")
    assert not (tmp_path / "generated").exists()
