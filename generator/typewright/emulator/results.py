"""What a job gives back: small files (large if need be) that are what their names say."""

from collections.abc import Mapping
from functools import cache, lru_cache
from io import BytesIO
from typing import Final, TypeAlias

from PIL import Image

from typewright.catalogue.model import Json
from typewright.emulator.film import film
from typewright.emulator.padding import padded_mp4, padded_png
from typewright.emulator.sound import tone

Content: TypeAlias = tuple[bytes, str]
"""The bytes of a file and their media type."""

SIDE: Final = 256
"""Width and height of every picture and film in pixels: those of Pillow's gradient."""

_MEDIA_TYPES: Final[Mapping[str, str]] = {
    "png": "image/png",
    "mp4": "video/mp4",
    "wav": "audio/wav",
}


def names(request_id: str, categories: tuple[str, ...], files: int) -> tuple[str, ...]:
    """The file names of a result: films or sounds of an endpoint of these, else pictures."""
    suffix = _suffix(categories)
    return tuple(f"{request_id}-{number}.{suffix}" for number in range(1, files + 1))


def request_of(name: str) -> str:
    """The id of the job that made the file of that name; "" if it has none."""
    return name.rpartition("-")[0]


def output(urls: tuple[str, ...]) -> dict[str, Json]:
    """The output with these files: ``image``, ``video`` or ``audio``, the plural for several."""
    kind = _MEDIA_TYPES[urls[0].rpartition(".")[2]].partition("/")[0]
    return {kind: urls[0]} if len(urls) == 1 else {f"{kind}s": list(urls)}


def content(name: str, at_least: int = 0) -> Content | None:
    """The file of that name, of ``at_least`` so many bytes; ``None`` if no result is called so."""
    suffix = name.rpartition(".")[2]
    media_type = _MEDIA_TYPES.get(suffix)
    return None if media_type is None else (_file(suffix, at_least), media_type)


def _suffix(categories: tuple[str, ...]) -> str:
    if any(each.endswith("video") for each in categories):
        return "mp4"
    heard = (each.endswith("audio") or "speech" in each or "music" in each for each in categories)
    return "wav" if any(heard) else "png"


@lru_cache(maxsize=6)  # large ones are slow to make, and a client asks for them part by part
def _file(suffix: str, at_least: int) -> bytes:
    if suffix == "png":
        return padded_png(_picture(), at_least)
    return padded_mp4(_film(), at_least) if suffix == "mp4" else tone(at_least)


@cache
def _picture() -> bytes:
    return _encoded(0, "PNG")


@cache
def _film() -> bytes:
    return film([_encoded(turn, "JPEG") for turn in (0, 90, 180, 270)], SIDE, SIDE)


def _encoded(turn: int, format: str) -> bytes:
    file = BytesIO()
    gradient = Image.linear_gradient("L").rotate(turn)
    picture = Image.merge("RGB", (gradient, gradient.rotate(90), gradient.rotate(180)))
    picture.save(file, format)
    return file.getvalue()
