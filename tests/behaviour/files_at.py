"""Real files whose width, height, ratio or size lies just below, at, or just above a bound."""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from io import BytesIO

from PIL import Image

from runcomfy_models import Rule

MEGABYTES = (10**6, 2**20)
_SIDES = (20, 64, 100, 320, 512, 1000, 1024, 2000, 4000, 5000)


@dataclass(frozen=True)
class Facts:
    """What a file measures: bytes and pixels."""

    size: int
    width: int
    height: int

    def under(self, megabyte: int) -> Mapping[str, Fraction]:
        """Every metric that rules may ask for, if a megabyte has so many bytes."""
        return {
            "file_size_mb": Fraction(self.size, megabyte),
            "width_pixels": Fraction(self.width),
            "height_pixels": Fraction(self.height),
            "width/height": Fraction(self.width, self.height),
        }


def keeps(rule: Rule, facts: Facts, *, megabyte: int, inclusive: bool) -> bool:
    """Whether a file keeps a rule under one reading, by comparing exact fractions."""
    value, bound = facts.under(megabyte)[rule.metric], Fraction(rule.value)
    if value == bound:
        return inclusive or "=" in rule.operator
    return value < bound if "<" in rule.operator else value > bound


def verdict(rules: tuple[Rule, ...], facts: Facts) -> str:
    """Fail if every reading finds a broken rule, pass if none does."""
    good = {
        all(keeps(rule, facts, megabyte=size, inclusive=loose) for rule in rules)
        for size in MEGABYTES
        for loose in (False, True)
    }
    return folded(good)


def folded(good: set[bool]) -> str:
    """The verdict from whether a file is good under each reading."""
    if len(good) == 2:
        return "borderline"
    return "pass" if good == {True} else "fail"


def around(rule: Rule, rules: tuple[Rule, ...]) -> Iterator[Facts]:
    """Files below, at and above the bound of ``rule`` which keep every other rule strictly."""
    others = tuple(each for each in rules if each is not rule)
    if rule.metric == "file_size_mb":
        width, height = _sides(others, None, None)
        for megabyte in MEGABYTES:
            bound = int(Fraction(rule.value) * megabyte)
            yield from (Facts(bound + step, width, height) for step in (-1, 0, 1))
        return
    for step in (-1, 0, 1):
        match rule.metric:
            case "width_pixels":
                width, height = _sides(others, int(rule.value) + step, None)
            case "height_pixels":
                width, height = _sides(others, None, int(rule.value) + step)
            case "width/height":
                width, height = _exact_ratio(others, Fraction(rule.value), step)
            case other:
                raise AssertionError(f"no files are known for {other}")
        yield Facts(_natural_size(width, height), width, height)


def _sides(rules: tuple[Rule, ...], width: int | None, height: int | None) -> tuple[int, int]:
    """Sides that keep ``rules`` under every reading; a side that is given stays."""
    for wide in _SIDES if width is None else (width,):
        for high in _candidates(wide) if height is None else (height,):
            if verdict(rules, Facts(1000, wide, high)) == "pass":
                return wide, high
    for wide in _candidates(height or 1) if width is None else ():
        if height is not None and verdict(rules, Facts(1000, wide, height)) == "pass":
            return wide, height
    raise AssertionError(f"no sides keep {[rule.text for rule in rules]} beside the one given")


def _candidates(other: int) -> tuple[int, ...]:
    """Sides for beside ``other``: alike, then shorter and longer."""
    return (other, *(max(1, other * tenths // 10) for tenths in (8, 12, 6, 15, 20, 5)), *_SIDES)


def _exact_ratio(rules: tuple[Rule, ...], ratio: Fraction, step: int) -> tuple[int, int]:
    for factor in range(1, 3000):
        width, height = ratio.numerator * factor, ratio.denominator * factor
        found = [Facts(1000, width + each, height) for each in (-1, 0, 1)]
        if width > 1 and all(verdict(rules, facts) == "pass" for facts in found):
            return width + step, height
    raise AssertionError(f"no sides have the ratio {ratio} and keep the other rules")


@lru_cache(maxsize=64)
def _picture(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("1", (width, height)).save(file, "PNG", compress_level=1)
    return file.getvalue()


def _natural_size(width: int, height: int) -> int:
    return len(_picture(width, height))


def picture_of(facts: Facts) -> bytes:
    """A real PNG of exactly these pixels and bytes: a private chunk fills it up."""
    content = _picture(facts.width, facts.height)
    missing = facts.size - len(content)
    if not missing:
        return content
    chunk = b"prVt" + bytes(missing - 12)
    filled = struct.pack(">L", missing - 12) + chunk + struct.pack(">L", zlib.crc32(chunk))
    return content[:-12] + filled + content[-12:]
