"""Jobs one holds in hand, and calls that must not get as far as a job; by both clients."""

import logging
import warnings
from typing import Any

import pytest

from runcomfy_models import (
    AuthenticationFailed,
    ConnectionFailed,
    JobCancelled,
    MissingToken,
)
from typewright.emulator.scenario import Cancel, Queue, Run, Scenario, Words
from typewright.emulator.server import Served

from .conftest import Caller, Connect

TEXT = "bytedance/seedream-5/lite/text-to-image"
EDIT = "bytedance/seedream-4-0/edit"


def submitted(caller: Caller) -> Any:
    """A job of the text endpoint."""
    return caller(caller.endpoints[TEXT].submit, prompt="a cat")


def test_a_job_tells_how_it_stands(caller: Caller, emulator: Served) -> None:
    emulator.reset(Scenario(queue=Queue(polls=2, positions=(5, 1))))
    job = submitted(caller)
    seen = [caller(job.status) for _ in range(4)]
    assert [update.phase for update in seen] == ["queued", "queued", "running", "finished"]
    assert [update.queue_position for update in seen] == [5, 1, None, None]
    assert seen[0].request_id == job.request_id == emulator.emulation.jobs[0].request_id


def test_a_word_that_nobody_knows_is_told_as_it_came_and_is_no_end(
    caller: Caller, emulator: Served
) -> None:
    emulator.reset(Scenario(run=Run(polls=2), words=Words({"running": "warming_up"})))
    updates: list[Any] = []
    assert caller(submitted(caller).result, on_update=updates.append).image
    seen = [(update.status, update.phase) for update in updates]
    assert seen == [
        ("in_queue", "queued"),
        ("warming_up", "unknown"),
        ("warming_up", "unknown"),
        ("completed", "finished"),
    ]
    assert emulator.emulation.calls("result") == 1


def test_waiting_tells_of_every_poll(caller: Caller, emulator: Served) -> None:
    emulator.reset(Scenario(queue=Queue(polls=3, positions=(2, 1, 0))))
    updates: list[Any] = []
    caller(submitted(caller).result, on_update=updates.append)
    assert [update.queue_position for update in updates] == [2, 1, 0, None, None]
    assert [update.status for update in updates[2:]] == ["in_queue", "in_progress", "completed"]


@pytest.mark.parametrize(
    ("plan", "cancelled", "ends"),
    [
        (Cancel(), True, JobCancelled),
        (Cancel(status="in_progress"), True, JobCancelled),
        (Cancel(polls=2), True, JobCancelled),
        (Cancel(when="never"), False, None),
        (Cancel(when="never", status="cancelled"), False, None),
        (Cancel(when="ignored"), True, None),
    ],
)
def test_cancelling(
    caller: Caller, emulator: Served, plan: Cancel, cancelled: bool, ends: type[Exception] | None
) -> None:
    emulator.reset(Scenario(run=Run(polls=3), cancel=plan))
    job = submitted(caller)
    assert caller(job.cancel) is cancelled
    if ends is None:
        assert caller(job.result).image
    else:
        with pytest.raises(ends, match=job.request_id):
            caller(job.result)


def test_cancelling_comes_too_late(caller: Caller, emulator: Served) -> None:
    emulator.reset(Scenario(queue=Queue(polls=0), run=Run(polls=0)))
    job = submitted(caller)
    assert caller(job.cancel) is False
    assert caller(job.result).image


def test_cancelled_as_others_spell_it(caller: Caller, emulator: Served) -> None:
    emulator.reset(Scenario(words=Words({"cancelled": "canceled"}, {"cancelled": "canceled"})))
    job = submitted(caller)
    assert caller(job.cancel)
    with pytest.raises(JobCancelled):
        caller(job.result)


def test_a_job_is_resumed_by_its_id(caller: Caller, connect: Connect, emulator: Served) -> None:
    job = submitted(caller)
    other = connect()
    typed = caller(other.endpoints[TEXT].job(job.request_id).result)
    untyped = caller(other.client.job(TEXT, job.request_id).result)
    assert typed.image == untyped["image"]
    assert emulator.accepted == 1


def test_the_untyped_way_out(caller: Caller, emulator: Served) -> None:
    output = caller(caller.client.run_raw, TEXT, {"prompt": "x", "max_images": 2})
    assert output["image"].startswith(emulator.base_url)
    assert emulator.emulation.jobs[0].input == {"prompt": "x", "max_images": 2}


def test_a_wrong_token(connect: Connect, emulator: Served) -> None:
    caller = connect("not-the-secret-token")
    with pytest.raises(AuthenticationFailed) as caught:
        submitted(caller)
    assert (caught.value.status, caught.value.code) == (400, "400004")
    assert "not-the-secret-token" not in f"{caught.value!s} {caught.value!r} {caller.client!r}"
    assert emulator.accepted == 0


def test_no_token_at_all(
    connect: Connect, emulator: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("RUNCOMFY_TOKEN", "RUNCOMFY_API_TOKEN", "RUNCOMFY_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(MissingToken, match="RUNCOMFY_TOKEN"):
        submitted(connect(None))
    assert emulator.emulation.received == ()
    monkeypatch.setenv("RUNCOMFY_API_KEY", emulator.token)
    assert submitted(connect(None)).request_id


def test_nobody_listens(connect: Connect) -> None:
    caller = connect(base_url="http://127.0.0.1:1")
    with pytest.raises(ConnectionFailed):
        submitted(caller)


def test_the_token_is_in_no_log(
    caller: Caller, emulator: Served, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        caller(submitted(caller).result)
    assert "/v1/requests/" in caplog.text
    assert emulator.token not in caplog.text


def test_a_url_is_sent_as_it_is_and_no_reason_to_warn(caller: Caller, emulator: Served) -> None:
    url = "https://files.example/a%20b.png?x=1&y=ü"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        caller(caller.endpoints[EDIT].submit, prompt="x", images=[url])
    assert emulator.emulation.jobs[0].input["images"] == [url]
