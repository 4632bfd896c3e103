"""Many jobs at once while every fifth call goes wrong: none is lost, none is paid twice.

2,000 jobs with ``make test-all``, 300 otherwise; a hundred at a time, in a process of its own.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from typewright.emulator.scenario import Fault, Scenario
from typewright.emulator.server import Served

from .conftest import ROOT

JOBS = 2_000 if os.environ.get("HYPOTHESIS_PROFILE") == "full" else 300
CONCURRENCY = 100
WAVES = 5
MOST_GROWTH = 1_000
"""Blocks of memory that may be held more after the last wave than after the second.

Of 130,000; they come and go with the connections that are kept (some 40 blocks each)."""

KINDS: tuple[dict[str, Any], ...] = (
    {"kind": "http", "status": 500},
    {"kind": "http", "status": 503},
    {"kind": "http", "status": 429, "headers": {"Retry-After": "0"}},
    {"kind": "cut"},
    {"kind": "cut", "accepted": True},
    {"kind": "truncated"},
    {"kind": "http", "status": 502, "accepted": True},
    {"kind": "slow", "seconds": 0.05},
    {"kind": "invalid_json"},
)
ONE_IN_FIVE = tuple(
    Fault("any", **kind, skip=5 * turn, every=5 * len(KINDS), times=0)
    for turn, kind in enumerate(KINDS)
)


def soaked(kind: str, emulator: Served) -> tuple[list[Any], list[Any]]:
    """The outcomes, and what the process held after each wave."""
    numbers = (str(JOBS), str(CONCURRENCY), str(WAVES))
    script = Path(__file__).with_name("soak_client.py")
    command = [sys.executable, str(script), kind, emulator.base_url, emulator.token, *numbers]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generated")}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=500)
    assert run.returncode == 0, run.stderr
    told = [json.loads(line) for line in run.stdout.splitlines()]
    return [each for each in told if "state" in each], [each for each in told if "when" in each]


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_soak(kind: str, emulator: Served) -> None:
    emulator.reset(Scenario(fault=ONE_IN_FIVE))
    outcomes, states = soaked(kind, emulator)

    prompts = [f"cat {number}" for number in range(JOBS)]
    assert sorted(each["prompt"] for each in outcomes) == sorted(prompts)
    counts = Counter(each["state"] for each in outcomes)
    assert set(counts) <= {"done", "failed", "unknown"}
    assert counts["done"] > JOBS // 2
    assert counts["unknown"] > 0

    paid = {str(job.input["prompt"]): job.request_id for job in emulator.emulation.jobs}
    assert len(paid) == emulator.accepted  # no prompt was accepted twice
    for each in outcomes:
        if each["request_id"] is not None:
            assert paid[each["prompt"]] == each["request_id"]
        elif each["state"] == "failed":
            assert each["prompt"] not in paid
    found = {
        each["prompt"] for each in outcomes if each["request_id"] or each["state"] == "unknown"
    }
    assert set(paid) <= found  # every job that was paid is in hand, or known to be doubtful

    before, *waves, after = states
    assert after["files"] == before["files"]
    assert after["tasks"] == before["tasks"]
    assert after["threads"] == before["threads"]
    assert all(wave["files"] <= before["files"] + CONCURRENCY for wave in waves)
    kept = max(0, waves[-1]["files"] - waves[1]["files"])
    assert waves[-1]["blocks"] - waves[1]["blocks"] < MOST_GROWTH + 60 * kept
