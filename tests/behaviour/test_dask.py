"""The Dask example on a real local cluster: two worker processes, and one that dies."""

import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from typewright.emulator.scenario import Queue, Scenario
from typewright.emulator.server import Served

from .conftest import ROOT

EXAMPLES = ROOT / "docs" / "examples"
PROMPTS = [f"cat {number}" for number in range(23)]


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of the example, with shares small enough for several tasks."""
    monkeypatch.setattr(sys, "path", [str(EXAMPLES), *sys.path])
    module: Any = import_module("dask_batch")
    monkeypatch.setattr(module, "SHARE", 6)
    return module


@pytest.fixture
def cluster(example: Any, emulator: Served, tmp_path: Path) -> Generator[Any]:
    """Two workers, which know the emulator and its token from their environment.

    They import what this process can import, so the example comes first.
    """
    dask: Any = import_module("distributed")  # it has no types
    environment = {
        "RUNCOMFY_TOKEN": emulator.token,
        "RUNCOMFY_BASE_URL": emulator.base_url,
    }
    with (
        dask.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            env=environment,
            dashboard_address=None,
            local_directory=str(tmp_path / "dask"),
        ) as local,
        dask.Client(local) as client,
    ):
        yield client


def paid(emulator: Served) -> Counter[str]:
    return Counter(str(job.input["prompt"]) for job in emulator.emulation.jobs)


def test_a_batch_over_a_cluster(
    cluster: Any, example: Any, emulator: Served, tmp_path: Path
) -> None:
    results = list(example.run(cluster, PROMPTS, tmp_path / "journals"))
    assert [len(each["files"]) for each in results] == [1] * len(PROMPTS)
    assert paid(emulator) == Counter(PROMPTS)
    again = list(example.run(cluster, PROMPTS, tmp_path / "journals"))
    assert again == results
    assert paid(emulator) == Counter(PROMPTS)


def test_a_worker_that_dies_is_replaced_and_nothing_is_paid_twice(
    cluster: Any, example: Any, emulator: Served, tmp_path: Path
) -> None:
    emulator.reset(Scenario(queue=Queue(polls=3)))
    shares = example.run(cluster, PROMPTS, tmp_path / "journals")
    pids = list(cluster.run(os.getpid).values())
    results: list[Any] = []

    collecting = threading.Thread(target=lambda: results.extend(shares))
    collecting.start()
    deadline = time.monotonic() + 60
    while emulator.accepted < 4:
        assert time.monotonic() < deadline
        time.sleep(0.005)
    os.kill(pids[0], signal.SIGKILL)
    collecting.join(120)

    assert len(results) == len(PROMPTS)
    assert set(paid(emulator).values()) == {1}
    lost = [each for each in results if "error" in each]
    assert all("may or may not have been accepted" in str(each["error"]) for each in lost)
