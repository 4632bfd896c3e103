"""What a job gives back: real files of the kind that the endpoint makes."""

import struct
import zlib
from functools import cache, lru_cache
from io import BytesIO
from typing import Final, Literal, TypeAlias

from PIL import Image

from typewright.catalogue.model import Json
from typewright.emulator.film import film
from typewright.emulator.sound import tone

Content: TypeAlias = tuple[bytes, str]
"""The bytes of a file and their media type."""

Kind: TypeAlias = Literal["image", "video", "audio"]

SIDE: Final = 256
"""Width and height of every result in pixels: those of Pillow's gradient."""

_SUFFIXES: Final[dict[Kind, str]] = {"image": "png", "video": "mp4", "audio": "wav"}
_SOUNDS: Final = ("audio", "speech", "music", "voice")


def kind_of(categories: tuple[str, ...]) -> Kind:
    """What an endpoint of these categories makes: pictures, unless they end in something else."""
    if any(each.endswith("video") for each in categories):
        return "video"
    if any(each.endswith(_SOUNDS) for each in categories):
        return "audio"
    return "image"


def names(request_id: str, kind: Kind, files: int) -> tuple[str, ...]:
    """The file names of a result."""
    return tuple(f"{request_id}-{number}.{_SUFFIXES[kind]}" for number in range(1, files + 1))


def output(kind: Kind, urls: tuple[str, ...]) -> dict[str, Json]:
    """The output with these files: ``image`` for one, ``images`` for several."""
    return {kind: urls[0]} if len(urls) == 1 else {f"{kind}s": list(urls)}


def request_id_of(name: str) -> str:
    """The job that a file name of :func:`names` belongs to."""
    return name.rpartition("-")[0]


@lru_cache(maxsize=8)
def content(suffix: str, least: int) -> Content | None:
    """A file of at least ``least`` bytes; ``None`` if no result has the suffix."""
    match suffix:
        case "png":
            return _padded_png(_picture(0, "PNG"), least), "image/png"
        case "mp4":
            frames = [_picture(turn, "JPEG") for turn in (0, 90, 180, 270)]
            return _padded_film(film(frames, SIDE, SIDE), least), "video/mp4"
        case "wav":
            return tone(max(8000, least // 2)), "audio/wav"
        case _:
            return None


def _padded_png(picture: bytes, least: int) -> bytes:
    """With a private chunk before the last one, which every reader skips."""
    missing = least - len(picture) - 12
    if missing <= 0 and least <= len(picture):
        return picture
    chunk = b"prVt" + bytes(max(0, missing))
    chunk = struct.pack(">L", len(chunk) - 4) + chunk + struct.pack(">L", zlib.crc32(chunk))
    return picture[:-12] + chunk + picture[-12:]


def _padded_film(content: bytes, least: int) -> bytes:
    """With a box of free space at the end."""
    missing = max(8, least - len(content))
    if least <= len(content):
        return content
    return content + struct.pack(">L", missing) + b"free" + bytes(missing - 8)


@cache
def _picture(turn: int, format: str) -> bytes:
    file = BytesIO()
    gradient = Image.linear_gradient("L").rotate(turn)
    picture = Image.merge("RGB", (gradient, gradient.rotate(90), gradient.rotate(180)))
    picture.save(file, format)
    return file.getvalue()
