"""A batch over a Dask cluster: each task maps over a share of the inputs, with a client per worker.

    pip install 'typewright[dask]'
    export RUNCOMFY_TOKEN=...                       # on every worker
    python dask_batch.py tcp://scheduler:8786 prompts.txt results/

What travels to a worker is the endpoint's ``SPEC`` and plain inputs: no client, no connection, no
token. Each share has a journal of its own, so that a share that runs again (a worker that died, a
second start of this script) takes up its jobs and pays for none twice. The directory of journals
must be one that every worker sees.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import distributed

from runcomfy_models import Client
from runcomfy_models.endpoints.bytedance__seedream_5__lite__text_to_image import SPEC

SHARE = 50
"""Inputs of one task."""


def run_share(spec: Any, inputs: list[dict[str, Any]], journal: Path) -> list[dict[str, object]]:
    """What a worker does: the URLs of each input's result, or why there are none."""
    with Client() as client:  # the token comes from the worker's own environment
        return [
            (
                {"request_id": each.request_id, "files": list(each.output.files)}
                if each.output is not None
                else {"request_id": each.request_id, "error": str(each.error)}
            )
            for each in client.map(spec, inputs, concurrency=8, journal=journal)
        ]


def run(cluster: Any, prompts: Sequence[str], journals: Path) -> Iterator[dict[str, object]]:
    """The results of all prompts, in order."""
    shares = [prompts[start : start + SHARE] for start in range(0, len(prompts), SHARE)]
    tasks = [
        cluster.submit(
            run_share,
            SPEC,
            [{"prompt": prompt} for prompt in share],
            journals / f"{number}.jsonl",
            pure=False,
        )
        for number, share in enumerate(shares)
    ]
    for task in tasks:
        yield from task.result()


def main() -> None:
    """Run the lines of a file as prompts, and print a line for each."""
    scheduler, prompts, journals = sys.argv[1:]
    connect: Any = distributed.Client  # Dask has no types
    with connect(scheduler) as cluster:
        for result in run(cluster, Path(prompts).read_text("utf-8").splitlines(), Path(journals)):
            sys.stdout.write(f"{result}\n")


if __name__ == "__main__":
    main()
