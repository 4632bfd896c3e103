"""Pictures in boxes and films: sides and quarter turns, on real and on hand-made files."""

import io
import struct
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from typewright.runtime.header import FIRST_BYTES
from typewright.runtime.measure import Measurement, measure


@dataclass
class Bytes:
    """A file in memory that counts what is read of it."""

    data: bytes
    read_bytes: int = 0

    def read(self, offset: int, length: int) -> bytes:
        found = self.data[offset : offset + length]
        self.read_bytes += len(found)
        return found


def measured(data: bytes) -> Measurement:
    return measure(Bytes(data), len(data))


def box(kind: bytes, *content: bytes, large: bool = False) -> bytes:
    body = b"".join(content)
    if large:
        return struct.pack(">I4sQ", 1, kind, len(body) + 16) + body
    return struct.pack(">I4s", len(body) + 8, kind) + body


TURNS = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}


def track(width: int, height: int, *, turn: int = 0, version: int = 0) -> bytes:
    a, b = (value << 16 for value in TURNS[turn])
    matrix = struct.pack(">9i", a, b, 0, -b, a, 0, 0, 0, 1 << 30)
    times = bytes([version, 0, 0, 7]) + bytes(32 if version else 20)
    sides = struct.pack(">II", width << 16, height << 16)
    return box(b"trak", box(b"tkhd", times, bytes(16), matrix, sides))


def film(*tracks: bytes, brand: bytes = b"isom", before: bytes = b"") -> bytes:
    return box(b"ftyp", brand, bytes(4), brand) + before + box(b"moov", box(b"mvhd"), *tracks)


def test_a_film() -> None:
    found = measured(film(track(0, 0), track(1920, 1080)))
    assert (found.width, found.height, found.turned) == (1920, 1080, False)
    assert found.media_type == "video/mp4"


@pytest.mark.parametrize(("turn", "turned"), [(0, False), (90, True), (180, False), (270, True)])
@pytest.mark.parametrize("version", [0, 1])
def test_a_film_that_was_shot_upright(turn: int, turned: bool, version: int) -> None:
    found = measured(film(track(1920, 1080, turn=turn, version=version), brand=b"qt  "))
    assert found.turned is turned
    assert found.sides(displayed=True) == ((1080, 1920) if turned else (1920, 1080))
    assert found.media_type == "video/quicktime"


def test_what_lies_before_the_index_is_not_read() -> None:
    content = Bytes(film(track(640, 480), before=box(b"mdat", bytes(5_000_000), large=True)))
    assert measure(content, len(content.data)).width == 640
    assert content.read_bytes < FIRST_BYTES + 1000


def number(value: int, width: int = 4) -> bytes:
    """An EBML size that takes ``width`` bytes."""
    return (value | 1 << 7 * width).to_bytes(width, "big")


def element(key: int, *content: bytes, unknown: bool = False) -> bytes:
    body = b"".join(content)
    size = b"\xff" if unknown else number(len(body))
    return key.to_bytes((key.bit_length() + 7) // 8, "big") + size + body


@pytest.mark.parametrize("unknown", [False, True])
def test_a_webm(unknown: bool) -> None:
    sides = element(0xB0, b"\x05\x00"), element(0xBA, b"\x02\xd0")
    sound = element(0xAE, element(0x83, b"\x02"))
    picture = element(0xAE, element(0x83, b"\x01"), element(0xE0, *sides))
    tracks = element(0x1654AE6B, sound, picture)
    info = element(0x1549A966, bytes(40))
    data = element(0x1A45DFA3, bytes(20)) + element(0x18538067, info, tracks, unknown=unknown)
    found = measured(data)
    assert (found.width, found.height, found.media_type) == (1280, 720, "video/webm")


@pytest.mark.parametrize("size", [(64, 48), (301, 1), (1, 300)])
def test_an_avif_of_pillow(size: tuple[int, int]) -> None:
    content = io.BytesIO()
    Image.new("RGB", size, "navy").save(content, "AVIF")
    found = measured(content.getvalue())
    assert (found.width, found.height) == size
    assert found.media_type == "image/avif"


def picture(*, turn: int | None = None, primary: int = 1) -> bytes:
    """A HEIC of two items: the picture (1) and its thumbnail (2)."""
    ispe = [
        box(b"ispe", bytes(4), struct.pack(">II", *size)) for size in ((4032, 3024), (160, 120))
    ]
    turns = [] if turn is None else [box(b"irot", bytes([turn]))]
    properties = box(b"ipco", *ispe, *turns)
    own = [1, *([3 | 0x80] if turns else [])]
    rows = struct.pack(">HB", 1, len(own)) + bytes(own) + struct.pack(">HBB", 2, 1, 2)
    table = box(b"ipma", bytes(4), struct.pack(">I", 2), rows)
    item = box(b"pitm", bytes(4), struct.pack(">H", primary))
    meta = box(b"meta", bytes(4), item, box(b"iprp", properties, table))
    return box(b"ftyp", b"heic", bytes(4), b"mif1heic") + meta


@pytest.mark.parametrize(("turn", "turned"), [(None, False), (0, False), (1, True), (3, True)])
def test_a_heic_of_a_phone(turn: int | None, turned: bool) -> None:
    found = measured(picture(turn=turn))
    assert (found.width, found.height, found.turned) == (4032, 3024, turned)
    assert found.media_type == "image/heic"


def test_the_primary_item_counts_not_the_largest() -> None:
    assert measured(picture(primary=2)).width == 160


@given(st.binary(max_size=200), st.sampled_from([film(track(9, 9)), picture(turn=1)]))
def test_hostile_bytes_never_raise(noise: bytes, whole: bytes) -> None:
    for cut in range(0, len(whole), 7):
        found = measured(whole[:cut] + noise + whole[cut + len(noise) :])
        assert found.size is not None
        assert found.width is None or found.width > 0


def test_a_file_cut_anywhere_is_unknown_or_right() -> None:
    for whole, sides in ((film(track(640, 480)), (640, 480)), (picture(), (4032, 3024))):
        for cut in range(len(whole)):
            found = measured(whole[:cut])
            assert found.sides(displayed=False) in (None, sides)
