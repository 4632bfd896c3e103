"""Files for a field: near the bound of one of its rules, or well within all of them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from .bounds import MEGABYTES, Bound, Verdict, sides_near, sides_that_keep, size_that_keeps, verdict
from .files_at import LEAST_PADDING, file_at
from .stored_fields import Field

_STEPS: Final = (("below", -1), ("at", 0), ("above", 1))


@dataclass(frozen=True)
class Near:
    """A quantity near a bound: pixels, bytes, or how far the width is from the exact ratio."""

    name: str
    amount: int


@dataclass(frozen=True)
class Case:
    """A file for one field, near the bound of one of its rules (which stands at ``index``)."""

    field: Field
    index: int
    near: Near

    @property
    def bound(self) -> Bound:
        """The rule."""
        return self.field.bounds[self.index]

    @property
    def others(self) -> list[Bound]:
        """The other rules of the field, which the file must keep for certain."""
        return [each for index, each in enumerate(self.field.bounds) if index != self.index]

    def __str__(self) -> str:
        return f"{self.field}: {self.bound} {self.near.name}"


def near(bound: Bound) -> Iterator[Near]:
    """What to try around ``bound``: a unit below, at and above it, as far as such files exist."""
    if bound.metric == "width/height":
        yield from (Near(name, step) for name, step in _STEPS if bound.value > 0)
    elif bound.metric == "file_size_mb":
        for unit, megabyte in MEGABYTES.items():
            for each in _whole(bound.value * megabyte):
                yield Near(f"{each.name} in {unit}", each.amount)
    else:
        yield from _whole(bound.value)


def _whole(value: Fraction) -> Iterator[Near]:
    """Whole amounts around ``value``; a broken number has none at it, and none is below 1."""
    low = math.floor(value)
    exact = low == value
    tried = _STEPS if exact else (("below", 0), ("above", 1))
    yield from (Near(name, low + step) for name, step in tried if low + step >= 1)


def near_file(case: Case, kind: str) -> tuple[bytes, Verdict]:
    """A real file for ``case``, and the verdict that exact arithmetic gives it."""
    sides = sides_near(case.bound, case.near.amount, case.others)
    assert sides is not None, f"{case}: no sides that keep the other rules were found"
    size: int | None = case.near.amount
    if case.bound.metric != "file_size_mb":
        size = size_that_keeps(case.others, len(file_at(kind, *sides)), LEAST_PADDING)
    assert size is not None, f"{case}: no size keeps the other rules"
    return file_at(kind, *sides, size), verdict(case.bound, sides, size)


def good_file(field: Field, kind: str) -> bytes:
    """A real file that keeps all rules of a field."""
    sides = sides_that_keep(field.bounds)
    assert sides is not None, f"{field}: no sides that keep its rules were found"
    size = size_that_keeps(field.bounds, len(file_at(kind, *sides)), LEAST_PADDING)
    return file_at(kind, *sides, size)
