"""``python -m typewright.lint.new``: a rule that is found at once, and a fixture to fill in."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from typewright.diagnostics import ConfigError
from typewright.lint.new import add, families
from typewright.lint.registry import rules

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The generator and what it needs, in a directory of its own."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("generator", "schemas/_meta"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    return tmp_path


def python(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(checkout / "generator")}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )


def test_a_new_rule_can_be_explained_and_run(checkout: Path) -> None:
    free = next(code for number in range(999, 0, -1) if (code := f"TW{number:03}") not in rules())
    new = ("-m", "typewright.lint.new", free, "odd-number", "--family", "prose")
    done = python(checkout, *new)
    assert done.returncode == 0, done.stderr
    home = checkout / "tests" / "lint" / free
    assert f"tests/lint/{free}/bad/input.json" in done.stdout
    explained = python(checkout, "-m", "typewright", "explain", free, "--format", "json")
    page = json.loads(explained.stdout)
    assert page["name"] == "odd-number"
    assert list(page["sections"])[1:] == ["What it finds", "Why it matters", "Bad", "Good"]
    schema = str(home / "bad" / "input.json")
    linted = python(checkout, "-m", "typewright", "lint", schema, "--format", "json")
    assert (linted.returncode, json.loads(linted.stdout)) == (0, []), linted.stderr
    again = python(checkout, *new)
    assert again.returncode == 2
    assert "is there already" in again.stderr


def test_what_is_written_is_formatted_like_the_rest(checkout: Path) -> None:
    for number, family in enumerate(families()):
        add(f"TW9{number + 50}", f"new-rule-{number}", family, checkout)
    config = ("--config", str(ROOT / "pyproject.toml"))
    rooms = str(checkout / "generator" / "typewright" / "lint" / "families")
    black = python(checkout, "-m", "black", "--check", "--quiet", *config, rooms)
    ruff = python(checkout, "-m", "ruff", "check", *config, rooms)
    assert (black.returncode, ruff.returncode) == (0, 0), ruff.stdout


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [
        ("TW1", "a-name", "three digits"),
        ("TW999", "A_Name", "kebab-case"),
        ("TW201", "a-name", "TW201 required-with-default is there already"),
        ("TW999", "open-input", "TW110 open-input is there already"),
    ],
)
def test_what_cannot_be_added(code: str, name: str, words: str, checkout: Path) -> None:
    with pytest.raises(ConfigError, match=words):
        add(code, name, "prose", checkout)
    assert not (checkout / "tests").exists()
