"""Width and height from the first bytes of a file; nothing is decoded.

Own readers, since an SDK may depend on pydantic and httpx2 alone, and since decoders need more of
the file or refuse large honest pictures. Every reader stays inside the bytes it is given and gives
``None`` rather than a guess.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from .boxes import read_boxes
from .ebml import read_ebml
from .header import Header, Readable

SEGMENTS = 512
"""Segments of a JPEG that are followed before giving up; real files have a few dozen."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What is known of a file: bytes, stored width and height in pixels, and a quarter turn.

    ``turned`` when the orientation says that it is displayed lying on its side.
    """

    size: int | None = None
    width: int | None = None
    height: int | None = None
    turned: bool = False
    media_type: str | None = None

    def sides(self, *, displayed: bool) -> tuple[int, int] | None:
        """Width and height, as stored or as displayed."""
        if self.width is None or self.height is None:
            return None
        if displayed and self.turned:
            return self.height, self.width
        return self.width, self.height


def measure(source: Readable, size: int | None) -> Measurement:
    """Measure a file of ``size`` bytes; unknown formats have a size alone."""
    try:
        header = _read_header(source)
    except (struct.error, IndexError):  # cut off in the middle of a field
        header = None
    if header is None:
        return Measurement(size=size)
    known = bool(header.width and header.height)
    return Measurement(
        size=size,
        width=header.width if known else None,
        height=header.height if known else None,
        turned=header.turned,
        media_type=header.media_type,
    )


def _read_header(source: Readable) -> Header | None:
    head = source.read(0, 64)
    for matches, reader in _FORMATS:
        if matches(head):
            return reader(source, head)
    return None


def _png(source: Readable, head: bytes) -> Header:
    width, height = struct.unpack_from(">II", head, 16)
    return Header("image/png", width, height)


def _gif(source: Readable, head: bytes) -> Header:
    width, height = struct.unpack_from("<HH", head, 6)
    return Header("image/gif", width, height)


def _bmp(source: Readable, head: bytes) -> Header:
    if struct.unpack_from("<I", head, 14)[0] == 12:  # the OS/2 header of 1987
        width, height = struct.unpack_from("<HH", head, 18)
    else:
        width, height = struct.unpack_from("<ii", head, 18)
    return Header("image/bmp", abs(width), abs(height))  # a negative height is stored top-down


def _webp(source: Readable, head: bytes) -> Header:
    chunk = head[12:16]
    if chunk == b"VP8X":
        width = 1 + int.from_bytes(head[24:27], "little")
        height = 1 + int.from_bytes(head[27:30], "little")
    elif chunk == b"VP8L":
        bits = struct.unpack_from("<I", head, 21)[0]
        width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    elif chunk == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", head, 26))
    else:
        return Header("image/webp")
    return Header("image/webp", width, height)


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xDA)})


def _jpeg(source: Readable, head: bytes) -> Header:
    """Follow the segments to the frame header; the orientation comes in an APP1 before it."""
    offset, turned = 2, False
    for _ in range(SEGMENTS):
        marker = source.read(offset, 10)
        if len(marker) < 2 or marker[0] != 0xFF:
            break
        kind = marker[1]
        if kind == 0xFF or kind in _BARE:  # padding, or a marker without a length
            offset += 1 if kind == 0xFF else 2
            continue
        length = struct.unpack_from(">H", marker, 2)[0]
        if kind in _FRAMES:
            height, width = struct.unpack_from(">HH", marker, 5)
            return Header("image/jpeg", width, height, turned)
        if kind == 0xE1 and marker[4:10] == b"Exif\0\0":
            turned = _exif_turns(source.read(offset + 10, min(length, 4096)))
        offset += 2 + length
    return Header("image/jpeg")


def _exif_turns(tiff: bytes) -> bool:
    """Whether the orientation (tag 0x0112 of the first directory) is one of the quarter turns."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return False
    start = struct.unpack_from(f"{order}I", tiff, 4)[0]
    if start + 2 > len(tiff):
        return False
    count = struct.unpack_from(f"{order}H", tiff, start)[0]
    for entry in range(start + 2, min(start + 2 + 12 * count, len(tiff) - 11), 12):
        tag, kind = struct.unpack_from(f"{order}HH", tiff, entry)
        if tag == 0x0112 and kind == 3:
            return struct.unpack_from(f"{order}H", tiff, entry + 8)[0] in (5, 6, 7, 8)
    return False


_FORMATS: tuple[tuple[Callable[[bytes], bool], Callable[[Readable, bytes], Header | None]], ...] = (
    (lambda head: head[:8] == b"\x89PNG\r\n\x1a\n" and head[12:16] == b"IHDR", _png),
    (lambda head: head[:3] == b"\xff\xd8\xff", _jpeg),
    (lambda head: head[:6] in (b"GIF87a", b"GIF89a"), _gif),
    (lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", _webp),
    (lambda head: head[:2] == b"BM" and len(head) >= 26, _bmp),
    (lambda head: head[4:8] == b"ftyp", read_boxes),
    (lambda head: head[:4] == b"\x1aE\xdf\xa3", read_ebml),
)
