"""Which strings are files, and of what kind.

Vendors mark them by a format, by media rules alone, or by nothing but a name that says "image_url";
formats and names as seen on 120 endpoints of the RunComfy catalogue.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, TypeAlias

from typewright.catalogue.model import Json
from typewright.ir import naming

MediaKind: TypeAlias = Literal["image", "video", "audio", "file"]

ITEM_FORMATS: Mapping[str, MediaKind] = {
    "image_uri": "image",
    "video_uri": "video",
    "audio_uri": "audio",
}
ARRAY_FORMATS: Mapping[str, MediaKind] = {f"{name}s": kind for name, kind in ITEM_FORMATS.items()}

_URL_NAME = re.compile(r"(?:^|_)(image|video|audio)s?(?:_\d+)?_(?:url|uri)s?(?:_\d+)?$")
_KIND_IN_NAME = re.compile(r"image|video|audio|mask|frame|photo|picture")
_PICTURES: Mapping[str, MediaKind] = {
    "mask": "image",
    "frame": "image",
    "photo": "image",
    "picture": "image",
    "image": "image",
    "video": "video",
    "audio": "audio",
}


def kind_by_context(schema: Mapping[str, Json], wire: str) -> MediaKind | None:
    """The kind of file that a string property takes, or ``None`` for ordinary text."""
    form = schema.get("format")
    if isinstance(form, str) and form in ITEM_FORMATS:
        return ITEM_FORMATS[form]
    if schema.get("validations"):
        return _kind_by_name(wire) or ("image" if _measures_pixels(schema) else "file")
    return _kind_by_url_name(wire)


@lru_cache(maxsize=4096)  # vendors repeat names
def _kind_by_name(wire: str) -> MediaKind | None:
    found = _KIND_IN_NAME.search(naming.words(wire))
    return _PICTURES[found[0]] if found else None


@lru_cache(maxsize=4096)
def _kind_by_url_name(wire: str) -> MediaKind | None:
    named = _URL_NAME.search(naming.words(wire))
    return _PICTURES[named[1]] if named else None


def _measures_pixels(schema: Mapping[str, Json]) -> bool:
    return "width" in str(schema["validations"]) or "height" in str(schema["validations"])
