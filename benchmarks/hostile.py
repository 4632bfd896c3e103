"""What hostile inputs take: each in a process of its own, against 2 seconds and 300 MB."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MOST_SECONDS, MOST_MB = 2.0, 300.0

_SCRIPT = Path(__file__).parents[1] / "tests" / "hostile" / "resources.py"
_GENERATOR = Path(__file__).parents[1] / "generator"


def run() -> list[str]:
    """A line for each input, the slowest first."""
    return list(_lines())


def _lines() -> Iterator[str]:
    rows = sorted(map(_alone, _names()), key=lambda row: -float(row["seconds"]))
    yield f"{'hostile input':32} {'s':>6} {'MB':>5}  limit {MOST_SECONDS} s, {MOST_MB:.0f} MB"
    for row in rows:
        kept = row["seconds"] <= MOST_SECONDS and row["mb"] <= MOST_MB and row["codes"]
        verdict = f"{', '.join(row['codes'])}  {'kept' if kept else 'MISSED'}"
        yield f"{row['name']:32} {row['seconds']:6.2f} {row['mb']:5.0f}  {verdict}"


def _names() -> list[str]:
    return _output("--names").splitlines()


def _alone(name: str) -> Any:
    return json.loads(_output(name))


def _output(argument: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(_GENERATOR)}
    command = [sys.executable, str(_SCRIPT), argument]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout
