"""A submit and its result: the SDK against bare httpx2 that makes the same three calls."""

import json
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager

import httpx2

from benchmarks.timing import medians, shown
from runcomfy_models import Client, Policy

AT_ONCE = """
[queue]
polls = 0
[run]
polls = 0
"""
MODEL = "bytedance/seedream-5/lite/text-to-image"
TOKEN = "bench-token"


@contextmanager
def emulator(scenario: str) -> Generator[str]:
    """The emulator in a process of its own; gives its base URL."""
    command = [sys.executable, "-m", "typewright", "serve", "--token", TOKEN]
    command += ["--scenario", scenario]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[2]
        finally:
            process.terminate()


def run(scenario: str) -> list[str]:
    """Lines of the report."""
    with emulator(scenario) as base_url:
        policy = Policy(first_poll=0.0)
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        with (
            Client(TOKEN, base_url=base_url, policy=policy) as client,
            httpx2.Client(base_url=base_url, headers=headers) as http,
        ):
            model = client.bytedance.seedream_5.lite.text_to_image

            def typed() -> object:
                output = model(prompt="a cat", resolution="2K")
                assert output.image
                return output

            def bare() -> object:
                body = json.dumps({"prompt": "a cat", "resolution": "2K"}).encode()
                request_id = http.post(f"/v1/models/{MODEL}", content=body).json()["request_id"]
                status = http.get(f"/v1/requests/{request_id}/status").json()
                assert status["status"] == "completed"
                result = http.get(f"/v1/requests/{request_id}/result").json()
                assert result["output"]["image"]
                return result

            found = medians({"typed": typed, "bare": bare}, rounds=300)
    return [
        f"a submit with its result by the SDK: {shown(found['typed'])}",
        f"  the same three calls by bare httpx2: {shown(found['bare'])}, so the SDK takes "
        f"{found['typed'] / found['bare']:.2f} times as long (at most 1.3)",
    ]
