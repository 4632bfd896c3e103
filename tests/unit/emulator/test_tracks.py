"""The pixels of films: the emulator's own, and boxes put together by hand."""

import struct
from dataclasses import dataclass
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from typewright.emulator.film import film
from typewright.emulator.media import Measured, measure
from typewright.emulator.results import content
from typewright.emulator.tracks import Track, largest_track
from typewright.runtime.measure import measure as runtime_measure

ONE = 0x10000
UPRIGHT = (ONE, 0, 0, ONE)
RIGHT = (0, ONE, -ONE, 0)
LEFT = (0, -ONE, ONE, 0)
DOWN = (-ONE, 0, 0, -ONE)


def box(kind: bytes, *parts: bytes) -> bytes:
    """A box with a size of 32 bits."""
    body = b"".join(parts)
    return struct.pack(">L4s", len(body) + 8, kind) + body


def large(kind: bytes, *parts: bytes) -> bytes:
    """A box with a size of 64 bits."""
    body = b"".join(parts)
    return struct.pack(">L4sQ", 1, kind, len(body) + 16) + body


def endless(kind: bytes, *parts: bytes) -> bytes:
    """A box that goes on to the end of what holds it."""
    return struct.pack(">L4s", 0, kind) + b"".join(parts)


def tkhd(
    width: float, height: float, turn: tuple[int, int, int, int] = UPRIGHT, version: int = 0
) -> bytes:
    """A track header of that version."""
    times = bytes(32 if version == 1 else 20)
    a, b, c, d = turn
    matrix = struct.pack(">9l", a, b, 0, c, d, 0, 0, 0, 0x40000000)
    sides = struct.pack(">2L", int(width * ONE), int(height * ONE))
    return box(b"tkhd", bytes([version, 0, 0, 3]), times, bytes(16), matrix, sides)


def movie(*headers: bytes) -> bytes:
    """A film with a track for each header."""
    tracks = (box(b"trak", box(b"edts"), header, box(b"mdia")) for header in headers)
    return box(b"ftyp", b"isom", bytes(4)) + box(b"moov", box(b"mvhd", bytes(100)), *tracks)


def test_a_film_of_the_emulator() -> None:
    file = BytesIO()
    Image.new("RGB", (40, 24)).save(file, "JPEG")
    made = film([file.getvalue()] * 3, 40, 24)
    assert largest_track(made) == Track(40, 24, turned=False)
    assert measure(made) == Measured(len(made), (40, 24), (40, 24), moving=True)


def test_a_padded_result() -> None:
    found = content("a.mp4", 100_000)
    assert found is not None
    assert measure(found[0]) == Measured(100_000, (256, 256), (256, 256), moving=True)


@pytest.mark.parametrize("version", [0, 1])
@pytest.mark.parametrize(
    ("turn", "turned"),
    [
        *((UPRIGHT, False), (DOWN, False), (RIGHT, True), (LEFT, True)),
        *(((0, 0, 0, 0), False), ((ONE, ONE, -ONE, ONE), False)),
    ],
)
def test_a_quarter_turn_counts_for_what_is_displayed(
    turn: tuple[int, int, int, int], turned: bool, version: int
) -> None:
    made = movie(tkhd(1920, 1080, turn, version))
    assert largest_track(made) == Track(1920, 1080, turned)
    shown = (1080, 1920) if turned else (1920, 1080)
    assert measure(made) == Measured(len(made), (1920, 1080), shown, moving=True)


def test_the_largest_track_wins() -> None:
    sound, small, big = tkhd(0, 0), tkhd(320, 180), tkhd(640, 360, RIGHT)
    for headers in ((sound, small, big), (big, sound, small)):
        assert largest_track(movie(*headers)) == Track(640, 360, turned=True)


def test_sizes_in_every_way_that_a_box_can_say_them() -> None:
    track = box(b"trak", tkhd(30, 20))
    for made in (
        box(b"mdat", bytes(99)) + box(b"moov", track),
        large(b"mdat", bytes(99)) + large(b"moov", large(b"trak", tkhd(30, 20))),
        box(b"wide") + endless(b"moov", endless(b"trak", tkhd(30, 20))),
    ):
        assert largest_track(made) == Track(30, 20, turned=False)


def test_the_fraction_of_a_side_is_left_out() -> None:
    assert largest_track(movie(tkhd(30.75, 20.5))) == Track(30, 20, turned=False)


@pytest.mark.parametrize(
    "made",
    [
        *(b"", b"x", bytes(8), bytes(64), movie(), movie(tkhd(0, 0)), movie(tkhd(30, 0))),
        box(b"ftyp", b"isom") + endless(b"mdat", movie(tkhd(30, 20))),
        box(b"moov", tkhd(30, 20)),
        movie(tkhd(30, 20, version=2)),
        movie(tkhd(30, 20))[:-12],
        movie(box(b"tkhd"), box(b"tkhd", b"\1"), box(b"tkhd", bytes(83))),
        struct.pack(">L4s", 4, b"moov") + bytes(99),
        struct.pack(">L4s", 1, b"moov"),
        struct.pack(">L4sQ", 1, b"moov", 8) + bytes(99),
        struct.pack(">L4sQ", 1, b"moov", 2**64 - 1) + bytes(99),
    ],
)
def test_what_shows_no_pixels(made: bytes) -> None:
    assert largest_track(made) is None
    assert measure(made) == Measured(len(made))


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes for the runtime's reader."""

    data: bytes

    def read(self, offset: int, length: int) -> bytes:
        """At most ``length`` bytes from ``offset``."""
        return self.data[offset : offset + length]


SIDES = st.integers(1, 65_535)
HEADERS = st.builds(
    tkhd, SIDES, SIDES, st.sampled_from([UPRIGHT, DOWN, RIGHT, LEFT]), st.sampled_from([0, 1])
)


@given(st.lists(HEADERS, min_size=1, max_size=4))
def test_the_runtime_reads_the_same(headers: list[bytes]) -> None:
    made = movie(*headers)
    other, own = runtime_measure(Bytes(made), len(made)), largest_track(made)
    assert own is not None
    assert own == Track(other.width or 0, other.height or 0, other.turned)


@given(st.binary(max_size=40), st.integers(0, 300))
def test_damage_never_raises(noise: bytes, place: int) -> None:
    made = movie(tkhd(30, 20), tkhd(60, 40, version=1))
    largest_track(made[:place] + noise + made[place + len(noise) :])
    largest_track(noise)
