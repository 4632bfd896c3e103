"""The one fact of EXIF data that the rules need: whether a picture lies on its side.

Source: EXIF 2.32 (CIPA DC-008), 4.6.4 A: the tag Orientation.
"""

from __future__ import annotations

import struct

LARGEST = 4096
"""Bytes of EXIF data that are read; the first directory stands at their beginning."""

_ORIENTATION, _SHORT = 0x0112, 3
_QUARTER_TURNS = (5, 6, 7, 8)


def turns(tiff: bytes) -> bool:
    """Whether the first directory of ``tiff`` orders one of the quarter turns."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return False
    start = struct.unpack_from(f"{order}I", tiff, 4)[0]
    if start + 2 > len(tiff):
        return False
    count = struct.unpack_from(f"{order}H", tiff, start)[0]
    for entry in range(start + 2, min(start + 2 + 12 * count, len(tiff) - 11), 12):
        tag, kind = struct.unpack_from(f"{order}HH", tiff, entry)
        if tag == _ORIENTATION and kind == _SHORT:
            return struct.unpack_from(f"{order}H", tiff, entry + 8)[0] in _QUARTER_TURNS
    return False
