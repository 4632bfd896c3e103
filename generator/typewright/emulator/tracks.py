"""Width and height of an MP4 or MOV, from the header of its largest track (ISO/IEC 14496-12, 8.3).

It shares no code with the reader of the runtime, so that the two can be held against each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from struct import Struct, error
from typing import Final

_BOX: Final = Struct(">I4s")
_MATRIX_AND_SIDES: Final = Struct(">9iII")
_FIXED_POINT: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels as stored, and whether a quarter turn is shown."""

    width: int
    height: int
    turned: bool


def largest_picture(content: bytes) -> Picture | None:
    """The largest track with a picture, or ``None`` if there is none or the file is no film."""
    if content[4:8] != b"ftyp":
        return None
    try:
        pictures = [
            _picture(header)
            for movie in _children(content, b"moov")
            for track in _children(movie, b"trak")
            for header in _children(track, b"tkhd")
        ]
    except error:  # cut off in the middle
        return None
    seen = [each for each in pictures if each.width and each.height]
    return max(seen, key=lambda each: each.width * each.height, default=None)


def _children(content: bytes, kind: bytes) -> Iterator[bytes]:
    """The contents of every box of ``kind`` on the first level of ``content``."""
    file = BytesIO(content)
    while len(head := file.read(_BOX.size)) == _BOX.size:
        size, found = _BOX.unpack(head)
        used = _BOX.size
        if size == 1:
            size, used = int.from_bytes(file.read(8), "big"), used + 8
        body = file.read() if size == 0 else file.read(max(0, size - used))
        if found == kind:
            yield body


def _picture(header: bytes) -> Picture:
    """A track header ends in its matrix and its sides, whatever the version of its times."""
    *matrix, width, height = _MATRIX_AND_SIDES.unpack(header[-_MATRIX_AND_SIDES.size :])
    turned = matrix[0] == 0 and matrix[1] != 0
    return Picture(width // _FIXED_POINT, height // _FIXED_POINT, turned)
