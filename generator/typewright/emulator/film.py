"""A real short film without an encoder: JPEG pictures in an MP4 container.

Boxes by ISO/IEC 14496-12 and 14496-14; the object type 0x6C stands for JPEG in the registry of
the MP4 authority (mp4ra.org). Common players show it.
"""

import struct
from collections.abc import Sequence
from typing import Final

FRAMES_PER_SECOND: Final = 4
_JPEG: Final = 0x6C
_VISUAL: Final = 0x11  # the visual stream of a decoder configuration, with its reserved bit
_UNITY: Final = struct.pack(">9L", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def film(pictures: Sequence[bytes], width: int, height: int) -> bytes:
    """An MP4 that shows JPEG ``pictures``, each of ``width`` x ``height`` pixels, in turn."""
    kind = _box(b"ftyp", b"isom", struct.pack(">L", 0x200), b"isommp41")
    data = _box(b"mdat", *pictures)
    return kind + data + _movie(pictures, width, height, offset=len(kind) + 8)


def _box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">L", len(body) + 8) + name + body


def _full(name: bytes, flags: int, *parts: bytes) -> bytes:
    return _box(name, struct.pack(">L", flags), *parts)


def _movie(pictures: Sequence[bytes], width: int, height: int, *, offset: int) -> bytes:
    """``moov``: one track whose samples stand one after another from ``offset`` of the file."""
    length, rate = len(pictures), FRAMES_PER_SECOND
    header = struct.pack(">4LLHH2L", 0, 0, rate, length, 0x10000, 0x100, 0, 0, 0)
    return _box(
        b"moov",
        _full(b"mvhd", 0, header, _UNITY, bytes(24), struct.pack(">L", 2)),
        _box(
            b"trak", _track_header(length, width, height), _media(pictures, width, height, offset)
        ),
    )


def _track_header(length: int, width: int, height: int) -> bytes:
    enabled_and_in_movie = 3
    times = struct.pack(">5L", 0, 0, 1, 0, length)
    size = struct.pack(">2L", width << 16, height << 16)
    return _full(b"tkhd", enabled_and_in_movie, times, bytes(16), _UNITY, size)


def _media(pictures: Sequence[bytes], width: int, height: int, offset: int) -> bytes:
    undetermined = 0x55C4  # the language "und", packed
    header = struct.pack(">4LHH", 0, 0, FRAMES_PER_SECOND, len(pictures), undetermined, 0)
    here = _full(b"url ", 1)
    return _box(
        b"mdia",
        _full(b"mdhd", 0, header),
        _full(b"hdlr", 0, bytes(4), b"vide", bytes(12), b"film\0"),
        _box(
            b"minf",
            _full(b"vmhd", 1, bytes(8)),
            _box(b"dinf", _full(b"dref", 0, struct.pack(">L", 1), here)),
            _samples([len(picture) for picture in pictures], width, height, offset),
        ),
    )


def _samples(sizes: Sequence[int], width: int, height: int, offset: int) -> bytes:
    """``stbl``: how the samples are coded, how long each is shown, and where it stands."""
    count = len(sizes)
    return _box(
        b"stbl",
        _full(b"stsd", 0, struct.pack(">L", 1), _sample_entry(width, height)),
        _full(b"stts", 0, struct.pack(">3L", 1, count, 1)),
        _full(b"stsc", 0, struct.pack(">4L", 1, 1, count, 1)),
        _full(b"stsz", 0, struct.pack(f">2L{count}L", 0, count, *sizes)),
        _full(b"stco", 0, struct.pack(">2L", 1, offset)),
    )


def _sample_entry(width: int, height: int) -> bytes:
    resolution = struct.pack(">2L", 72 << 16, 72 << 16)  # pixels per inch, as the standard fixes it
    shape = struct.pack(">2H", width, height) + resolution + struct.pack(">LH", 0, 1)
    depth = struct.pack(">Hh", 24, -1)
    start = bytes(6) + struct.pack(">H", 1) + bytes(16)
    return _box(b"mp4v", start, shape, bytes(32), depth, _full(b"esds", 0, _descriptor()))


def _descriptor() -> bytes:
    """The elementary stream: its decoder, and how its packets are timed (by the container)."""
    decoder = struct.pack(">BB", _JPEG, _VISUAL) + bytes(11)
    stream = struct.pack(">HB", 1, 0) + _tagged(4, decoder) + _tagged(6, b"\x02")
    return _tagged(3, stream)


def _tagged(tag: int, body: bytes) -> bytes:
    return bytes([tag, len(body)]) + body
