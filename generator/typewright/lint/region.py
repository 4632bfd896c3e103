"""Whether any file can keep a set of media rules, decided exactly."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from math import ceil, floor
from typing import NamedTuple

Rule = tuple[str, str, Fraction]
"""Metric, operator, value."""

_FEW = 16
"""Rules among which the few that clash are looked for; vendors write eight at most."""


class Interval(NamedTuple):
    """What a metric may be; an end is ``None`` where nothing bounds it."""

    low: Fraction | None = None
    low_open: bool = False
    high: Fraction | None = None
    high_open: bool = False

    def within(self, operator: str, value: Fraction) -> "Interval":
        """What is left of it under one more rule."""
        low, low_open, high, high_open = self.low, self.low_open, self.high, self.high_open
        if operator in (">", ">=", "==") and (
            low is None or (value, operator == ">") > (low, low_open)
        ):
            low, low_open = value, operator == ">"
        if operator in ("<", "<=", "==") and (
            high is None or (value, operator != "<") < (high, not high_open)
        ):
            high, high_open = value, operator == "<"
        return Interval(low, low_open, high, high_open)

    def whole(self) -> "Interval":
        """The integers in it, which pixels are; at least one pixel is there."""
        low = Fraction(1)
        if self.low is not None:
            low = max(low, Fraction(floor(self.low) + 1 if self.low_open else ceil(self.low)))
        high = self.high
        if high is not None:
            high = Fraction(ceil(high) - 1 if self.high_open else floor(high))
        return Interval(low, False, high, False)

    @property
    def empty(self) -> bool:
        """Whether nothing is left."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))


@lru_cache(maxsize=4096)  # vendors repeat lists of rules
def empty(rules: tuple[Rule, ...]) -> tuple[int, ...] | None:
    """The smallest set of ``rules``, by their numbers, that no file keeps; ``None`` if one does.

    Two rules on one metric, or up to four on width, height and their ratio.
    """
    if not _impossible(rules):
        return None
    for size in range(1, 5) if len(rules) <= _FEW else ():
        for numbers in combinations(range(len(rules)), size):
            if _impossible([rules[number] for number in numbers]):
                return numbers
    return tuple(range(len(rules)))


def _impossible(rules: Iterable[Rule]) -> bool:
    intervals: dict[str, Interval] = {}
    for metric, operator, value in rules:
        intervals[metric] = intervals.get(metric, Interval()).within(operator, value)
    positive = Interval(Fraction(0), True)
    width = intervals.get("width_pixels", positive).whole()
    height = intervals.get("height_pixels", positive).whole()
    size = intervals.get("file_size_mb", positive).within(">=", Fraction(0))
    ratio = intervals.get("width/height", positive).within(">", Fraction(0))
    if width.empty or height.empty or size.empty or ratio.empty:
        return True
    least = (
        Interval()
        if height.high is None or width.low is None
        else Interval(width.low / height.high)
    )
    if least.low is not None:
        ratio = ratio.within(">=", least.low)
    if width.high is not None and height.low is not None:
        ratio = ratio.within("<=", width.high / height.low)
    return ratio.empty
