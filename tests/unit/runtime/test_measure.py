"""Pictures measured by their first bytes agree with Pillow; broken ones never raise."""

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from typewright.runtime.measure import Measurement
from typewright.runtime.media import MediaSource

FORMATS: dict[str, tuple[str, dict[str, Any], str]] = {
    "png": ("PNG", {}, "image/png"),
    "jpeg": ("JPEG", {}, "image/jpeg"),
    "progressive jpeg": ("JPEG", {"progressive": True}, "image/jpeg"),
    "gif": ("GIF", {}, "image/gif"),
    "bmp": ("BMP", {}, "image/bmp"),
    "lossy webp": ("WEBP", {"quality": 40}, "image/webp"),
    "lossless webp": ("WEBP", {"lossless": True}, "image/webp"),
}


def picture(kind: str, width: int, height: int, mode: str = "RGB", **options: Any) -> bytes:
    form, settings, _ = FORMATS[kind]
    content = io.BytesIO()
    Image.new(mode, (width, height), 7).save(content, form, **settings, **options)
    return content.getvalue()


def measured(content: bytes) -> Measurement:
    return MediaSource.of(content).measure()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("size", [(1, 1), (640, 480), (17, 4097), (3000, 2)])
def test_sides_and_type(kind: str, size: tuple[int, int]) -> None:
    content = picture(kind, *size)
    found = measured(content)
    assert (found.width, found.height) == size
    assert found.media_type == FORMATS[kind][2]
    assert found.size == len(content)
    assert not found.turned


def test_a_webp_with_alpha() -> None:
    found = measured(picture("lossy webp", 333, 222, "RGBA"))
    assert (found.width, found.height) == (333, 222)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_of_a_jpeg(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = measured(picture("jpeg", 640, 480, exif=exif))
    assert found.turned is (orientation >= 5)
    shown = (480, 640) if orientation >= 5 else (640, 480)
    assert found.sides(displayed=True) == shown
    assert found.sides(displayed=False) == (640, 480)


def test_a_frame_header_far_from_the_start() -> None:
    """Cameras put previews and profiles before it; they are skipped, not read."""
    whole = picture("jpeg", 800, 600)
    preview = b"\xff\xe2" + (65_000).to_bytes(2, "big") + bytes(64_998)
    found = measured(whole[:2] + preview * 40 + whole[2:])
    assert (found.width, found.height) == (800, 600)


@pytest.mark.parametrize("kind", FORMATS)
def test_cut_at_every_byte(kind: str) -> None:
    whole = picture(kind, 64, 48)
    for cut in range(1, min(len(whole), 400)):
        assert measured(whole[:cut]).sides(displayed=False) in (None, (64, 48))


@given(st.sampled_from(list(FORMATS)), st.binary(max_size=40), st.integers(0, 60))
def test_hostile_bytes_never_raise(kind: str, noise: bytes, at: int) -> None:
    whole = picture(kind, 64, 48)
    found = measured(whole[:at] + noise + whole[at + len(noise) :])
    assert found.width is None or found.width > 0
    assert found.height is None or found.height > 0


@given(st.binary(min_size=1, max_size=300))
def test_other_files_have_a_size_alone(content: bytes) -> None:
    found = measured(content)
    assert found.size == len(content)
    if found.media_type is None:
        assert found.width is None


def test_a_file_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.webp"
    path.write_bytes(picture("lossy webp", 20, 30))
    found = MediaSource.of(path).measure()
    assert (found.width, found.height, found.size) == (20, 30, path.stat().st_size)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_in_every_format_that_has_one(format: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    Image.new("RGB", (70, 90)).save(file, format, exif=exif)
    found = MediaSource.of(file.getvalue()).measure()
    assert (found.width, found.height, found.turned) == (70, 90, orientation >= 5)
