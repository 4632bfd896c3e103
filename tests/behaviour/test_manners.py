"""A client in the process it lives in: threads, forks, pickles, headers, proxies, logs."""

import asyncio
import logging
import multiprocessing
import os
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import httpx2
import pytest

from runcomfy_models import AsyncClient, Client, JobFailed, MediaRejected, WaitTimeout
from runcomfy_models.endpoints.bytedance__seedream_4_0__edit import SPEC
from typewright.emulator.scenario import Cancel, End, Run, Scenario
from typewright.emulator.server import Served

from .arguments import flat_picture
from .conftest import IMPATIENT, Caller, Connect

TEXT = "bytedance/seedream-5/lite/text-to-image"


def client_of(emulator: Served, **options: Any) -> Client:
    return Client(emulator.token, base_url=emulator.base_url, policy=IMPATIENT, **options)


def test_threads_share_a_client(emulator: Served) -> None:
    """Sixteen threads find a client unopened at the same moment; each gets its own answers."""
    with client_of(emulator) as client:
        start = threading.Barrier(16)

        def call(number: int) -> str | None:
            start.wait()
            model = client.bytedance.seedream_5.lite.text_to_image
            job = model.submit(prompt=f"cat {number}")
            assert job.result().image
            return job.request_id

        with ThreadPoolExecutor(16) as pool:
            ids = list(pool.map(call, range(16)))
    assert len(set(ids)) == emulator.accepted == 16
    by_id = {job.request_id: job.input["prompt"] for job in emulator.emulation.jobs}
    assert [by_id[str(each)] for each in ids] == [f"cat {number}" for number in range(16)]


def _in_a_child(client: Client, answers: Any) -> None:
    model = client.bytedance.seedream_5.lite.text_to_image
    answers.put((os.getpid(), model(prompt="child").image))


def test_a_client_goes_through_a_fork(emulator: Served) -> None:
    """Parent and child do not share a connection: both go on after the fork, at the same time."""
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    with client_of(emulator) as client:
        model = client.bytedance.seedream_5.lite.text_to_image
        model(prompt="before")
        children = [context.Process(target=_in_a_child, args=(client, answers)) for _ in range(4)]
        for child in children:
            child.start()
        for _ in range(5):
            assert model(prompt="parent").image
        found = [answers.get() for _ in children]
        for child in children:
            child.join(30)
            assert child.exitcode == 0
        assert model(prompt="after").image
    assert len({pid for pid, _ in found}) == 4
    assert emulator.accepted == 11


def test_a_client_is_pickled_as_its_options(
    emulator: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNCOMFY_TOKEN", emulator.token)
    with Client(base_url=emulator.base_url, policy=IMPATIENT, strict=True) as client:
        edit = client.bytedance.seedream_4_0.edit
        content = pickle.dumps(edit)
    assert emulator.token.encode() not in content
    again = pickle.loads(content)
    assert again.submit(prompt="x", images=[flat_picture(64, 64)]).request_id
    with pytest.raises(MediaRejected):
        again.submit(prompt="x", images=[flat_picture(14, 30)])


def test_what_a_pickle_may_not_hold(emulator: Served) -> None:
    with pytest.raises(TypeError, match="in the environment"):
        pickle.dumps(Client(emulator.token))
    with httpx2.Client() as http, pytest.raises(TypeError, match="in each process"):
        pickle.dumps(Client(http_client=http))


def test_a_spec_names_an_endpoint_in_another_process(emulator: Served) -> None:
    spec = pickle.loads(pickle.dumps(SPEC))
    assert spec == SPEC
    with client_of(emulator) as client:
        inputs = [{"prompt": "x", "images": [flat_picture(64, 64)]}]
        (outcome,) = client.map(spec, inputs)
    assert outcome.get().image
    assert pickle.loads(pickle.dumps(outcome)) == outcome


def test_errors_travel_between_processes(caller: Caller, emulator: Served) -> None:
    emulator.reset(Scenario(end=End(outcome="failed", error={"code": 7})))
    with pytest.raises(JobFailed) as caught:
        caller(caller.endpoints[TEXT], prompt="x")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.request_id) == (str(caught.value), caught.value.request_id)
    assert again.error == {"code": 7}


def test_one_async_client_in_two_loops(emulator: Served) -> None:
    client = AsyncClient(emulator.token, base_url=emulator.base_url, policy=IMPATIENT)

    async def call() -> object:
        async with client:
            return (await client.bytedance.seedream_5.lite.text_to_image(prompt="x")).image

    assert asyncio.run(call())
    assert asyncio.run(call())


