"""Every stored endpoint, minimal and full, through a real socket, by both clients."""

import io
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image

from typewright.config import Config
from typewright.emulator.app import Emulator
from typewright.ir.model import Array, Choice, Endpoint, Field, Media, Number, Text, Type
from typewright.pipeline import prepare

from .conftest import ROOT, Caller, picture


def stored_endpoints() -> tuple[Endpoint, ...]:
    prepared = prepare(Config(root=ROOT, package="runcomfy_models"))
    assert prepared.sdk is not None
    return prepared.sdk.endpoints


ENDPOINTS = stored_endpoints()


def value_for(kind: Type, *, last: bool) -> Any:
    """A value that the schema accepts; of an enum the first or the last."""
    match kind:
        case Choice(values=values):
            return values[-1 if last else 0]
        case Text(max_length=most):
            return "A calm sea"[:most]
        case Number(minimum=low):
            return low or 0
        case Media():
            return picture()
        case Array(items=items, min_items=fewest):
            return [value_for(items, last=last)] * max(1, fewest or 0)
        case _:
            return True


def arguments(endpoint: Endpoint, fields: list[Field], *, last: bool = False) -> dict[str, Any]:
    assert endpoint.input.fields
    return {field.name: value_for(field.type, last=last) for field in fields}


def submitting(endpoint: Endpoint, passed: dict[str, Any]) -> Callable[[Any], Any]:
    return lambda client: attribute(client, endpoint).submit(**passed)


def attribute(client: Any, endpoint: Endpoint) -> Any:
    return reduce(getattr, endpoint.namespace, client)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.module)
@pytest.mark.parametrize("extent", ["minimal", "full", "full, last of each enum"])
def test_every_endpoint(call: Caller, emulator: Emulator, endpoint: Endpoint, extent: str) -> None:
    fields = [field for field in endpoint.input.fields if field.required or extent != "minimal"]
    passed = arguments(endpoint, fields, last="last" in extent)
    output = call(lambda client: attribute(client, endpoint)(**passed))
    assert type(output).__name__ == f"{endpoint.stem}Output"
    assert output.image or output.video
    assert emulator.queue.accepted == 1
    assert set(emulator.bodies[0]) == {field.wire for field in fields}, "nothing unset is sent"


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.module)
def test_each_enum_value_is_accepted(call: Caller, emulator: Emulator, endpoint: Endpoint) -> None:
    required = arguments(endpoint, [field for field in endpoint.input.fields if field.required])
    for field in endpoint.input.fields:
        if isinstance(field.type, Choice):
            for value in field.type.values:
                job = call(submitting(endpoint, {**required, field.name: value}))
                assert job.request_id
                assert emulator.bodies[-1][field.wire] == value


def test_what_is_sent_is_the_file(call: Caller, emulator: Emulator, tmp_path: Path) -> None:
    content = picture(320, 320)
    path = tmp_path / "a.png"
    path.write_bytes(content)
    opened = io.BytesIO(content)
    opened.seek(3)
    opened.seek(0)
    url = "https://example.com/a.png"
    call(
        lambda client: client.bytedance.seedream_4_0.edit(
            prompt="x", images=[path, content, opened, url]
        )
    )
    first, second, third, fourth = cast("list[str]", emulator.bodies[0]["images"])
    assert first == second == third
    assert first.startswith("data:image/png;base64,")
    assert fourth == url
    assert opened.tell() == 0


def test_a_jpeg_from_a_phone_is_judged_as_stored_or_displayed(tmp_path: Path) -> None:
    """Orientation 6: stored lying, displayed standing; both readings count."""
    path = tmp_path / "phone.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (640, 310)).save(path, exif=exif)
    from runcomfy_models import Client

    model = Client("token").bytedance.seedance_1_0.lite.image_to_video
    report = model.preflight(prompt="x", first_frame_image_url=path)
    assert report.files[0].measurement.turned
    assert report.verdict == "pass"


def test_a_checker_can_be_used_by_itself(tmp_path: Path) -> None:
    from runcomfy_models.endpoints.bytedance__seedream_4_0__edit import IMAGES

    path = tmp_path / "small.png"
    path.write_bytes(picture(14, 20))
    judgement = IMAGES.check(path)
    assert judgement.verdict == "borderline"
    (violation,) = judgement.violations
    assert violation.rule.text == "width_pixels > 14"
    assert IMAGES.check("https://example.com/a.png").verdict == "unknown"
