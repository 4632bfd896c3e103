"""The measurements of a file that the old media rules let pass and the new ones do not.

Width, height and size are whole numbers, limits are exact fractions. A width and a height are
coupled by their ratio, so one side is tried number by number and the other follows from it: what is
not found is not there.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from typewright.catalogue.rules import METRICS
from typewright.diff.media_rules import shown
from typewright.diff.model import File
from typewright.runtime.measure import Measurement
from typewright.runtime.rules import MEGABYTES, Rule, judge

_LARGEST: Final = 100_000
"""Pixels of a side beyond which no picture is thought of."""
_BYTES: Final = 1 << 42
_USUAL_SIDE: Final = 1_024
_USUAL_SIZE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Harmless:
    """Why a change refuses nothing that was accepted."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Range:
    """Numbers between two limits, each with or without the limit itself."""

    low: Fraction = Fraction(0)
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def keeping(self, rule: Rule) -> "_Range":
        """The numbers that keep ``rule`` to the letter."""
        bound, found = Fraction(rule.value), self
        if rule.operator in (">", ">=", "=="):
            opened = rule.operator == ">"
            if (bound, opened) > (found.low, found.low_open):
                found = _Range(bound, found.high, opened, found.high_open)
        if rule.operator in ("<", "<=", "=="):
            opened = rule.operator == "<"
            if found.high is None or (-bound, opened) > (-found.high, found.high_open):
                found = _Range(found.low, bound, found.low_open, opened)
        return found

    def whole(self, scale: int, first: int, last: int) -> range:
        """The whole numbers from ``first`` to ``last`` whose part by ``scale`` is in this range."""
        low = self.low * scale
        first = max(first, math.floor(low) + 1 if self.low_open else math.ceil(low))
        if self.high is not None:
            high = self.high * scale
            last = min(last, math.ceil(high) - 1 if self.high_open else math.floor(high))
        return range(first, last + 1)


def file_witness(
    parameter: str, old: Sequence[Rule], new: Sequence[Rule], changed: Rule
) -> File | Harmless:
    """A file for ``parameter`` that keeps all ``old`` rules and breaks the ``changed`` new one.

    One that the SDK refuses for certain is preferred to one that it warns of.
    """
    before = [rule for rule in old if rule.metric in METRICS]
    after = [rule for rule in new if rule.metric in METRICS]
    files = [each for rule in _opposites(changed) for each in _files([*before, rule])]
    for wanted in ("fail", "borderline"):
        for measurement in files:
            verdicts = judge(before, measurement).verdict, judge(after, measurement).verdict
            if verdicts == ("pass", wanted):
                return _file(parameter, measurement, [*before, *after], changed, verdicts)
    reason = f"no file of up to {_LARGEST:,} pixels a side passed before and fails now"
    return Harmless(reason)


def _opposites(rule: Rule) -> Iterator[Rule]:
    """What a file that breaks ``rule`` keeps; those that break it under every reading first."""
    operators = {"<": (">", ">="), "<=": (">",), ">": ("<", "<="), ">=": ("<",), "==": ("<", ">")}
    for operator in operators[rule.operator]:
        yield Rule(rule.metric, operator, rule.value)


def _files(rules: Sequence[Rule]) -> Iterator[Measurement]:
    """Files that keep ``rules`` to the letter, for each way to read a megabyte."""
    ranges = {metric: _Range() for metric in METRICS}
    for rule in rules:
        ranges[rule.metric] = ranges[rule.metric].keeping(rule)
    sides = _sides(ranges["width_pixels"], ranges["height_pixels"], ranges["width/height"])
    if sides is None:
        return
    ranges_of_bytes = [ranges["file_size_mb"].whole(each, 1, _BYTES) for each in MEGABYTES]
    possible = [sizes for sizes in ranges_of_bytes if sizes]
    usual = [_nearest(sizes, _USUAL_SIZE) for sizes in possible]
    edges = [edge for sizes in possible for edge in (sizes[0], sizes[-1])]
    for size in dict.fromkeys((*usual, *edges)):
        yield Measurement(size, *sides)


def _sides(width: _Range, height: _Range, ratio: _Range) -> tuple[int, int] | None:
    """A width and a height within all three, near what is usual; ``None`` if there is none."""
    widths, heights = (side.whole(1, 1, _LARGEST) for side in (width, height))
    if not widths or (ratio.high is not None and ratio.low > ratio.high):
        return None
    for number in _outwards(_coupled(heights, widths, ratio), _USUAL_SIDE):
        fitting = ratio.whole(number, widths.start, widths.stop - 1)
        if fitting:
            return _nearest(fitting, _USUAL_SIDE), number
    return None


def _coupled(heights: range, widths: range, ratio: _Range) -> range:
    """Those of ``heights`` that some width may have a ``ratio`` to."""
    first, last = heights.start, heights.stop - 1
    if ratio.high:
        first = max(first, math.floor(widths[0] / ratio.high))
    if ratio.low:
        last = min(last, math.ceil(widths[-1] / ratio.low))
    return range(first, last + 1)


def _outwards(numbers: range, wanted: int) -> Iterator[int]:
    """All of ``numbers``, those near ``wanted`` first."""
    if not numbers:
        return
    start = _nearest(numbers, wanted)
    yield start
    for away in range(1, len(numbers)):
        yield from (each for each in (start + away, start - away) if each in numbers)


def _nearest(numbers: range, wanted: int) -> int:
    return min(max(wanted, numbers[0]), numbers[-1])


def _file(
    parameter: str,
    measurement: Measurement,
    rules: Sequence[Rule],
    changed: Rule,
    verdicts: tuple[str, str],
) -> File:
    """The measurements that some rule looks at."""
    metrics = {rule.metric for rule in rules}
    pixels = bool(metrics - {"file_size_mb"})
    return File(
        parameter,
        measurement.width if pixels else None,
        measurement.height if pixels else None,
        measurement.size if "file_size_mb" in metrics else None,
        shown(changed),
        *verdicts,
    )
