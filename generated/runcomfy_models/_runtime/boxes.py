"""ISO media files: pictures (AVIF, HEIC) and films (MP4, MOV) are the same tree of boxes.

Sources: ISO/IEC 14496-12 (boxes, ``tkhd``), 23008-12 (``ispe``, ``irot``, ``ipma``, ``pitm``).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from .header import Header, Readable

MOST_BOXES = 4096
"""Boxes that are looked at in one folder before giving up; real files have a few dozen."""

LARGEST_META = 1 << 20
"""Bytes of a picture's ``meta`` folder that are read at most; real ones have a few thousand."""

_PICTURES = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heim": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
}


@dataclass(frozen=True, slots=True)
class _Box:
    """One box: its type, and where its content starts and ends."""

    kind: bytes
    start: int
    end: int


def read_boxes(source: Readable, head: bytes) -> Header:
    """The header of a file that begins with ``ftyp``."""
    size = struct.unpack_from(">I", head)[0]
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(size, len(head) - 3), 4))]
    picture = next((_PICTURES[brand] for brand in brands if brand in _PICTURES), None)
    if picture is not None:
        return _picture(source, picture)
    return _film(source, "video/quicktime" if head[8:12] == b"qt  " else "video/mp4")


def _boxes(source: Readable, start: int, end: int | None) -> Iterator[_Box]:
    """The boxes from ``start`` on; ``end`` is ``None`` at the top, where the file just stops."""
    for _ in range(MOST_BOXES):
        header = source.read(start, 16)
        if len(header) < 8 or (end is not None and start + 8 > end):
            return
        size, kind = struct.unpack_from(">I4s", header)
        content = start + 8
        if size == 1 and len(header) == 16:
            size, content = struct.unpack_from(">Q", header, 8)[0], start + 16
        stop = start + size if size else (end if end is not None else 1 << 62)
        if stop < content or (end is not None and stop > end):
            return
        yield _Box(kind, content, stop)
        start = stop


def _find(source: Readable, start: int, end: int | None, kind: bytes) -> _Box | None:
    return next((box for box in _boxes(source, start, end) if box.kind == kind), None)


def _film(source: Readable, media_type: str) -> Header:
    """The largest track with a picture; a quarter turn stands in the track's matrix."""
    movie = _find(source, 0, None, b"moov")
    best = Header(media_type)
    for track in _boxes(source, movie.start, movie.end) if movie else ():
        header = _find(source, track.start, track.end, b"tkhd") if track.kind == b"trak" else None
        if header is not None:
            found = _track(source.read(header.start, 96), media_type)
            if (found.width or 0) * (found.height or 0) > (best.width or 0) * (best.height or 0):
                best = found
    return best


def _track(content: bytes, media_type: str) -> Header:
    matrix = 52 if content[:1] == b"\x01" else 40  # version 1 has 64-bit times
    a, b = struct.unpack_from(">ii", content, matrix)
    width, height = struct.unpack_from(">II", content, matrix + 36)
    return Header(media_type, width >> 16, height >> 16, turned=a == 0 and b != 0)


def _picture(source: Readable, media_type: str) -> Header:
    """The sides of the primary item; of the largest one where the file names none."""
    meta = _find(source, 0, None, b"meta")
    if meta is None:
        return Header(media_type)
    content = _Content(source.read(meta.start, min(meta.end - meta.start, LARGEST_META)))
    inside = {box.kind: box for box in _boxes(content, 4, len(content.data))}
    properties = inside.get(b"iprp")
    if properties is None:
        return Header(media_type)
    folder = {box.kind: box for box in _boxes(content, properties.start, properties.end)}
    listed = folder.get(b"ipco")
    every = list(_boxes(content, listed.start, listed.end)) if listed else []
    indexes = _primary_properties(content, inside.get(b"pitm"), folder.get(b"ipma"))
    chosen = [every[index - 1] for index in indexes if 0 < index <= len(every)] or every
    return _from_properties(content, chosen, media_type)


@dataclass(frozen=True, slots=True)
class _Content:
    """Bytes in memory as something to read from."""

    data: bytes

    def read(self, offset: int, length: int) -> bytes:
        """At most ``length`` bytes from ``offset``."""
        return self.data[offset : offset + length]


def _from_properties(content: _Content, chosen: list[_Box], media_type: str) -> Header:
    sides = [
        struct.unpack_from(">II", content.data, box.start + 4)
        for box in chosen
        if box.kind == b"ispe"
    ]
    turns = [content.data[box.start] & 3 for box in chosen if box.kind == b"irot"]
    if not sides:
        return Header(media_type)
    width, height = max(sides, key=lambda side: side[0] * side[1])
    return Header(media_type, width, height, turned=bool(turns) and turns[0] in (1, 3))


def _primary_properties(content: _Content, item: _Box | None, table: _Box | None) -> list[int]:
    """The properties (numbered from 1) of the primary item, by the association table."""
    if item is None or table is None:
        return []
    wide_item = content.data[item.start] > 0
    primary = struct.unpack_from(">I" if wide_item else ">H", content.data, item.start + 4)[0]
    version, flags = content.data[table.start], content.data[table.start + 3]
    count = struct.unpack_from(">I", content.data, table.start + 4)[0]
    at = table.start + 8
    for _ in range(min(count, MOST_BOXES)):
        identifier = struct.unpack_from(">H" if version < 1 else ">I", content.data, at)[0]
        at += 2 if version < 1 else 4
        number, at = content.data[at], at + 1
        width = 2 if flags & 1 else 1
        if identifier == primary:
            raw = (content.data[at + width * n : at + width * (n + 1)] for n in range(number))
            mask = 0x7FFF if width == 2 else 0x7F  # the first bit says "essential"
            return [int.from_bytes(value, "big") & mask for value in raw]
        at += width * number
    return []
