"""Linting: a thousand schemas of about thirty findings each, one file, and Spectral beside it."""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.table import Row, table

COUNT = 1_000
ROUNDS = 5
SEEDS = Path("schemas/runcomfy/bytedance")
CARELESS: dict[str, dict[str, object]] = {
    "image_url": {"type": "string"},
    "duration": {"type": "integer", "description": ""},
    "sync": {"type": "string", "enum": ["on", "off"]},
    "video_url": {"type": "string"},
    "format": {"type": "string", "enum": ["mp4"]},
}
"""Properties as vendors write them in a hurry, beside those of the seeds."""

WORDS = "city harbour portrait dusk rain neon street garden fox lantern snow bridge tower".split()

RULES = """\
rules:
  empty-description:
    given: "$..[?(@property === 'description')]"
    severity: warn
    then: {function: truthy}
  empty-required-string:
    given: "$.properties[?(@.type === 'string')]"
    severity: warn
    then: {field: minLength, function: defined}
  required-with-default:
    given: "$.properties[*]"
    severity: warn
    then: {field: default, function: undefined}
  no-dialect:
    given: "$"
    severity: info
    then: {field: $schema, function: truthy}
  open-input:
    given: "$"
    severity: info
    then: {field: additionalProperties, function: defined}
  no-title:
    given: "$.properties[*]"
    severity: info
    then: {field: title, function: truthy}
"""
"""Six rules of ours in Spectral's words: TW302, TW203, TW201, TW102, TW110, TW303."""


def schemas(directory: Path, count: int) -> None:
    """``count`` input schemas of the seeds' shapes, about 3.4 KB each; texts and limits vary."""
    shapes = [
        json.loads(path.read_text("utf-8")) for path in sorted(SEEDS.rglob("input.schema.json"))
    ]
    rich = max(shapes, key=lambda shape: len(json.dumps(shape)))
    for number in range(count):
        dice = random.Random(number)
        shape: dict[str, Any] = json.loads(json.dumps(rich))
        for name, schema in shape["properties"].items():
            schema["title"] = f"{name.replace('_', ' ').title()} {number}"
            if schema["description"]:
                schema["description"] += f" Think of a {dice.choice(WORDS)} with {number} lights."
            for rule in schema.get("validations", ()):
                if rule["validation_value"] > 100:
                    limit = rule["validation_value"] + dice.randrange(90)
                    text = rule["validation_error"].replace(
                        str(rule["validation_value"]), str(limit)
                    )
                    rule |= {"validation_value": limit, "validation_error": text}
        shape["properties"] |= CARELESS
        path = directory / f"model-{number:04}.schema.json"
        path.write_text(json.dumps(shape, indent=2, ensure_ascii=False), "utf-8")


def run() -> list[str]:
    """Lines of the report."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        schemas(directory, COUNT)
        size = sum(path.stat().st_size for path in directory.iterdir()) / 1e6
        findings = _findings(directory)
        ours = _timed([*_typewright(), str(directory)])
        each = _timed([*_typewright(), str(directory), "--format", "jsonl"], rounds=3)
        one = _timed([*_typewright(), str(directory / "model-0001.schema.json")])
        bare = _timed([sys.executable, "-c", "pass"])
        rows = [
            Row(f"lint {COUNT:,} schemas", ours, "s", limit=0.7),
            Row("the same as JSON lines", each, "s"),
            Row(
                "its memory, all processes",
                _memory([*_typewright(), str(directory)]),
                "MB",
                limit=60,
            ),
            Row("lint one file", one, "s", limit=0.15, beside=bare, peer="python -c pass"),
        ]
        rows += _beside_spectral(directory)
    return [f"linting {size:.1f} MB, {findings / COUNT:.0f} findings a schema", *table(rows)]


def _typewright() -> list[str]:
    return [sys.executable, "-m", "typewright", "lint"]


def _findings(directory: Path) -> int:
    done = subprocess.run(
        [*_typewright(), str(directory), "--format", "jsonl"],
        capture_output=True,
        check=False,
        env=_environment(),
    )
    return done.stdout.count(b"\n")


def _environment() -> dict[str, str]:
    """With bytecode kept, as users have it."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def _timed(command: list[str], rounds: int = ROUNDS) -> float:
    """Median wall time in seconds."""
    return median(_once(command) for _ in range(rounds))


def _once(command: list[str]) -> float:
    """Wall time in seconds."""
    begun = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, env=_environment(), check=False)
    assert done.returncode in (0, 1), command
    return time.perf_counter() - begun


def _memory(command: list[str]) -> float:
    """The most memory in MB of a process and those that it has forked, pages in common once, and
    what they leave for each other."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_environment())
    most = 0.0
    while process.poll() is None:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        try:
            pids = [str(process.pid), *children.read_text().split()]
            most = max(most, sum(map(_proportional, pids)) + _left(process.pid))
        except OSError:  # one of them has just ended
            continue
        time.sleep(0.005)
    return most


def _proportional(pid: str) -> float:
    """The memory of one process in MB: its own pages, and its share of those in common."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _left(pid: int) -> float:
    """The memory in MB of files that are in memory alone."""
    opened = Path(f"/proc/{pid}/fd").iterdir()
    in_memory = [each for each in opened if "memfd:" in str(each.readlink())]
    return sum(each.stat().st_size for each in in_memory) / 2**20


def _beside_spectral(directory: Path) -> list[Row]:
    """Six equivalent rules in Spectral over the same files, where it is installed: what each says
    to a person, and all findings as JSON."""
    spectral = os.environ.get("SPECTRAL") or shutil.which("spectral")
    if spectral is None:
        return []
    ruleset = directory.parent / f"{directory.name}.spectral.yaml"
    ruleset.write_text(RULES, "utf-8")
    six = [*_typewright(), str(directory), *_equivalent()]
    peer = [spectral, "lint", "--quiet", "-r", str(ruleset), f"{directory}/*.json"]
    told = _side_by_side(six, peer)
    as_json = _side_by_side([*six, "--format", "jsonl"], [*peer, "-f", "json"])
    ruleset.unlink()
    return [
        Row("lint by six rules", told[0], "s", beside=told[1], peer="Spectral", most_ratio=0.05),
        Row("the same as JSON", as_json[0], "s", beside=as_json[1], peer="Spectral"),
    ]


def _side_by_side(ours: list[str], theirs: list[str]) -> tuple[float, float]:
    """Median wall times in seconds: theirs between two of ours, three times."""
    rounds = [(_once(ours), _once(theirs), _once(ours)) for _ in range(3)]
    return (
        median(each for before, _, after in rounds for each in (before, after)),
        median(each for _, each, _ in rounds),
    )


def _equivalent() -> list[str]:
    codes = ("TW302", "TW203", "TW201", "TW102", "TW110", "TW303")
    return [part for code in codes for part in ("--select", code)]


if __name__ == "__main__":
    sys.stdout.write("\n".join(run()) + "\n")
