"""What asks for all the time and memory there is gets a finding, soon and in little memory.

How soon is printed by ``make bench``; here a process that hangs is ended after two minutes.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from typewright.catalogue.patterns import objection

from .resources import PAGES, STORES

ROOT = Path(__file__).parents[2]
MOST_MB = 300


def test_every_bomb_ends_with_a_finding_in_little_memory() -> None:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "resources.py")],
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["name"] for each in told] == [*STORES, *PAGES]
    for each in told:
        assert each["codes"], each
        assert all(line >= 1 and column >= 1 for line, column in each["places"]), each
        assert each["mb"] < MOST_MB, each


@pytest.mark.parametrize(
    "pattern",
    [
        *("a?" * 30 + "a" * 30, "a{0,20}" * 12 + "x", "(?:a{1,20}b?){15}c", "^.*.*.*x", ".*.*x"),
        *(r"\s*\s*\s*$", r"^(?:a|a){20}(?:a|a){20}$", r"\N{DIGIT ONE}", r"\U0001F600", r"\a"),
    ],
)
def test_patterns_that_take_long_or_reach_for_files_are_refused(pattern: str) -> None:
    assert objection(pattern) is not None


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            r"^\d+\.\d+\.\d+$",
            r"^(?:1:1|16:9|4:3)$",
            r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
            r"^https?://.+\..+$",
        ),
        *(r"\d+x\d+", r"^[a-z]+(?:-[a-z]{3})*$", r"^\s*\S+\s*$", r"^(?:\d{1,3}\.){3}\d{1,3}$"),
    ],
)
def test_patterns_that_are_quick_pass(pattern: str) -> None:
    assert objection(pattern) is None
