"""What the values of an enum say: sizes, tiers, ratios, and labels in brackets."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import gcd
from typing import Final

_LABELLED: Final = re.compile(r"(?P<value>\S.*?)\s*[(\[（](?P<label>[^()\[\]（）]+)[)\]）]\s*")
_SIZE: Final = re.compile(r"(?P<width>\d{2,5})\s*[x×*X]\s*(?P<height>\d{2,5})")
_TIER: Final = re.compile(r"\d+(?:\.\d+)?[kK]|\d{3,4}[pP]")
_RATIO: Final = re.compile(r"(?P<a>\d{1,3}(?:\.\d+)?)\s*:\s*(?P<b>\d{1,3}(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value, read: ``label`` stands in brackets behind it; it may begin with a ``size`` in pixels
    or be a ``tier`` such as 2K; ``ratio`` are the two sides as they are written, ``mislabelled``
    says what is wrong with the ratio behind a size."""

    text: str
    label: str | None
    size: bool
    tier: bool
    ratio: tuple[str, str] | None
    mislabelled: str = ""


@lru_cache(maxsize=4096)  # vendors repeat values: 720p, 16:9
def choice(text: str) -> Choice:
    """What the value ``text`` says."""
    labelled = _LABELLED.fullmatch(text)
    size = _SIZE.match(text)
    ratio = _RATIO.fullmatch(labelled["label"].strip() if labelled else text)
    return Choice(
        text,
        labelled["label"].strip() if labelled else None,
        size is not None,
        _TIER.fullmatch(text) is not None,
        (ratio["a"], ratio["b"]) if ratio else None,
        _mislabelled(text, size) if size else "",
    )


def _mislabelled(text: str, size: re.Match[str]) -> str:
    """``2848x1600 is 89:50, not 16:9``; "" for a size with its own ratio, or with none."""
    ratio = _RATIO.search(text, size.end())
    width, height = int(size["width"]), int(size["height"])
    if ratio is None or (height and _exactly(ratio, width, height)):
        return ""
    shared = gcd(width, height) or 1
    return f"{width}x{height} is {width // shared}:{height // shared}, not {ratio[0]}"


def _exactly(ratio: re.Match[str], width: int, height: int) -> bool:
    a, b = ratio["a"], ratio["b"]
    if a.isdecimal() and b.isdecimal():
        return int(a) * height == int(b) * width
    return Fraction(a) * height == Fraction(b) * width
