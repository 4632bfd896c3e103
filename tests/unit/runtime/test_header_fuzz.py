"""120,000 mutated headers of pictures and films: no crash, no hang, no read beyond the cap.

The seed is fixed, so that what fails once fails again.
"""

import io
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from PIL import Image

from typewright.emulator.film import film as real_film
from typewright.runtime.header import FIRST_BYTES, MOST_BYTES, MOST_READS
from typewright.runtime.measure import measure

from .test_containers import box, element, film, picture, track

MUTATIONS = 10_000
"""Of each of the twelve samples."""

LONGEST_SECONDS = 0.05
TRIES = 4
"""A machine that is busy with something else is no hang: the best of these counts."""


def encoded(format: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image = Image.linear_gradient("L").convert("RGB").crop((0, 0, 60, 40))
    image.save(file, format, **options)
    return file.getvalue()


def exif() -> Image.Exif:
    found = Image.Exif()
    found[0x0112] = 6
    return found


def webm() -> bytes:
    sides = element(0xB0, b"\x05\x00"), element(0xBA, b"\x02\xd0")
    tracks = element(0x1654AE6B, element(0xAE, element(0xE0, *sides)))
    return element(0x1A45DFA3, bytes(20)) + element(0x18538067, element(0xEC, bytes(9)), tracks)


SAMPLES = {
    "png": encoded("PNG", exif=exif()),
    "jpeg": encoded("JPEG", exif=exif(), icc_profile=bytes(500)),
    "progressive jpeg": encoded("JPEG", progressive=True, comment=b"x" * 90),
    "gif": encoded("GIF"),
    "bmp": encoded("BMP"),
    "webp": encoded("WEBP"),
    "lossless webp": encoded("WEBP", lossless=True),
    "extended webp": encoded("WEBP", exif=exif()),
    "avif": encoded("AVIF"),
    "heic": picture(turn=1),
    "mp4": film(track(64, 48, turn=90), track(0, 0), before=box(b"free", bytes(50))),
    "mov": real_film([encoded("JPEG")], 60, 40).replace(b"isom", b"qt  ", 1),
    "webm": webm(),
}


@dataclass
class Watched:
    """A file in memory that notes the furthest and the longest that is asked for."""

    data: bytes
    reads: int = 0
    asked: int = 0

    def read(self, offset: int, length: int) -> bytes:
        assert offset >= 0
        assert length >= 0
        self.reads += 1
        self.asked += length
        return self.data[offset : offset + length]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """``data`` after one to five changes, most of them in its first bytes."""
    content = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        end = len(content) if chance.random() < 0.3 else min(len(content), 160)
        at = chance.randrange(max(1, end))
        match chance.randrange(6):
            case 0:
                content[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                content[at : at + 4] = chance.choice(EXTREMES)
            case 2:
                del content[at : at + chance.randint(1, 16)]
            case 3:
                content[at:at] = chance.randbytes(chance.randint(1, 16))
            case 4:
                content[at:at] = content[at : at + chance.randint(1, 64)]
            case _:
                content = content[: max(16, at)] if chance.random() < 0.2 else content
    return bytes(content)


EXTREMES = (
    b"\0\0\0\0",
    b"\0\0\0\1",
    b"\1\0\0\0",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\x80\0\0\0",
    b"\0\0\0\x08",
    b"\0\0\xff\xff",
)


def hold_to_the_cap(source: Any, size: int) -> None:
    """Measure, and look at what was asked for and how long it took."""
    best = float("inf")
    for _ in range(TRIES):
        source.reads = source.asked = 0
        began = time.perf_counter()
        found = measure(source, size)
        best = min(best, time.perf_counter() - began)
        assert found.size == size
        assert (found.width is None) == (found.height is None)
        assert found.width is None or 0 < found.width <= 2**32
        assert source.reads <= MOST_READS + 1
        assert source.asked <= MOST_BYTES
        if best <= LONGEST_SECONDS:
            return
    raise AssertionError(f"{best * 1000:.0f} ms")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_measured(name: str) -> None:
    found = measure(Watched(SAMPLES[name]), len(SAMPLES[name]))
    assert found.width
    assert found.height


@pytest.mark.parametrize("name", SAMPLES)
def test_mutated_headers(name: str) -> None:
    chance = random.Random(name)
    known = 0
    for _ in range(MUTATIONS):
        data = mutated(SAMPLES[name], chance)
        hold_to_the_cap(Watched(data), len(data))
        known += measure(Watched(data), len(data)).width is not None
    assert 0 < known < MUTATIONS  # the mutations are neither all fatal nor all harmless


def test_headers_of_one_format_with_the_rest_of_another() -> None:
    chance = random.Random("splice")
    for _ in range(MUTATIONS):
        first, second = (SAMPLES[chance.choice(list(SAMPLES))] for _ in range(2))
        data = first[: chance.randrange(200)] + second[chance.randrange(40) :]
        hold_to_the_cap(Watched(data), len(data))


@dataclass
class Endless:
    """A file without an end: ``head``, then ``pattern`` for ever."""

    head: bytes
    pattern: bytes
    reads: int = 0
    asked: int = 0

    def read(self, offset: int, length: int) -> bytes:
        self.reads += 1
        self.asked += length
        if offset < len(self.head):
            rest = self.head[offset : offset + length]
            return rest + self._repeated(0, length - len(rest))
        return self._repeated((offset - len(self.head)) % len(self.pattern), length)

    def _repeated(self, phase: int, length: int) -> bytes:
        times = (phase + length) // len(self.pattern) + 1
        return (self.pattern * times)[phase : phase + length]


ENDLESS: dict[str, Callable[[], Endless]] = {
    "jpeg of empty segments": lambda: Endless(b"\xff\xd8", b"\xff\xe2\0\2"),
    "jpeg of padding": lambda: Endless(b"\xff\xd8", b"\xff"),
    "jpeg of exif": lambda: Endless(b"\xff\xd8", b"\xff\xe1\xff\xffExif\0\0" + bytes(65527)),
    "png of empty chunks": lambda: Endless(SAMPLES["png"][:33], b"\0\0\0\0aaaa\0\0\0\0"),
    "webp of empty chunks": lambda: Endless(SAMPLES["extended webp"][:30], b"AAAA\0\0\0\0"),
    "mp4 of empty boxes": lambda: Endless(SAMPLES["mp4"][:20], b"\0\0\0\x08free"),
    "mp4 of empty tracks": lambda: Endless(
        SAMPLES["mp4"][:20] + b"\0\0\0\0moov", b"\0\0\0\x10trak\0\0\0\x08edts"
    ),
    "heic of one large box": lambda: Endless(SAMPLES["heic"][:24] + b"\0\0\0\0meta", b"\0"),
    "heic of empty boxes": lambda: Endless(
        SAMPLES["heic"][:24] + b"\xff\xff\xff\0meta\0\0\0\0", b"\0\0\0\x08free"
    ),
    "webm of empty elements": lambda: Endless(SAMPLES["webm"][:25], b"\xec\x80"),
    "webm of nested segments": lambda: Endless(
        SAMPLES["webm"][:25], b"\x18\x53\x80\x67\xff\x16\x54\xae\x6b\xff\xae\xff"
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_files_without_an_end(name: str) -> None:
    source = ENDLESS[name]()
    hold_to_the_cap(source, 1 << 60)
    assert source.asked >= FIRST_BYTES
