"""One table of troubles and what callers see, for both clients; accepted submits are counted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from runcomfy_models import (
    AuthenticationFailed,
    InvalidArguments,
    InvalidMedia,
    JobCancelled,
    JobFailed,
    MediaRejected,
    MissingToken,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerFailed,
    SubmitOutcomeUnknown,
    WaitTimeout,
)
from typewright.emulator.app import Emulator
from typewright.emulator.scenario import Scenario

from .conftest import Caller, picture

MODEL = "bytedance/seedream-5/lite/text-to-image"


def run(client: Any) -> Any:
    return client.bytedance.seedream_5.lite.text_to_image(prompt="A calm sea")


@dataclass(frozen=True)
class Case:
    """A scenario and its end: an error, or a result when ``error`` is ``None``."""

    scenario: Scenario
    error: type[Exception] | None
    accepted: int = 1
    submits: int = 1


CASES = {
    "well": Case(Scenario(), None),
    "at once": Case(Scenario(queued_seconds=0, running_seconds=0), None),
    "failed with text": Case(Scenario(error="out of memory"), JobFailed),
    "failed with object": Case(Scenario(error={"code": 7, "message": "no"}), JobFailed),
    "unknown status": Case(Scenario(unknown_status="warming_up"), None),
    "rejected twice, then well": Case(Scenario(rejections=2), None, submits=3),
    "rejected with retry-after": Case(Scenario(rejections=1, retry_after="0"), None, submits=2),
    "unavailable, then well": Case(Scenario(rejections=1, rejection_status=503), None, submits=2),
    "rejected for good": Case(Scenario(rejections=99), RateLimited, accepted=0, submits=5),
    "unavailable for good": Case(
        Scenario(rejections=99, rejection_status=503), ServerFailed, accepted=0, submits=5
    ),
    "cut before it was accepted": Case(
        Scenario(cut_submit="before"), SubmitOutcomeUnknown, accepted=0
    ),
    "cut after it was accepted": Case(Scenario(cut_submit="after"), SubmitOutcomeUnknown),
    "garbled answer": Case(Scenario(garbled_submit=True), SubmitOutcomeUnknown),
    "three server errors while reading": Case(Scenario(server_errors=3), None),
    "server errors for good": Case(Scenario(server_errors=99), ServerFailed),
    "HTTP 200 with an error code": Case(Scenario(ok_with_error=True), PermissionDenied),
    "expired": Case(Scenario(expired=True), NotFound),
}


@pytest.mark.parametrize("name", CASES)
def test_scenario(call: Caller, emulator: Emulator, name: str) -> None:
    case = CASES[name]
    emulator.reset(case.scenario)
    if case.error is None:
        assert call(run).image
    else:
        with pytest.raises(case.error) as caught:
            call(run)
        assert "test-token" not in str(caught.value) + repr(caught.value)
    assert emulator.queue.accepted == case.accepted
    assert emulator.count("submit") == case.submits


BEFORE_SENDING: dict[str, tuple[Callable[[Any], Any], type[Exception], str]] = {
    "misspelt": (
        lambda client: client.bytedance.seedream_4_0.edit(prompt="x", image=[picture()]),
        InvalidArguments,
        "did you mean images?",
    ),
    "missing": (
        lambda client: client.bytedance.seedream_4_0.edit(images=[picture()]),
        InvalidArguments,
        "prompt: is required",
    ),
    "too many": (
        lambda client: client.bytedance.seedream_4_0.edit(prompt="x", images=[picture()] * 11),
        InvalidArguments,
        "at most 10 items",
    ),
    "a path as a string": (
        lambda client: client.bytedance.seedream_4_0.edit(prompt="x", images=["a.png"]),
        InvalidArguments,
        "pass pathlib.Path",
    ),
    "none where none is meant": (
        lambda client: client.bytedance.seedream_4_0.edit(
            prompt="x", images=[picture()], resolution=None
        ),
        InvalidArguments,
        "resolution",
    ),
    "too small": (
        lambda client: client.bytedance.seedance_1_0.lite.image_to_video(
            prompt="x", first_frame_image_url=picture(200, 200)
        ),
        MediaRejected,
        "must not be less than 300 pixels",
    ),
    "too large for one request": (
        lambda client: client.bytedance.seedance_1_0.lite.image_to_video.submit(
            prompt="x",
            first_frame_image_url=picture(400, 400) + bytes(29_000_000),
            last_frame_image_url=picture(400, 400) + bytes(29_000_000),
        ),
        InvalidMedia,
        "pass their URLs",
    ),
}


@pytest.mark.parametrize("name", BEFORE_SENDING)
def test_refused_before_anything_is_sent(call: Caller, emulator: Emulator, name: str) -> None:
    step, error, words = BEFORE_SENDING[name]
    with pytest.raises(error, match=words.replace("?", r"\?")):
        call(step)
    assert emulator.requests == []


@pytest.mark.filterwarnings("error")
def test_preflight_and_validate_send_nothing(call: Caller, emulator: Emulator) -> None:
    model = {"prompt": "x", "first_frame_image_url": picture(6000, 3000)}
    report = call(
        lambda client: client.bytedance.seedance_1_0.lite.image_to_video.preflight(**model)
    )
    assert report.verdict == "borderline"
    assert "must not exceed 6000 pixels" in str(report)
    valid = call(lambda client: client.bytedance.seedance_1_0.lite.image_to_video.validate(**model))
    assert valid.resolution == "480p"
    assert emulator.requests == []


def test_borderline_warns_and_strict_refuses(call: Caller, emulator: Emulator) -> None:
    def step(client: Any) -> Any:
        return client.bytedance.seedance_1_0.lite.image_to_video.submit(
            prompt="x", first_frame_image_url=picture(301, 300)
        )

    with pytest.raises(MediaRejected):
        call(step, strict=True)
    assert emulator.requests == []
    with (
        pytest.warns(UserWarning, match="must not be less than 300"),
        pytest.raises(Exception, match="300 pixels"),
    ):
        call(step)  # the emulator reads ">" as written
    assert emulator.queue.accepted == 0


@pytest.mark.parametrize("token", ["wrong", "wrong-and-longer"])
def test_a_bad_token_is_an_authentication_error(
    call: Caller, emulator: Emulator, token: str
) -> None:
    with pytest.raises(AuthenticationFailed) as caught:
        call.with_token(token)(run)
    assert (caught.value.status, caught.value.code) == (400, "400004")
    assert token not in str(caught.value)
    assert emulator.queue.accepted == 0


def test_no_token_names_the_variables(
    call: Caller, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("RUNCOMFY_TOKEN", "RUNCOMFY_API_TOKEN", "RUNCOMFY_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(MissingToken, match="RUNCOMFY_TOKEN"):
        call.with_token(None)(run)
    monkeypatch.setenv("RUNCOMFY_API_KEY", emulator.token)
    assert call.with_token(None)(run).image


def submitted(call: Caller, step: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Submit, then go on with the job."""
    return lambda client: call.then(
        client.bytedance.seedream_5.lite.text_to_image.submit(prompt="x"), step
    )


