"""The type checkers are clean on everything, and refuse each misuse in its place."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MISUSE = HERE / "misuse.py"
LONGEST = 400
"""Characters of one message: a misuse is told in a line or two, not in a page of overloads."""


def marked_lines() -> set[int]:
    lines = MISUSE.read_text("utf-8").splitlines()
    return {number for number, line in enumerate(lines, 1) if "# refused:" in line}


def mypy_errors(*paths: Path) -> dict[int, str]:
    command = [sys.executable, "-m", "mypy", "--strict", "--no-pretty", *map(str, paths)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    pattern = re.compile(r"^[^:]*misuse\.py:(\d+): error: (.*)$", re.MULTILINE)
    return {int(line): text for line, text in pattern.findall(run.stdout)}


def pyright_errors(*paths: Path) -> dict[int, str]:
    command = [sys.executable, "-m", "pyright", "--outputjson", *map(str, paths)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = json.loads(run.stdout)["generalDiagnostics"]
    return {
        each["range"]["start"]["line"] + 1: each["message"]
        for each in found
        if each["severity"] == "error"
    }


@pytest.mark.parametrize("check", [mypy_errors, pyright_errors])
def test_misuse_is_refused_in_the_right_places(check: Callable[[Path], dict[int, str]]) -> None:
    errors = check(MISUSE)
    assert set(errors) == marked_lines()
    assert max(map(len, errors.values())) <= LONGEST
