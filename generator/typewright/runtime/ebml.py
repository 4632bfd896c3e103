"""WebM and Matroska: the sides of the first picture track.

Source: RFC 8794 (EBML) and RFC 9559 (Matroska).
"""

from __future__ import annotations

from collections.abc import Iterator

from .header import Header, Readable

MOST_ELEMENTS = 4096
"""Elements that are looked at on one level before giving up."""

_SEGMENT, _TRACKS, _TRACK, _VIDEO = 0x18538067, 0x1654AE6B, 0xAE, 0xE0
_WIDTH, _HEIGHT = 0xB0, 0xBA


def read_ebml(source: Readable, head: bytes) -> Header:
    """The header of a file that begins with the EBML mark."""
    for track in _inside(source, ((0, None),), (_SEGMENT, _TRACKS, _TRACK, _VIDEO)):
        fields = {key: (start, end) for key, start, end in _elements(source, *track)}
        if _WIDTH in fields and _HEIGHT in fields:
            width, height = (_number(source, *fields[key]) for key in (_WIDTH, _HEIGHT))
            return Header("video/webm", width, height)
    return Header("video/webm")


Span = tuple[int, int | None]


def _inside(source: Readable, spans: tuple[Span, ...], path: tuple[int, ...]) -> Iterator[Span]:
    """Every element at ``path`` below the ``spans``."""
    if not path:
        yield from spans
        return
    for start, end in spans:
        for key, inner, stop in _elements(source, start, end):
            if key == path[0]:
                yield from _inside(source, ((inner, stop),), path[1:])


def _elements(source: Readable, start: int, end: int | None) -> Iterator[tuple[int, int, int]]:
    """(id, start, end) of each element; one of unknown size reaches to the end of its parent."""
    for _ in range(MOST_ELEMENTS):
        header = source.read(start, 12)
        key_length = _length(header, 0)
        if not 0 < key_length <= 4 or (end is not None and start >= end):
            return
        size_length = _length(header, key_length)
        if not size_length or len(header) < key_length + size_length:
            return
        key = int.from_bytes(header[:key_length], "big")
        raw = int.from_bytes(header[key_length : key_length + size_length], "big")
        size = raw & (1 << 7 * size_length) - 1
        content = start + key_length + size_length
        unknown = size == (1 << 7 * size_length) - 1
        stop = (1 << 62 if end is None else end) if unknown else content + size
        yield key, content, stop
        start = stop


def _length(header: bytes, at: int) -> int:
    """How many bytes a number takes, by the zeros before its first one; 0 if it has none."""
    first = header[at] if at < len(header) else 0
    return 9 - first.bit_length() if first else 0


def _number(source: Readable, start: int, end: int) -> int:
    return int.from_bytes(source.read(start, min(end - start, 8)), "big")
