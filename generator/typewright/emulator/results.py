"""What a job gives back: small files that are really what their names say."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Final, TypeAlias

from PIL import Image

from typewright.catalogue.model import Json
from typewright.emulator.film import film

Content: TypeAlias = tuple[bytes, str]
"""The bytes of a file and their media type."""

SIDE: Final = 256
"""Width and height of every result in pixels: those of Pillow's gradient."""


def names(request_id: str, categories: tuple[str, ...], files: int) -> tuple[str, ...]:
    """The file names of a result: films of an endpoint that makes films, else pictures."""
    suffix = "mp4" if any(each.endswith("video") for each in categories) else "png"
    return tuple(f"{request_id}-{number}.{suffix}" for number in range(1, files + 1))


def output(urls: tuple[str, ...]) -> dict[str, Json]:
    """The output with these files: ``image`` or ``video`` for one, the plural for several."""
    kind = "video" if urls[0].endswith(".mp4") else "image"
    return {kind: urls[0]} if len(urls) == 1 else {f"{kind}s": list(urls)}


def content(name: str) -> Content | None:
    """The file of that name, or ``None`` if no result is called so."""
    makers: Mapping[str, Content] = {
        "png": (_picture(), "image/png"),
        "mp4": (_film(), "video/mp4"),
    }
    return makers.get(name.rpartition(".")[2])


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
