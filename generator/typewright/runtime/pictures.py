"""The headers of PNG, GIF, BMP, WebP and JPEG.

Sources: W3C PNG (3rd edition), GIF89a, the BITMAPINFOHEADER of Windows, RFC 9649 (WebP), ITU T.81.
"""

from __future__ import annotations

import struct

from .exif import LARGEST, turns
from .header import Header, Readable

SEGMENTS = 512
"""Segments of a JPEG, chunks of a PNG or WebP that are followed; real files have a few dozen."""

_EXIF_MARK = b"Exif\0\0"


def read_png(source: Readable, head: bytes) -> Header:
    """The sides stand first; a chunk ``eXIf`` comes anywhere before the picture data."""
    width, height = struct.unpack_from(">II", head, 16)
    offset = 8
    for _ in range(SEGMENTS):
        length, kind = struct.unpack(">I4s", source.read(offset, 8).ljust(8, b"\0"))
        if kind == b"eXIf":
            exif = source.read(offset + 8, min(length, LARGEST))
            return Header("image/png", width, height, turns(exif))
        if kind in (b"IDAT", b"IEND", b"\0\0\0\0"):
            break
        offset += 12 + length
    return Header("image/png", width, height)


def read_gif(source: Readable, head: bytes) -> Header:
    """The logical screen."""
    width, height = struct.unpack_from("<HH", head, 6)
    return Header("image/gif", width, height)


def read_bmp(source: Readable, head: bytes) -> Header:
    """A negative height is stored top-down."""
    if struct.unpack_from("<I", head, 14)[0] == 12:  # the OS/2 header of 1987
        width, height = struct.unpack_from("<HH", head, 18)
    else:
        width, height = struct.unpack_from("<ii", head, 18)
    return Header("image/bmp", abs(width), abs(height))


def read_webp(source: Readable, head: bytes) -> Header:
    """Simple files say their sides in the picture data, extended ones in a chunk of their own."""
    chunk = head[12:16]
    turned = False
    if chunk == b"VP8X":
        width = 1 + int.from_bytes(head[24:27], "little")
        height = 1 + int.from_bytes(head[27:30], "little")
        turned = bool(head[20] & 0x08) and _webp_turns(source)
    elif chunk == b"VP8L":
        bits = struct.unpack_from("<I", head, 21)[0]
        width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    elif chunk == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", head, 26))
    else:
        return Header("image/webp")
    return Header("image/webp", width, height, turned)


def _webp_turns(source: Readable) -> bool:
    """The EXIF chunk comes after the picture data."""
    offset = 12
    for _ in range(SEGMENTS):
        header = source.read(offset, 8)
        if len(header) < 8:
            break
        kind, length = struct.unpack("<4sI", header)
        if kind == b"EXIF":
            return turns(source.read(offset + 8, min(length, LARGEST)).removeprefix(_EXIF_MARK))
        offset += 8 + length + length % 2
    return False


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xDA)})


def read_jpeg(source: Readable, head: bytes) -> Header:
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
        length = int.from_bytes(marker[2:4], "big")
        if kind in _FRAMES:
            height, width = struct.unpack_from(">HH", marker, 5)
            return Header("image/jpeg", width, height, turned)
        if kind == 0xE1 and marker[4:10] == _EXIF_MARK:
            turned = turns(source.read(offset + 10, min(length, LARGEST)))
        offset += 2 + length
    return Header("image/jpeg")
