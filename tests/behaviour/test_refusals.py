"""What is refused before anything is sent, and what the API then refuses; by both clients."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from runcomfy_models import (
    ApiError,
    InvalidArguments,
    InvalidMedia,
    MediaRejected,
    MediaWarning,
    SdkError,
    WaitTimeout,
)
from runcomfy_models.endpoints.bytedance__seedream_4_0__edit import IMAGES
from typewright.emulator.scenario import Reading, Run, Scenario
from typewright.emulator.server import Served

from .arguments import URL, flat_picture
from .conftest import Caller, Connect

TEXT = "bytedance/seedream-5/lite/text-to-image"
EDIT = "bytedance/seedream-4-0/edit"
VIDEO = "bytedance/seedance-1-0/lite/image-to-video"

_HEAVY = flat_picture(400, 400) + bytes(29_000_000)


@pytest.mark.parametrize(
    ("model_id", "arguments", "error", "words"),
    [
        (TEXT, {"promt": "x"}, InvalidArguments, "did you mean prompt"),
        (TEXT, {}, InvalidArguments, "prompt: is required"),
        (TEXT, {"prompt": None}, InvalidArguments, "prompt"),
        (TEXT, {"prompt": "x", "max_images": 16}, InvalidArguments, "max_images"),
        (TEXT, {"prompt": "x", "max_images": "3"}, InvalidArguments, "max_images"),
        (TEXT, {"prompt": "x", "output_format": "PNG"}, InvalidArguments, "output_format"),
        (EDIT, {"prompt": "x", "image": [URL]}, InvalidArguments, "did you mean images"),
        (EDIT, {"prompt": "x", "images": [URL] * 11}, InvalidArguments, "at most 10 items"),
        (EDIT, {"prompt": "x", "images": ["a.png"]}, InvalidArguments, "pass pathlib.Path"),
        (
            EDIT,
            {"prompt": "x", "images": [URL], "resolution": None},
            InvalidArguments,
            "resolution",
        ),
        (EDIT, {"prompt": "x", "images": [flat_picture(13, 30)]}, MediaRejected, "14 pixels"),
        (EDIT, {"prompt": "x", "images": [flat_picture(1000, 20)]}, MediaRejected, "1:3 to 3:1"),
        (
            VIDEO,
            {"prompt": "x", "first_frame_image_url": flat_picture(200, 200)},
            MediaRejected,
            "must not be less than 300 pixels",
        ),
        (
            VIDEO,
            {"prompt": "x", "first_frame_image_url": _HEAVY, "last_frame_image_url": _HEAVY},
            InvalidMedia,
            "pass URLs, or give the client an uploader",
        ),
    ],
)
def test_refused_before_anything_is_sent(
    caller: Caller,
    emulator: Served,
    model_id: str,
    arguments: dict[str, object],
    error: type[SdkError],
    words: str,
) -> None:
    endpoint = caller.endpoints[model_id]
    for function in (endpoint, endpoint.submit):
        with pytest.raises(error, match=words):
            caller(function, **arguments)
    if error is InvalidArguments:
        for function in (endpoint.preflight, endpoint.validate):
            with pytest.raises(error, match=words):
                caller(function, **arguments)
    assert (emulator.emulation.received, emulator.accepted) == ((), 0)


@pytest.mark.filterwarnings("error")
def test_preflight_and_validate_send_nothing(caller: Caller, emulator: Served) -> None:
    endpoint = caller.endpoints[VIDEO]
    arguments = {"prompt": "x", "first_frame_image_url": flat_picture(2500, 1000)}
    report = caller(endpoint.preflight, **arguments)
    assert report.verdict == "borderline"
    assert "should be between 0.4 and 2.5" in str(report)
    assert caller(endpoint.validate, **arguments).resolution == "480p"
    assert emulator.emulation.received == ()


def test_a_borderline_file_warns_and_the_api_decides(caller: Caller, emulator: Served) -> None:
    """The emulator's two readings of ``>`` give the two answers that the warning stands for."""
    submit = caller.endpoints[EDIT].submit
    images = [flat_picture(14, 14)]
    with (
        pytest.warns(MediaWarning, match=r"images\[0\]"),
        pytest.raises(ApiError, match="14 pixels") as caught,
    ):
        caller(submit, prompt="x", images=images)
    assert (caught.value.status, emulator.accepted) == (422, 0)
    emulator.reset(Scenario(rules=Reading(inclusive=True)))
    with pytest.warns(MediaWarning, match=r"images\[0\]"):
        caller(submit, prompt="x", images=images)
    assert emulator.accepted == 1


def test_strict_refuses_a_borderline_file(connect: Connect, emulator: Served) -> None:
    caller = connect(strict=True)
    with pytest.raises(MediaRejected):
        caller(caller.endpoints[EDIT].submit, prompt="x", images=[flat_picture(14, 14)])
    assert emulator.emulation.received == ()


def test_a_jpeg_from_a_phone_is_judged_as_stored_and_as_displayed(
    caller: Caller, tmp_path: Path
) -> None:
    """Orientation 6: stored lying, displayed standing; both readings count."""
    path = tmp_path / "phone.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (640, 310)).save(path, exif=exif)
    endpoint = caller.endpoints[VIDEO]
    report = caller(endpoint.preflight, prompt="x", first_frame_image_url=path)
    assert report.files[0].measurement.turned
    assert report.verdict == "pass"


def test_the_vendors_words_are_kept(caller: Caller, emulator: Served) -> None:
    body: dict[str, Any] = {"prompt": "x", "max_images": 99}
    with pytest.raises(ApiError, match="max_images: 99 breaks enum") as caught:
        caller(caller.client.run_raw, TEXT, body)
    assert caught.value.status == 422
    assert emulator.accepted == 0


def test_a_timeout_leaves_the_job_to_be_resumed(caller: Caller, emulator: Served) -> None:
    emulator.reset(Scenario(run=Run(polls=0, seconds=0.3)))
    endpoint = caller.endpoints[TEXT]
    job = caller(endpoint.submit, prompt="x")
    with pytest.raises(WaitTimeout) as caught:
        caller(job.result, timeout=0.05)
    assert caught.value.request_id == job.request_id
    output = caller(endpoint.job(caught.value.request_id).result)
    assert type(output) is endpoint.spec.output
    assert emulator.accepted == 1


def test_a_checker_can_be_used_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "small.png"
    path.write_bytes(flat_picture(14, 20))
    judgement = IMAGES.check(path)
    assert judgement.verdict == "borderline"
    (violation,) = judgement.violations
    assert violation.rule.text == "width_pixels > 14"
    assert IMAGES.check(URL).verdict == "unknown"
