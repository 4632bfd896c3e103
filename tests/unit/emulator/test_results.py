"""The files of results: real ones, whole or in parts, of any length."""

import wave
from dataclasses import replace
from io import BytesIO
from typing import Any

import httpx2
import pytest
from PIL import Image

from typewright.emulator import results
from typewright.emulator.scenario import End, Fault, Queue, Run, Scenario
from typewright.emulator.server import Served
from typewright.emulator.tracks import largest_picture

AT_ONCE = Scenario(queue=Queue(polls=0), run=Run(polls=0), end=End(file_bytes=10_000))


def url_of_result(api: httpx2.Client) -> str:
    """A file of a job that ends at once."""
    model = "bytedance/seedream-5/lite/text-to-image"
    accepted = api.post(f"/v1/models/{model}", json={"prompt": "x"}).json()
    output: dict[str, Any] = api.get(accepted["result_url"]).json()["output"]
    return str(next(iter(output.values())))


@pytest.mark.parametrize("least", [0, 1, 5_000, 100_000, 100_003])
@pytest.mark.parametrize("suffix", ["png", "mp4", "wav"])
def test_files_are_real_at_any_length(suffix: str, least: int) -> None:
    found = results.content(suffix, least)
    assert found is not None
    content, media_type = found
    assert len(content) >= least
    match suffix:
        case "png":
            with Image.open(BytesIO(content)) as image:
                image.load()
                assert image.size == (256, 256)
        case "mp4":
            picture = largest_picture(content)
            assert picture is not None
            assert (picture.width, picture.height) == (256, 256)
        case _:
            with wave.open(BytesIO(content)) as sound:
                assert sound.getnframes() >= 8000
    assert media_type.partition("/")[0] in ("image", "video", "audio")


@pytest.mark.parametrize(
    ("categories", "kind"),
    [
        (("text-to-image",), "image"),
        (("image-to-video",), "video"),
        (("text-to-audio",), "audio"),
        (("text-to-speech",), "audio"),
        ((), "image"),
    ],
)
def test_what_an_endpoint_makes(categories: tuple[str, ...], kind: results.Kind) -> None:
    assert results.kind_of(categories) == kind
    (name,) = results.names("emu-1", kind, 1)
    assert results.request_id_of(name) == "emu-1"
    assert results.content(name.rpartition(".")[2], 0) is not None
    assert results.output(kind, ("a", "b")) == {f"{kind}s": ["a", "b"]}


def test_a_part_of_a_file(api: httpx2.Client, served: Served) -> None:
    served.reset(AT_ONCE)
    url = url_of_result(api)
    whole = api.get(url)
    assert len(whole.content) == 10_000
    assert whole.headers["accept-ranges"] == "bytes"
    etag = whole.headers["etag"]
    part = api.get(url, headers={"Range": "bytes=100-199", "If-Range": etag})
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    assert part.headers["content-range"] == "bytes 100-199/10000"
    other = api.get(url, headers={"Range": "bytes=100-199", "If-Range": '"other"'})
    assert (other.status_code, other.content) == (200, whole.content)
    beyond = api.get(url, headers={"Range": "bytes=10000-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, "bytes */10000")
    head = api.head(url)
    assert (head.headers["content-length"], head.content) == ("10000", b"")


def test_a_part_that_breaks_off_keeps_its_head(api: httpx2.Client, served: Served) -> None:
    served.reset(replace(AT_ONCE, fault=(Fault("file", "truncated"),)))
    url = url_of_result(api)
    with api.stream("GET", url, headers={"Range": "bytes=5000-"}) as answer:
        assert answer.status_code == 206
        assert answer.headers["content-range"] == "bytes 5000-9999/10000"
        assert answer.headers["content-length"] == "5000"
        with pytest.raises(httpx2.RemoteProtocolError):
            answer.read()
