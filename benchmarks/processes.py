"""What a command costs as a process: seconds by the clock and of the processors, and memory."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """``wall`` and ``cpu`` in seconds, ``peak`` in bytes."""

    wall: float
    cpu: float
    peak: int


@dataclass(frozen=True, slots=True)
class Run:
    """A command, and what is done before its clock starts."""

    command: Sequence[str]
    before: Callable[[], object]
    paths: Sequence[Path] = ()


def medians(runs: Mapping[str, Run], rounds: int) -> dict[str, Cost]:
    """The median cost of each run; they take turns, since machines are shared and noisy."""
    found: dict[str, list[Cost]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            run.before()
            found[name].append(cost(run))
    return {
        name: Cost(
            statistics.median(each.wall for each in costs),
            statistics.median(each.cpu for each in costs),
            max(each.peak for each in costs),
        )
        for name, costs in found.items()
    }


def cost(run: Run) -> Cost:
    """The cost of one run, its children included. Raises when it fails."""
    path = os.pathsep.join([*map(str, run.paths), os.environ["PATH"]])
    variables = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "generator")}
    began = time.perf_counter()
    process = subprocess.Popen(
        run.command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(run.command))
    peak = used.ru_maxrss if sys.platform == "darwin" else used.ru_maxrss * 1024
    return Cost(wall, used.ru_utime + used.ru_stime, peak)
