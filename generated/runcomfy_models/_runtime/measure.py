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
from .header import BudgetSpent, Header, Readable, Window
from .pictures import read_bmp, read_gif, read_jpeg, read_png, read_webp


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
    """Measure a file of ``size`` bytes; unknown formats have a size alone.

    At most :data:`header.MOST_BYTES` are read, in at most :data:`header.MOST_READS` reads more.
    """
    try:
        header = _read_header(Window(source))
    except (struct.error, IndexError, BudgetSpent):  # cut off in a field, or without an end
        header = None
    if header is None:
        return Measurement(size)
    if header.width and header.height:
        return Measurement(size, header.width, header.height, header.turned, header.media_type)
    return Measurement(size, media_type=header.media_type)


def _read_header(source: Readable) -> Header | None:
    head = source.read(0, 64)
    for matches, reader in _FORMATS:
        if matches(head):
            return reader(source, head)
    return None


_FORMATS: tuple[tuple[Callable[[bytes], bool], Callable[[Readable, bytes], Header | None]], ...] = (
    (lambda head: head.startswith(b"\xff\xd8\xff"), read_jpeg),
    (lambda head: head[:8] == b"\x89PNG\r\n\x1a\n" and head[12:16] == b"IHDR", read_png),
    (lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", read_webp),
    (lambda head: head[:6] in (b"GIF87a", b"GIF89a"), read_gif),
    (lambda head: head[:2] == b"BM" and len(head) >= 26, read_bmp),
    (lambda head: head[4:8] == b"ftyp", read_boxes),
    (lambda head: head[:4] == b"\x1aE\xdf\xa3", read_ebml),
)
