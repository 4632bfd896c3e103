"""The readers of picture and film headers.

Oracle: any bytes are measured without an exception; the two sides are both known or both not, and
what is known is positive and within what the formats can say. No more is read than the budget says,
in no more pieces, and never from before the file's beginning.
"""

from dataclasses import dataclass

from typewright.runtime.exif import turns
from typewright.runtime.header import MOST_BYTES, MOST_READS
from typewright.runtime.measure import Measurement, measure

LARGEST_SIDE = 2**64
MEDIA_TYPES = (
    *("image/avif", "image/bmp", "image/gif", "image/heic", "image/heif", "image/jpeg"),
    *("image/png", "image/webp", "video/mp4", "video/quicktime", "video/webm"),
)


@dataclass
class Watched:
    """A file in memory that notes how much is asked for, and how often."""

    data: bytes
    reads: int = 0
    asked: int = 0

    def read(self, offset: int, length: int) -> bytes:
        """At most ``length`` bytes from ``offset``."""
        assert offset >= 0
        assert length >= 0
        self.reads += 1
        self.asked += length
        return self.data[offset : offset + length]


def one_input(data: bytes) -> None:
    """Measure ``data``, alone and as the beginning of a large file."""
    _assert_measured(data, len(data))
    _assert_measured(data + bytes(5000), None)
    assert turns(data) in (True, False)


def _assert_measured(data: bytes, size: int | None) -> None:
    source = Watched(data)
    found = measure(source, size)
    assert found.size == size
    assert found.media_type is None or found.media_type in MEDIA_TYPES
    assert source.reads <= MOST_READS + 1
    assert source.asked <= MOST_BYTES
    _assert_sides(found)


def _assert_sides(found: Measurement) -> None:
    if found.width is None or found.height is None:
        assert found.width is found.height
        assert found.sides(displayed=True) is None
        return
    assert 0 < found.width < LARGEST_SIDE
    assert 0 < found.height < LARGEST_SIDE
    stored, turned = (found.width, found.height), (found.height, found.width)
    assert found.sides(displayed=False) == stored
    assert found.sides(displayed=True) == (turned if found.turned else stored)
