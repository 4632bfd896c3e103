"""The type checkers are clean on everything, and refuse each misuse in its place."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MISUSE = HERE / "misuse.py"
Check = Callable[[Path, Path], dict[int, str]]
LONGEST = 300
"""Characters of a message's first line: a misuse is told at once, not in a page of overloads."""


def marked_lines() -> set[int]:
    lines = MISUSE.read_text("utf-8").splitlines()
    return {number for number, line in enumerate(lines, 1) if "# refused:" in line}


def mypy_errors(directory: Path, *paths: Path) -> dict[int, str]:
    command = [sys.executable, "-m", "mypy", "--strict", "--no-pretty"]
    command += [f"--cache-dir={directory}", *map(str, paths)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    pattern = re.compile(r"^[^:]*misuse\.py:(\d+): error: (.*)$", re.MULTILINE)
    return {int(line): text for line, text in pattern.findall(run.stdout)}


def pyright_errors(directory: Path, *paths: Path) -> dict[int, str]:
    # A project of its own: the repository's leaves this file out, since it is wrong on purpose.
    settings = {
        "include": [path.name for path in paths],
        "extraPaths": [str(ROOT / "generated")],
        "typeCheckingMode": "strict",
        "venvPath": str(Path(sys.prefix).parent),
        "venv": Path(sys.prefix).name,
    }
    for path in paths:
        shutil.copy(path, directory)
    project = directory / "pyrightconfig.json"
    project.write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--outputjson", "--project", str(project)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = json.loads(run.stdout)["generalDiagnostics"]
    return {
        each["range"]["start"]["line"] + 1: each["message"]
        for each in found
        if each["severity"] == "error"
    }


@pytest.mark.parametrize("check", [mypy_errors, pyright_errors])
def test_misuse_is_refused_in_the_right_places(check: Check, tmp_path: Path) -> None:
    errors = check(tmp_path, MISUSE)
    assert set(errors) == marked_lines()
    summaries = [text.splitlines()[0] for text in errors.values()]
    assert max(map(len, summaries)) <= LONGEST
