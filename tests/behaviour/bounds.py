"""Stored media rules in exact arithmetic, and what lies just below, at and just above a bound.

Signs of differences are compared: no code is shared with the runtime or the emulator.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from typewright.catalogue.rules import Operator

Verdict: TypeAlias = Literal["pass", "borderline", "fail"]
Sides: TypeAlias = tuple[int, int]

MEGABYTES: Final = {"MB": 10**6, "MiB": 2**20}
LONGEST_SIDE: Final = 30_000
MOST_PIXELS: Final = 80_000_000
"""Pillow takes a picture of 90 million pixels for a bomb."""

_USUAL_SIDES: Final = (64, 256, 320, 512, 1000, 1024, 2048, 4096)
_SHARP: Final = 1000
"""The longer side sought for a ratio: one pixel then changes it by a thousandth."""

_INSIDE: Final = {"<": {-1}, "<=": {-1, 0}, ">": {1}, ">=": {0, 1}, "==": {0}}
_OUTSIDE: Final = {"<": {1}, "<=": {1}, ">": {-1}, ">=": {-1}, "==": {-1, 1}}
_DEEP: Final = {"<": {-1}, "<=": {-1}, ">": {1}, ">=": {1}, "==": {0}}
_OPPOSITE: Final[dict[Operator, tuple[Operator, ...]]] = {
    "<": (">",),
    "<=": (">",),
    ">": ("<",),
    ">=": ("<",),
    "==": ("<", ">"),
}


@dataclass(frozen=True)
class Bound:
    """``metric operator value``."""

    metric: str
    operator: Operator
    value: Fraction

    def __str__(self) -> str:
        return f"{self.metric}{self.operator}{float(self.value):g}"


def verdict(bound: Bound, sides: Sides, size: int) -> Verdict:
    """What one rule says: strict operators may be inclusive, and a megabyte is one of two."""
    signs = _signs(bound, sides, size)
    if signs <= _INSIDE[bound.operator]:
        return "pass"
    return "fail" if signs <= _OUTSIDE[bound.operator] else "borderline"


def holds_strictly(bound: Bound, sides: Sides, size: int) -> bool:
    """Whether the rule is kept under every reading, and not just so."""
    return _signs(bound, sides, size) == _DEEP[bound.operator]


def _signs(bound: Bound, sides: Sides, size: int) -> set[int]:
    values = {
        "width_pixels": [Fraction(sides[0])],
        "height_pixels": [Fraction(sides[1])],
        "width/height": [Fraction(*sides)],
        "file_size_mb": [Fraction(size, megabyte) for megabyte in MEGABYTES.values()],
    }[bound.metric]
    return {(value > bound.value) - (value < bound.value) for value in values}


def sides_near(bound: Bound, amount: int, others: Sequence[Bound]) -> Sides | None:
    """Sides with ``amount`` at ``bound`` that keep ``others``, if there are any."""
    found: Iterator[Sides]
    match bound.metric:
        case "width_pixels":
            found = ((amount, high) for high in _heights(others, amount))
        case "height_pixels":
            found = ((wide, amount) for wide in _widths(others, amount))
        case "width/height":
            found = _with_ratio(bound.value, amount)
        case _:
            return sides_that_keep(others)
    return next(_keeping(found, others), None)


def sides_that_keep(bounds: Sequence[Bound]) -> Sides | None:
    """Sides that keep every rule on sides strictly, if there are any."""
    heights = {*_USUAL_SIDES, *_critical(bounds, "height_pixels")}
    widths = {*_USUAL_SIDES, *(wide for high in heights for wide in _widths(bounds, high))}
    found = ((wide, high) for wide in sorted(widths) for high in _heights(bounds, wide))
    return next(_keeping(found, bounds), None)


def lying(bounds: Sequence[Bound]) -> Sides | None:
    """Sides that keep ``bounds``, but break one of them for certain when they are exchanged."""
    opposites = (opposite for bound in bounds for opposite in _broken_when_turned(bound))
    found = (sides_that_keep([*bounds, opposite]) for opposite in opposites)
    return next((sides for sides in found if sides is not None), None)


def size_that_keeps(bounds: Sequence[Bound], natural: int, padding: int) -> int | None:
    """The size of a file that has ``natural`` bytes, or ``padding`` and more on top of these."""
    rules = [bound for bound in bounds if bound.metric == "file_size_mb"]
    limits = (_around(rule.value * unit) for rule in rules for unit in MEGABYTES.values())
    larger = {size for each in limits for size in each if size >= natural + padding}
    tried = [natural, *sorted(larger)]
    kept = (size for size in tried if all(holds_strictly(rule, (1, 1), size) for rule in rules))
    return next(kept, None)


def _keeping(found: Iterable[Sides], bounds: Sequence[Bound]) -> Iterator[Sides]:
    rules = [bound for bound in bounds if bound.metric != "file_size_mb"]
    for wide, high in found:
        possible = 0 < wide <= LONGEST_SIDE and 0 < high <= LONGEST_SIDE
        possible = possible and wide * high <= MOST_PIXELS
        if possible and all(holds_strictly(rule, (wide, high), 0) for rule in rules):
            yield wide, high


def _with_ratio(ratio: Fraction, step: int) -> Iterator[Sides]:
    """Sides of exactly ``ratio``, their width then changed by ``step``; a sharp pair first."""
    longer = max(ratio.numerator, ratio.denominator)
    factors = range(1, LONGEST_SIDE // longer + 1)
    for factor in sorted(factors, key=lambda factor: abs(factor * longer - _SHARP)):
        yield ratio.numerator * factor + step, ratio.denominator * factor


def _heights(bounds: Sequence[Bound], width: int) -> list[int]:
    """Heights beside ``width`` where a rule begins or ends to be kept, and usual ones."""
    ratios = (_around(width / ratio) for ratio in _ratios(bounds))
    return _candidates(_critical(bounds, "height_pixels"), ratios, width)


def _widths(bounds: Sequence[Bound], height: int) -> list[int]:
    ratios = (_around(height * ratio) for ratio in _ratios(bounds))
    return _candidates(_critical(bounds, "width_pixels"), ratios, height)


def _ratios(bounds: Sequence[Bound]) -> list[Fraction]:
    """The bounds of ratios; one at 0 is no bound."""
    return [each.value for each in bounds if each.metric == "width/height" and each.value > 0]


def _candidates(critical: set[int], ratios: Iterable[set[int]], other: int) -> list[int]:
    """A square first: it is farthest from the usual bounds of ratios."""
    found = {*_USUAL_SIDES, *critical}.union(*ratios)
    return [other, *sorted(found - {other})]


def _critical(bounds: Sequence[Bound], metric: str) -> set[int]:
    return set[int]().union(*(_around(bound.value) for bound in bounds if bound.metric == metric))


def _around(value: Fraction) -> set[int]:
    return {math.floor(value) + step for step in (-1, 0, 1, 2) if math.floor(value) + step >= 1}


def _broken_when_turned(bound: Bound) -> Iterator[Bound]:
    """The rules, one or two, that sides keep whenever their exchange breaks ``bound``."""
    for operator in _OPPOSITE[bound.operator]:
        match bound.metric:
            case "width_pixels":
                yield Bound("height_pixels", operator, bound.value)
            case "height_pixels":
                yield Bound("width_pixels", operator, bound.value)
            case "width/height" if bound.value > 0:  # 1/r is above b when r is below 1/b
                yield Bound("width/height", _OPPOSITE[operator][0], 1 / bound.value)
            case _:
                return
