"""Files made larger without becoming another file: what is added is what every reader skips."""

import hashlib
import struct
import zlib
from typing import Final

_END_OF_PNG: Final = 12
"""Bytes of the last chunk, ``IEND``: length, type and checksum."""

_PRIVATE: Final = b"tyWp"
"""A chunk type: ancillary, private, and safe to copy by its case. Source: PNG, 5.4."""


def padded_png(content: bytes, at_least: int) -> bytes:
    """The PNG, of ``at_least`` so many bytes by a private chunk that no program knows."""
    missing = at_least - len(content)
    if missing <= 0:
        return content
    body = _PRIVATE + _filling(missing - 12)
    chunk = struct.pack(">L", len(body) - 4) + body + struct.pack(">L", zlib.crc32(body))
    return content[:-_END_OF_PNG] + chunk + content[-_END_OF_PNG:]


def padded_mp4(content: bytes, at_least: int) -> bytes:
    """The MP4, of ``at_least`` so many bytes by a box of free space at its end."""
    missing = at_least - len(content)
    if missing <= 0:
        return content
    filling = _filling(missing - 8)
    return content + struct.pack(">L4s", len(filling) + 8, b"free") + filling


def _filling(length: int) -> bytes:
    """Bytes that never repeat: with zeros a client could mix up two parts and nobody would see."""
    return hashlib.shake_128(b"typewright").digest(max(0, length))