def test_updates_tell_the_queue_position(call: Caller, emulator: Emulator) -> None:
    emulator.reset(Scenario(queued_seconds=0.2, queue_position=4))
    updates: list[Any] = []

    step = submitted(call, lambda job: job.result(on_update=updates.append))
    assert call(step).image
    assert updates[0].phase == "queued"
    assert updates[0].queue_position == 4
    assert updates[-1].phase == "finished"
    assert all(update.queue_position is None for update in updates if update.phase != "queued")


def test_cancel_while_queued(call: Caller, emulator: Emulator) -> None:
    emulator.reset(Scenario(queued_seconds=9))
    assert call(submitted(call, lambda job: job.cancel())) is True
    (job_id,) = emulator.queue.jobs
    with pytest.raises(JobCancelled, match=job_id):
        call(lambda client: client.job(MODEL, job_id).result())


def test_cancel_while_running_is_told_honestly(call: Caller, emulator: Emulator) -> None:
    emulator.reset(Scenario(queued_seconds=0, running_seconds=0.3))
    assert call(submitted(call, lambda job: job.cancel())) is False
    (job_id,) = emulator.queue.jobs
    assert call(lambda client: client.job(MODEL, job_id).result())["image"]


def test_a_timeout_leaves_the_job_to_be_resumed(call: Caller, emulator: Emulator) -> None:
    emulator.reset(Scenario(queued_seconds=0.4))
    with pytest.raises(WaitTimeout) as caught:
        call(submitted(call, lambda job: job.result(timeout=0.1)))
    request_id = caught.value.request_id
    output = call(
        lambda client: client.bytedance.seedream_5.lite.text_to_image.job(request_id).result()
    )
    assert type(output).__name__ == "TextToImageOutput"
    assert output.seed == 7, "fields that the schema does not know are kept"
    assert emulator.queue.accepted == 1


def test_run_raw_is_untyped(call: Caller, emulator: Emulator) -> None:
    output = call(lambda client: client.run_raw(MODEL, {"prompt": "x", "max_images": 3}))
    assert output["images"]
    assert emulator.bodies == [{"prompt": "x", "max_images": 3}]


def test_the_vendors_words_are_kept(call: Caller, emulator: Emulator) -> None:
    with pytest.raises(Exception, match="enum") as caught:
        call(lambda client: client.run_raw(MODEL, {"prompt": "x", "max_images": 99}))
    assert getattr(caught.value, "status", None) == 422
    assert emulator.queue.accepted == 0
