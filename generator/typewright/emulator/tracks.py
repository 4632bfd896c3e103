"""The pixels of a film, from the header of its largest track. Source: ISO/IEC 14496-12, 8.3.2.

QuickTime has the same boxes. It shares no code with the runtime's reader, on purpose: the tests
let each judge the other.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_SIDES: Final = {0: 76, 1: 88}
"""Where width and height stand in ``tkhd`` by its version, of which 1 has longer times."""

_MATRIX_BYTES: Final = 36
_FRACTION_BITS: Final = 16


@dataclass(frozen=True, slots=True)
class Track:
    """Width and height in pixels; ``turned`` if it is shown a quarter turn to either side."""

    width: int
    height: int
    turned: bool


def largest_track(content: bytes) -> Track | None:
    """The track with the most pixels, or ``None`` if the file is no MP4 or MOV that shows any."""
    headers = (
        header
        for movie in _children(memoryview(content), b"moov")
        for track in _children(movie, b"trak")
        for header in _children(track, b"tkhd")
    )
    tracks = [track for header in headers if (track := _track(header)) is not None]
    return max(tracks, key=lambda track: track.width * track.height, default=None)


def _children(parent: memoryview, wanted: bytes) -> Iterator[memoryview]:
    """The contents of the boxes of one kind that stand in ``parent``, up to the first bad one."""
    while len(parent) >= 8:
        size, kind = struct.unpack_from(">L4s", parent)
        head = 8
        if size == 1 and len(parent) >= 16:
            (size,), head = struct.unpack_from(">Q", parent, 8), 16
        elif size == 0:  # it goes on to the end
            size = len(parent)
        if not head <= size <= len(parent):
            return
        if kind == wanted:
            yield parent[head:size]
        parent = parent[size:]


def _track(header: memoryview) -> Track | None:
    """What a ``tkhd`` says; ``None`` if it is cut short, unknown, or of a track without pixels."""
    place = _SIDES.get(header[0]) if header else None
    if place is None or len(header) < place + 8:
        return None
    width, height = (side >> _FRACTION_BITS for side in struct.unpack_from(">2L", header, place))
    if not (width and height):
        return None
    a, b, _, c, d = struct.unpack_from(">5l", header, place - _MATRIX_BYTES)
    return Track(width, height, turned=a == d == 0 and b != 0 and c != 0)