@pytest.mark.parametrize(
    ("when", "cancelled", "phase"),
    [("unfinished", True, "cancelled"), ("never", False, "running")],
)
def test_a_job_that_takes_too_long_is_cancelled_when_asked(
    connect: Connect, emulator: Served, when: Any, cancelled: bool, phase: str
) -> None:
    emulator.reset(Scenario(run=Run(polls=10**6), cancel=Cancel(when=when)))
    caller = connect(timeout=0.02, cancel_unfinished=True)
    with pytest.raises(WaitTimeout) as caught:
        caller(caller.endpoints[TEXT], prompt="x")
    assert caught.value.cancelled is cancelled
    job = emulator.emulation.jobs[0]
    assert job.phase(emulator.emulation.clock()) == phase
    assert job.request_id == caught.value.request_id


def test_a_job_that_takes_too_long_goes_on_unless_asked(caller: Caller, emulator: Served) -> None:
    emulator.reset(Scenario(run=Run(polls=10**6)))
    job = caller(caller.endpoints[TEXT].submit, prompt="x")
    with pytest.raises(WaitTimeout):
        caller(job.result, timeout=0.02)
    assert emulator.emulation.calls("cancel") == 0
    with pytest.raises(WaitTimeout):
        caller(job.result, timeout=0.02, cancel_unfinished=True)
    assert emulator.emulation.calls("cancel") == 1


@pytest.mark.parametrize("asked", [True, False])
def test_a_cancelled_task_cancels_its_job_when_asked(emulator: Served, asked: bool) -> None:
    emulator.reset(Scenario(run=Run(polls=10**6)))

    async def run() -> list[str]:
        client = AsyncClient(emulator.token, base_url=emulator.base_url, policy=IMPATIENT)
        async with client:
            job = await client.bytedance.seedream_5.lite.text_to_image.submit(prompt="x")
            task = asyncio.create_task(job.result(cancel_unfinished=asked))
            while emulator.emulation.calls("status") < 3:
                await asyncio.sleep(0.005)
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            return list(caught.value.__notes__)

    notes = asyncio.run(run())
    assert any("its id resumes it" in note for note in notes)
    assert any("was cancelled, as asked" in note for note in notes) is asked
    assert emulator.emulation.calls("cancel") == int(asked)


class _Proxy(BaseHTTPRequestHandler):
    """Answers every request itself, and keeps what came."""

    seen: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def do_POST(self) -> None:
        self.seen.append((self.path, dict(self.headers)))
        self.rfile.read(int(self.headers["Content-Length"]))
        content = b'{"request_id": "r1"}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_headers_and_a_proxy_of_ones_own(connect: Connect) -> None:
    _Proxy.seen.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Proxy) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        headers = {"X-Team": "cats", "authorization": "Bearer stolen", "accept": "text/html"}
        url = f"http://user:hidden@127.0.0.1:{proxy.server_port}"
        caller = connect(base_url="http://api.invalid", headers=headers, proxy=url)
        assert caller(caller.endpoints[TEXT].submit, prompt="x").request_id == "r1"
        assert "hidden" not in f"{caller.client!r} {caller.client.settings!r}"
        proxy.shutdown()
    ((path, sent),) = _Proxy.seen
    assert path == f"http://api.invalid/v1/models/{TEXT}"
    named = {name.lower(): value for name, value in sent.items()}
    assert named["x-team"] == "cats"
    assert named["authorization"] == "Bearer emulator-token"
    assert named["accept"] == "application/json"


def test_an_http_client_of_ones_own_is_used_and_left_open(emulator: Served) -> None:
    with httpx2.Client(headers={"X-Mine": "1"}) as http:
        with client_of(emulator, http_client=http) as client:
            assert client.bytedance.seedream_5.lite.text_to_image(prompt="x").image
        assert not http.is_closed


def test_a_closed_client_opens_again(emulator: Served) -> None:
    client = client_of(emulator)
    for _ in range(2):
        with client:
            assert client.bytedance.seedream_5.lite.text_to_image(prompt="x").image


def test_no_log_of_ours_holds_an_argument_or_a_secret(
    connect: Connect, emulator: Served, caplog: pytest.LogCaptureFixture
) -> None:
    caller = connect(headers={"X-Key": "hidden"})
    with caplog.at_level(logging.DEBUG, logger="runcomfy_models"):
        caller(caller.endpoints[TEXT], prompt="a private cat")
    ours = [each.getMessage() for each in caplog.records if each.name.startswith("runcomfy")]
    assert ours
    assert not any(word in line for line in ours for word in ("private", "hidden", emulator.token))
