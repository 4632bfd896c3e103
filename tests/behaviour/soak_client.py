"""The process under soak: maps over prompts in waves, and tells of itself after each of them.

``python soak_client.py sync|async BASE_URL TOKEN JOBS CONCURRENCY WAVES``; prints a JSON object a
line: an outcome, or what the process holds.
"""

import asyncio
import gc
import json
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from runcomfy_models import AsyncClient, Client, Outcome, Policy, SubmitOutcomeUnknown

POLICY = Policy(
    attempts=8,
    first_backoff=0.01,
    longest_backoff=0.1,
    longest_retry_after=0.1,
    first_poll=0.01,
    longest_poll=0.05,
)


def tell(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")


def tell_of_outcome(outcome: Outcome[Any]) -> None:
    if outcome.error is None:
        state = "done"
    else:
        state = "unknown" if isinstance(outcome.error, SubmitOutcomeUnknown) else "failed"
    tell(prompt=outcome.params["prompt"], state=state, request_id=outcome.request_id)


def tell_of_process(tasks: int, when: str) -> None:
    """What the process holds once nothing is under way."""
    gc.collect()
    opened = Path("/proc/self/fd")  # elsewhere than on Linux nobody counts them
    files = len(list(opened.iterdir())) if opened.is_dir() else 0
    blocks = sys.getallocatedblocks()
    tell(when=when, blocks=blocks, files=files, threads=threading.active_count(), tasks=tasks)


def waves(jobs: int, count: int) -> Iterable[list[Any]]:
    size = jobs // count
    for wave in range(count):
        yield [{"prompt": f"cat {number}"} for number in range(wave * size, (wave + 1) * size)]


def in_threads(base_url: str, token: str, jobs: int, concurrency: int, count: int) -> None:
    tell_of_process(0, "before")
    with Client(token, base_url=base_url, policy=POLICY) as client:
        model = client.bytedance.seedream_5.lite.text_to_image
        for number, wave in enumerate(waves(jobs, count)):
            for outcome in model.map(wave, concurrency=concurrency, ordered=False):
                tell_of_outcome(outcome)
            tell_of_process(0, f"wave {number}")
    tell_of_process(0, "after")


async def in_tasks(base_url: str, token: str, jobs: int, concurrency: int, count: int) -> None:
    tell_of_process(len(asyncio.all_tasks()), "before")
    async with AsyncClient(token, base_url=base_url, policy=POLICY) as client:
        model = client.bytedance.seedream_5.lite.text_to_image
        for number, wave in enumerate(waves(jobs, count)):
            async for outcome in model.map(wave, concurrency=concurrency, ordered=False):
                tell_of_outcome(outcome)
            tell_of_process(len(asyncio.all_tasks()), f"wave {number}")
    tell_of_process(len(asyncio.all_tasks()), "after")


if __name__ == "__main__":
    kind, url, secret, *numbers = sys.argv[1:]
    if kind == "sync":
        in_threads(url, secret, *map(int, numbers))
    else:
        asyncio.run(in_tasks(url, secret, *map(int, numbers)))
