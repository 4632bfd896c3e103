"""The emulator's own measuring: real files of every kind that Pillow writes here."""

import base64
from io import BytesIO

import pytest
from PIL import Image

from typewright.catalogue.model import Json
from typewright.emulator.media import Measured, NoMedia, broken_rules, decode, measure
from typewright.emulator.scenario import Reading


def picture(width: int, height: int, format: str = "PNG", *, orientation: int = 1) -> bytes:
    """A real picture; the EXIF orientation is written only where it says something."""
    exif = Image.Exif()
    if orientation != 1:
        exif[0x0112] = orientation
    file = BytesIO()
    Image.new("RGB", (width, height)).save(file, format, exif=exif)
    return file.getvalue()


def rule(text: str, value: float) -> list[Json]:
    """One rule, whose message is its text."""
    return [{"validation_rule": text, "validation_value": value, "validation_error": text}]


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_pixels_and_bytes(format: str) -> None:
    content = picture(30, 20, format)
    assert measure(content) == Measured(len(content), (30, 20), (30, 20))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_exchanges_width_and_height_from_5_on(orientation: int) -> None:
    found = measure(picture(30, 20, "JPEG", orientation=orientation))
    assert found.stored == (30, 20)
    assert found.displayed == ((20, 30) if orientation >= 5 else (30, 20))


@pytest.mark.parametrize(
    "content", [b"x", b"\x89PNG\r\n\x1a\n", picture(9, 9)[:20], b"\x1aE\xdf\xa3" + bytes(40)]
)
def test_what_is_no_image_has_a_size_alone(content: bytes) -> None:
    assert measure(content) == Measured(len(content))


@pytest.mark.parametrize(
    ("text", "value", "size", "broken"),
    [
        ("width_pixels<", 30, (29, 9), False),
        ("width_pixels<", 30, (30, 9), True),
        ("width_pixels<=", 30, (30, 9), False),
        ("height_pixels>", 9, (30, 9), True),
        ("height_pixels>=", 9, (30, 9), False),
        ("height_pixels==", 9, (30, 9), False),
        ("height_pixels==", 9, (30, 10), True),
        ("width/height>", 0.4, (4, 10), True),
        ("width/height>", 0.4, (41, 100), False),
        ("width/height >", 0.33, (33, 100), True),
        ("duration_seconds<", 1, (30, 9), False),
    ],
)
def test_rules_are_exact(text: str, value: float, size: tuple[int, int], broken: bool) -> None:
    found = list(broken_rules(rule(text, value), Measured(1, size, size), Reading()))
    assert found == ([text] if broken else [])


def test_the_reading_decides_at_the_bound() -> None:
    limit = rule("file_size_mb<", 1)
    exact = Measured(1_000_000)
    assert list(broken_rules(limit, exact, Reading()))
    assert not list(broken_rules(limit, exact, Reading(inclusive=True)))
    assert not list(broken_rules(limit, exact, Reading(megabyte=1_048_576)))
    turned = Measured(1, (30, 20), (20, 30))
    assert not list(broken_rules(rule("width_pixels<", 25), turned, Reading()))
    assert list(broken_rules(rule("width_pixels<", 25), turned, Reading(displayed=False)))


def test_a_rule_on_pixels_lets_pass_what_has_none() -> None:
    assert not list(broken_rules(rule("width_pixels<", 1), Measured(10), Reading()))


def test_a_data_uri_is_decoded_and_a_url_is_not_fetched() -> None:
    content = picture(3, 3)
    uri = f"data:image/png;base64,{base64.b64encode(content).decode()}"
    assert decode(uri) == content
    assert decode("https://files.example/a.png") is None


@pytest.mark.parametrize(
    "value",
    [
        *("", "cat.png", "https://", "http://files.example/a.png", "file:///etc/hosts"),
        *("data:", "data:image/png,abc", "data:image/png;base64,", "data:image/png;base64,a b"),
    ],
)
def test_anything_else_is_no_file(value: str) -> None:
    with pytest.raises(NoMedia):
        decode(value)
