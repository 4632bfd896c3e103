"""Numbers as people write them: decimal commas, thousands, ratios, units of data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

NUMBER: Final = r"\d+(?:[.,]\d+)*(?:\s?[:：]\s?\d+(?:[.,]\d+)?)?"
"""A number or a ratio (``1:3``), as an expression."""

UNIT: Final = r"\s?(?:(?:[kmg]i?b(?:ytes?)?|[kmg]o|bytes?|px|pixels?|[kmg])(?![a-z0-9])|%)"
"""What may stand behind a number and changes or names its size."""

_GROUPED: Final = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_MEGABYTES: Final = {
    "b": (Fraction(1, 10**6), Fraction(1, 2**20)),
    "k": (Fraction(1, 10**3), Fraction(1, 2**10)),
    "m": (Fraction(1), Fraction(2**20, 10**6), Fraction(10**6, 2**20)),
    "g": (Fraction(10**3), Fraction(2**10)),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: every value that it may mean, and its unit ("mb", "px", "k", "" ...)."""

    values: frozenset[Fraction]
    unit: str
    start: int
    end: int

    def megabytes(self) -> frozenset[Fraction]:
        """Its values in megabytes, whatever a megabyte is; none when the unit is another."""
        if not self.unit:
            return self.values
        of_data = self.unit[0] == "b" or self.unit[1:2] in ("i", "b", "o")
        scales = _MEGABYTES.get(self.unit[0], ()) if of_data else ()
        return frozenset(value * scale for value in self.values for scale in scales)


_QUANTITY: Final = re.compile(
    rf"(?<![A-Za-z0-9_.,:])(?P<number>{NUMBER})(?P<unit>{UNIT})?(?![a-z]*\d|\s?[x×*]\s?\d)",
    re.IGNORECASE,
)


def quantities(text: str) -> Iterator[Quantity]:
    """Every number of ``text`` in its order."""
    for match in _QUANTITY.finditer(text):
        values = frozenset(meanings(match["number"]))
        unit = (match["unit"] or "").strip().lower()
        yield Quantity(values, unit, match.start(), match.end())


def meanings(number: str) -> Iterator[Fraction]:
    """What ``number`` may mean: ``1.000`` is one to some and a thousand to others."""
    left, colon, right = re.sub(r"\s", "", number).replace("：", ":").partition(":")
    if colon:
        for a in meanings(left):
            yield from (a / b for b in meanings(right) if b)
        return
    if _GROUPED.fullmatch(left):
        yield Fraction(re.sub(r"[.,]", "", left))
    if left.count(".") + left.count(",") <= 1:
        yield Fraction(left.replace(",", "."))
