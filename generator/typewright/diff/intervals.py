"""Limits as intervals: of numbers, of lengths, of how many members there are."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from typewright.diff.parts import Shape
from typewright.diff.spelling import lengths

Axis: TypeAlias = Literal["value", "length", "items", "properties"]
_LISTED: Final = 2_000  # whole numbers of a range that are listed one by one

AXES: Final[Mapping[str, Axis]] = {
    "integer": "value",
    "number": "value",
    "string": "length",
    "array": "items",
    "object": "properties",
}
ENDS: Final[Mapping[Axis, tuple[tuple[str, str], tuple[str, str]]]] = {
    "value": (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")),
    "length": (("minLength", ""), ("maxLength", "")),
    "items": (("minItems", ""), ("maxItems", "")),
    "properties": (("minProperties", ""), ("maxProperties", "")),
}


@dataclass(frozen=True, slots=True)
class End:
    """One end of an interval, and the keyword that sets it; ``value`` ``None`` for no end."""

    value: Fraction | None
    open: bool
    keyword: str

    def shown(self) -> str:
        """``6000``, ``0.5`` or ``none``."""
        return "none" if self.value is None else decimal(self.value)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends."""

    low: End
    high: End

    def holds(self, number: float) -> bool:
        """Whether ``number`` lies within."""
        value, low, high = exact(number), self.low.value, self.high.value
        above = low is None or value > low or (value == low and not self.low.open)
        return above and (high is None or value < high or (value == high and not self.high.open))


def exact(number: float) -> Fraction:
    """``number`` as it is written in decimals, not as the nearest float."""
    return Fraction(str(number))


def interval(shape: Shape, axis: Axis) -> Interval:
    """The limits that ``shape`` states on ``axis``."""
    low, high = (_end(shape, keywords, low=not n) for n, keywords in enumerate(ENDS[axis]))
    if axis != "value" and (low.value is None or low.value <= 0):
        low = End(None, False, low.keyword)
    return Interval(low, high)


def outermost(shape: Shape, axis: Axis) -> Interval:
    """Between what its values really lie: steps and patterns limit them, too."""
    stated, unit, pattern = interval(shape, axis), _unit(shape), shape.word("pattern")
    if axis == "value" and unit is not None:
        low, high = _inside(stated.low, unit, low=True), _inside(stated.high, unit, low=False)
        return Interval(low, high)
    if axis == "length" and isinstance(pattern, str):
        least, most = lengths(pattern)
        ends = End(Fraction(least), False, "pattern"), _no_end(most)
        return Interval(
            _tighter(stated.low, ends[0], low=True), _tighter(stated.high, ends[1], low=False)
        )
    return stated


def _no_end(most: float) -> End:
    return End(None if math.isinf(most) else Fraction(int(most)), False, "pattern")


def _tighter(one: End, other: End, *, low: bool) -> End:
    if one.value is None or other.value is None:
        return other if one.value is None else one
    return max(one, other, key=lambda end: rank(end, low=low))


def _unit(shape: Shape) -> Fraction | None:
    """What all numbers of ``shape`` are multiples of."""
    own = step(shape)
    if shape.type != "integer":
        return own
    return Fraction(1) if own is None else Fraction(own.numerator)


def _end(shape: Shape, keywords: tuple[str, str], *, low: bool) -> End:
    ends = [
        End(exact(value), keyword.startswith("exclusive"), keyword)
        for keyword in keywords
        if isinstance(value := shape.word(keyword), int | float) and not isinstance(value, bool)
    ]
    if not ends:
        return End(None, False, keywords[0])
    return max(ends, key=lambda end: rank(end, low=low))


def rank(end: End, *, low: bool) -> tuple[Fraction, bool]:
    """Larger for an end that is tighter; no end is not ranked."""
    value = end.value or Fraction(0)
    return (value if low else -value), end.open


def _inside(end: End, unit: Fraction, *, low: bool) -> End:
    """``end`` at the first multiple of ``unit`` that it lets in."""
    if end.value is None:
        return end
    times = end.value / unit
    if end.open:
        inside = math.floor(times) + 1 if low else math.ceil(times) - 1
    else:
        inside = math.ceil(times) if low else math.floor(times)
    return End(inside * unit, False, end.keyword)


def whole_numbers(shape: Shape) -> list[int] | None:
    """The integers of ``shape`` if they are few enough to be listed."""
    ends = outermost(shape, "value")
    if ends.low.value is None or ends.high.value is None:
        return None
    first, last = int(ends.low.value), int(ends.high.value)
    if last - first >= _LISTED:
        return None
    unit = step(shape)
    return [n for n in range(first, last + 1) if unit is None or Fraction(n) % unit == 0]


def step(shape: Shape) -> Fraction | None:
    """What numbers of ``shape`` must be multiples of; ``None`` where that says nothing."""
    value = shape.word("multipleOf")
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    unit = exact(value)
    return None if shape.type == "integer" and unit.numerator == 1 else unit


def decimal(value: Fraction) -> str:
    """``value`` for a person."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.12g}"
