"""Files sent as ``data:`` URIs, judged by the vendor's rules: decoded, and opened with Pillow.

Pillow knows images; the pixels of films are those of :mod:`typewright.emulator.tracks`. No code is
shared with the runtime's own measuring. The rules are read in one way at a time, as a server does:
the scenario says which.
"""

import base64
import binascii
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError

from typewright.catalogue.model import Json
from typewright.catalogue.rules import METRICS, Operator, parse_rule
from typewright.emulator.scenario import Reading
from typewright.emulator.tracks import largest_track

_EXIF_ORIENTATION: Final = 0x0112
_TURNED: Final = (5, 6, 7, 8)
"""Orientations that are shown with width and height exchanged. Source: EXIF 2.32, 4.6.4 A."""

_AS_WRITTEN: Final[Mapping[Operator, Callable[[Fraction, Fraction], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}
_INCLUSIVE: Final = {**_AS_WRITTEN, "<": operator.le, ">": operator.ge}


class NoMedia(ValueError):
    """The value is no file that the API would take; the message says why."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Bytes, and pixels as stored and as displayed; ``None`` for what shows none.

    ``moving`` tells a film from an image.
    """

    size: int
    stored: tuple[int, int] | None = None
    displayed: tuple[int, int] | None = None
    moving: bool = False

    def value(self, metric: str, reading: Reading) -> Fraction | None:
        """What ``metric`` of a rule measures, or ``None`` if nobody can tell."""
        if metric == "file_size_mb":
            return Fraction(self.size, reading.megabyte)
        pixels = self.displayed if reading.displayed else self.stored
        if pixels is None or metric not in METRICS:
            return None
        width, height = pixels
        return {
            "width_pixels": Fraction(width),
            "height_pixels": Fraction(height),
            "width/height": Fraction(width, height),
        }[metric]


def decode(value: str) -> bytes | None:
    """The bytes of a ``data:`` URI, or ``None`` for an https URL, which is not fetched.

    Raises :class:`NoMedia` for anything else.
    """
    if value.startswith("https://") and len(value) > len("https://"):
        return None
    if not value.startswith("data:"):
        raise NoMedia("must be an https URL or a data: URI")
    head, comma, payload = value.partition(",")
    if not comma or not head.endswith(";base64"):
        raise NoMedia("must be a data: URI in base64")
    try:
        content = base64.b64decode(payload, validate=True)
    except binascii.Error:
        raise NoMedia("cannot be decoded as base64") from None
    if not content:
        raise NoMedia("is empty")
    return content


def measure(content: bytes) -> Measured:
    """Size in bytes and the pixels, if it is an image that Pillow can open or an MP4 or MOV."""
    try:
        with Image.open(BytesIO(content)) as image:
            turned = image.getexif().get(_EXIF_ORIENTATION) in _TURNED
            width, height = image.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return _measured_film(content)
    displayed = (height, width) if turned else (width, height)
    return Measured(len(content), (width, height), displayed)


def _measured_film(content: bytes) -> Measured:
    track = largest_track(content)
    if track is None:
        return Measured(len(content))
    width, height = track.width, track.height
    displayed = (height, width) if track.turned else (width, height)
    return Measured(len(content), (width, height), displayed, moving=True)


def broken_rules(rules: Sequence[Json], measured: Measured, reading: Reading) -> Iterator[str]:
    """The vendor's words for each rule that the file breaks; what is not measured is let pass."""
    compare = _INCLUSIVE if reading.inclusive else _AS_WRITTEN
    for rule in rules:
        if not isinstance(rule, dict):
            continue
        text = str(rule.get("validation_rule"))
        parsed = parse_rule(text)
        value = None if parsed is None else measured.value(parsed[0], reading)
        if parsed is None or value is None:
            continue
        bound = str(rule.get("validation_value"))
        if not compare[parsed[1]](value, Fraction(bound)):
            yield str(rule.get("validation_error") or f"{text} {bound}")
