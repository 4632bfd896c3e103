"""Kill -9 in the middle of a batch: the next run goes on, and nothing is paid twice."""

import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from runcomfy_models import Client, SubmitOutcomeUnknown
from typewright.emulator.scenario import Fault, Queue, Run, Scenario
from typewright.emulator.server import Served

from .conftest import IMPATIENT, ROOT

INPUTS = 60
CONCURRENCY = 6

VICTIM = """
import sys
from runcomfy_models import Client, Policy

base_url, token, journal, inputs, concurrency = sys.argv[1:]
policy = Policy(first_poll=0.005, longest_poll=0.01)
with Client(token, base_url=base_url, policy=policy) as client:
    model = client.bytedance.seedream_5.lite.text_to_image
    prompts = [{"prompt": f"cat {number}"} for number in range(int(inputs))]
    for outcome in model.map(prompts, concurrency=int(concurrency), journal=journal):
        print(outcome.index, flush=True)
"""


def killed_after(accepted: int, emulator: Served, journal: Path) -> None:
    """Run the batch in a process of its own and kill it once so many jobs were accepted."""
    arguments = [emulator.base_url, emulator.token, str(journal), str(INPUTS), str(CONCURRENCY)]
    command = [sys.executable, "-c", VICTIM, *arguments]
    victim = subprocess.Popen(command, cwd=ROOT / "generated", stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while emulator.accepted < accepted and victim.poll() is None:
        assert time.monotonic() < deadline, "the batch does not get on"
        time.sleep(0.001)
    victim.kill()
    assert victim.wait() == -signal.SIGKILL


def run_again(emulator: Served, journal: Path) -> list[Any]:
    with Client(emulator.token, base_url=emulator.base_url, policy=IMPATIENT) as client:
        model = client.bytedance.seedream_5.lite.text_to_image
        prompts: Any = [{"prompt": f"cat {number}"} for number in range(INPUTS)]
        return list(model.map(prompts, concurrency=CONCURRENCY, journal=journal))


@pytest.mark.parametrize("moment", [1, 9, 30, 55])
@pytest.mark.parametrize("slow", [False, True])
def test_killed_in_the_middle_of_a_batch(
    emulator: Served, tmp_path: Path, moment: int, slow: bool
) -> None:
    answers = (Fault("submit", "slow", seconds=0.02, times=0),) if slow else ()
    emulator.reset(Scenario(queue=Queue(polls=2), run=Run(polls=2), fault=answers))
    journal = tmp_path / "batch.jsonl"
    killed_after(moment, emulator, journal)
    killed_after(moment + 3, emulator, journal)
    outcomes = run_again(emulator, journal)

    paid = Counter(str(job.input["prompt"]) for job in emulator.emulation.jobs)
    assert set(paid.values()) == {1}
    unknown = [each for each in outcomes if each.output is None]
    assert all(isinstance(each.error, SubmitOutcomeUnknown) for each in unknown)
    assert len(unknown) <= 2 * CONCURRENCY  # what was on the wire when the process died, twice
    assert {each.params["prompt"] for each in outcomes if each.output} <= set(paid)
    assert len(outcomes) == INPUTS
