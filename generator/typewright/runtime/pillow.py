"""Images of Pillow as files; Pillow itself is not imported unless the caller has done so."""

from __future__ import annotations

import sys
from io import BytesIO
from typing import Any, Protocol


class PillowImage(Protocol):
    """An image of Pillow, which the SDK does not import."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        ...

    @property
    def mode(self) -> str:
        """The kind of its pixels."""
        ...

    def getexif(self) -> object:
        """Its EXIF data."""
        ...


_PNG_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I", "I;16"})
"""The kinds of pixels that a PNG can hold."""


def is_pillow(value: object) -> bool:
    """Whether it is an image of Pillow: whoever holds one has imported Pillow."""
    module: Any = sys.modules.get("PIL.Image")
    return module is not None and isinstance(value, module.Image)


def png_of(image: Any) -> bytes:
    """An image of Pillow as a PNG: without loss, and turned as its EXIF data order."""
    from importlib import import_module

    upright: Any = import_module("PIL.ImageOps").exif_transpose(image)
    if upright.mode not in _PNG_MODES:
        upright = upright.convert("RGB")
    file = BytesIO()
    upright.save(file, "PNG")
    return file.getvalue()
