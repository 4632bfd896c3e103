"""Numbers as people write them: decimal commas, thousands, ratios, units of data."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from typewright.lint.prose.expressions import expression

_THOUSANDS: Final = r"(?:(?<!\d{4})(?:(?: \d{3})+|(?:['’]\d{3})+|(?:_\d{3})+)(?![\d'’_]))?"
"""Groups set apart otherwise than by a dot or comma, behind the first: ``6 000``, ``6'000``."""

NUMBER: Final = rf"\d+{_THOUSANDS}(?:[.,]\d+)*(?:\s?[:：]\s?\d+(?:[.,]\d+)?)?"
"""A number or a ratio (``1:3``), as an expression for a text that is NFKC and folded."""

_PIXELS: Final = r"px|p[ií]xe(?:ls?|les|is|ln)|픽셀|ピクセル|像素"
_DATA: Final = (
    r"[kmg]i?b(?:ytes?)?|[kmg]o|(?:kilo|mega|méga|giga)-?(?:bytes?|octets?)|bytes?"
    r"|(?:킬로|메가)바이트|(?:キロ|メガ)バイト|千字节|兆(?:字节)?"
)
_UNIT: Final = rf"\s?(?:(?:{_DATA}|{_PIXELS}|[kmg])(?![a-z0-9à-ÿ])|%)"
"""What may stand behind a number and changes or names its size."""

NUMERAL: Final = "\ufdd0"
"""Stands for a quantity: a code point that no text has."""

_GROUPED: Final = r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*"
_MEGABYTES: Final = {
    "b": (Fraction(1, 10**6), Fraction(1, 2**20), Fraction(1, 1024 * 1000)),
    "k": (Fraction(1, 10**3), Fraction(1, 2**10)),
    "m": (Fraction(1), Fraction(2**20, 10**6), Fraction(10**6, 2**20)),
    "g": (Fraction(10**3), Fraction(2**10)),
}


class Quantity(NamedTuple):
    """A number in a text: every value that it may mean, and its unit ("mb", "px", "k", "" ...)."""

    values: frozenset[Fraction]
    unit: str
    start: int
    end: int

    def megabytes(self) -> frozenset[Fraction]:
        """Its values in megabytes, whatever a megabyte is; none when the unit is another."""
        if not self.unit:
            return self.values
        scales = _MEGABYTES.get(self.unit[0], ()) if self.of_data else ()
        return frozenset(value * scale for value in self.values for scale in scales)

    @property
    def of_data(self) -> bool:
        """Whether its unit is one of data."""
        return self.unit[:1] == "b" or self.unit[1:2] in ("i", "b", "o", "e", "é")


MAGNITUDE: Final = (
    r"\s?(?:hundred|thousand|million|billion|mio\b|mrd|tausend|mil(?:a|le|l?ones|ioni|hões|hão|lón|ione)?\b|mill(?:ion|iard)"
    r"|[千百](?!字节)|[万萬億亿兆천만억])"
)
"""What stands behind a number and makes it another: "36 million", 3600万."""

_QUANTITY: Final = (
    rf"(?i)(?<![A-Za-z0-9_.,/])(?<!\d:)(?P<number>{NUMBER})(?P<unit>{_UNIT})?"
    rf"(?![a-z]*\d|[.,:]\d|\s?[x×*]\s?\d|[ '’_]\d{{3}}(?!\d)|{MAGNITUDE})"
)
_SHORT: Final = dict(
    zip("킬キ千메メ兆픽ピ像", ("kb",) * 3 + ("mb",) * 3 + ("px",) * 3, strict=True)
)
"""The units of other scripts, by their first letter."""


def quantities(text: str) -> Iterator[Quantity]:
    """Every number of ``text`` in its order."""
    for match in expression(_QUANTITY).finditer(text):
        values = frozenset(meanings(match["number"]))
        unit = (match["unit"] or "").strip().lower()
        unit = _SHORT.get(unit[:1], unit)
        yield Quantity(values, unit, match.start(), match.end())


def marked(text: str) -> tuple[str, dict[int, Quantity]]:
    """``text`` with :data:`NUMERAL` for each quantity in it, and the quantities by where those stand.

    Expressions about numbers are short then, and soon compiled.
    """
    parts: list[str] = []
    found: dict[int, Quantity] = {}
    end = place = 0
    for each in quantities(text):
        before = text[end : each.start].replace(NUMERAL, " ")
        place += len(before)
        found[place] = each
        place, end = place + 1, each.end
        parts += before, NUMERAL
    return "".join((*parts, text[end:].replace(NUMERAL, " "))), found


_LONGEST: Final = 40
"""Characters of the longest number that means something; Python reads no integer of 5,000 digits."""


def meanings(number: str) -> Iterator[Fraction]:
    """What ``number`` may mean: ``1.000`` is one to some and a thousand to others."""
    if len(number) > _LONGEST:
        return
    left, colon, right = re.sub(r"[\s'’_]", "", number).replace("：", ":").partition(":")
    if colon:
        for a in meanings(left):
            yield from (a / b for b in meanings(right) if b)
        return
    if expression(_GROUPED).fullmatch(left):
        yield Fraction(re.sub(r"[.,]", "", left))
    if left.count(".") + left.count(",") <= 1:
        yield Fraction(left.replace(",", "."))
