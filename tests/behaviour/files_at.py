"""Real files of given sides and of an exact number of bytes: pictures, films, sounds."""

import struct
import wave
import zlib
from functools import lru_cache
from io import BytesIO
from typing import Final

from PIL import Image

from typewright.emulator.film import film

SUFFIXES: Final = {"image": ".png", "video": ".mp4", "audio": ".wav", "file": ".wav"}
"""Which file is made for which kind of field: a sound has no sides, only bytes."""

LEAST_PADDING: Final = 12
"""Bytes of the smallest part that can be added to any of these files."""

_END: Final = 12  # bytes of IEND, which must stay the last chunk of a PNG
_ORIENTATION: Final = 0x0112


def file_at(kind: str, width: int, height: int, size: int | None = None) -> bytes:
    """A real file for a field of ``kind``, filled up to ``size`` bytes if that is given."""
    match kind:
        case "image":
            content, pad = _png(width, height), _pad_png
        case "video":
            content, pad = _film(width, height), _pad_film
        case "audio" | "file":
            content, pad = _sound(1), _pad_sound
        case other:
            raise AssertionError(f"no files are known for the kind {other}")
    missing = 0 if size is None else size - len(content)
    if not missing:
        return content
    assert missing >= LEAST_PADDING, f"{len(content)} bytes cannot be filled up to {size}"
    filled = pad(content, missing)
    assert len(filled) == size
    return filled


def jpeg(width: int, height: int, orientation: int = 1) -> bytes:
    """A real grey JPEG, stored with these sides."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    file = BytesIO()
    Image.new("L", (width, height)).save(file, "JPEG", exif=exif)
    return file.getvalue()


@lru_cache(maxsize=256)
def _png(width: int, height: int) -> bytes:
    """One bit a pixel: 6000x6000 takes a moment and few bytes."""
    file = BytesIO()
    Image.new("1", (width, height)).save(file, "PNG", compress_level=1)
    return file.getvalue()


def _pad_png(content: bytes, missing: int) -> bytes:
    """A private chunk that readers skip: ancillary, private, safe to copy by its letters."""
    chunk = b"prVt" + bytes(missing - LEAST_PADDING)
    part = struct.pack(">L", missing - LEAST_PADDING) + chunk + struct.pack(">L", zlib.crc32(chunk))
    return content[:-_END] + part + content[-_END:]


@lru_cache(maxsize=64)
def _film(width: int, height: int) -> bytes:
    return film([jpeg(width, height)], width, height)


def _pad_film(content: bytes, missing: int) -> bytes:
    return content + struct.pack(">L", missing) + b"free" + bytes(missing - 8)


def _sound(frames: int) -> bytes:
    """Silence, one byte a frame."""
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * frames)
    return file.getvalue()


def _pad_sound(content: bytes, missing: int) -> bytes:
    return _sound(1 + missing)
