"""What a media rule and its message say, read once: vendors repeat both in field after field."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from typewright.catalogue.model import Json
from typewright.catalogue.rules import Operator, parse_rule
from typewright.lint.prose.bounds import Bound, bounds, values_of
from typewright.lint.prose.expressions import expression
from typewright.lint.prose.nouns import ITEMS, LENGTHS, MEASURES
from typewright.lint.prose.numbers import NUMBER, quantities
from typewright.lint.prose.words import plain

_UPPER: Final = ("<", "<=")


class MediaRule(NamedTuple):
    """One rule: ``value`` exactly and as ``shown``; ``read`` are the bounds of its message that can
    be about its metric, ``meant`` the one about its number."""

    metric: str
    operator: Operator
    value: Fraction
    shown: str
    message: str
    read: tuple[Bound, ...]
    meant: Bound | None

    @property
    def side(self) -> Literal["upper", "lower"]:
        """Whether it is an upper or a lower bound."""
        return "upper" if self.operator in _UPPER else "lower"

    @property
    def is_named(self) -> bool:
        """Whether the value stands in the message, in whatever words; a size may be rounded."""
        sizes = self.metric == "file_size_mb"
        named = (
            value
            for each in quantities(plain(self.message))
            for value in (each.megabytes() if sizes else each.values)
        )
        margin = self.value / 50 if sizes else 0
        return any(abs(value - self.value) <= margin for value in named)


def media_rules(entries: Json) -> Iterator[tuple[str, MediaRule]]:
    """The rules in ``validations`` that are well formed, each behind its pointer from there."""
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if not isinstance(entry, dict):
            continue
        text, value = entry.get("validation_rule"), entry.get("validation_value")
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if isinstance(text, str) and number:
            message = entry.get("validation_error")
            found = _rule(text, str(value), message if isinstance(message, str) else "")
            if found is not None:
                yield f"/validations/{index}", found


@lru_cache(maxsize=4096)
def _rule(text: str, number: str, message: str) -> MediaRule | None:
    parsed = parse_rule(text)
    if parsed is None:
        return None
    metric, operator = parsed
    decimal = Decimal(number)
    value, shown = Fraction(decimal), format(decimal, "f")
    read = _about(metric, message)
    side = "upper" if operator in _UPPER else "lower"
    same = [each for each in read if value in values_of(each, metric)]
    sided = [each for each in same if each.side == side]
    meant = next(iter(sided or (each for each in same if each.demanded)), None)
    return MediaRule(metric, operator, value, shown, message, read, meant)


def _about(metric: str, message: str) -> tuple[Bound, ...]:
    """The bounds in ``message`` that can be about ``metric``."""
    text = plain(message)
    read = [each for each in bounds(message) if values_of(each, metric)]
    read = [each for each in read if each.quantity.unit or not _of_another(text, each)]
    if metric == "file_size_mb" and any(each.of_data for each in quantities(text)):
        return tuple(each for each in read if each.quantity.of_data)
    return tuple(read)


def _of_another(text: str, bound: Bound) -> bool:
    """Whether the number of ``bound`` counts something, or is a part of "1920 by 1080" or "9/16"."""
    following, part = _another()
    start, end = bound.quantity.start, bound.quantity.end
    return bool(following.match(text, end) or part.search(text[:start]))


@cache
def _another() -> tuple[re.Pattern[str], re.Pattern[str]]:
    by = r"(?: ?(?:by|x|×|\*|乘以?) ?| (?:por|per|par|mal|sur) )"
    noun = rf"(?:\s?(?:reference |input )?(?:{ITEMS}|{LENGTHS}|{MEASURES})(?![a-zà-ÿ]))"
    other_end = rf"(?:\s?[^\W\d_]{{1,3}}\s?|\s?[~–—-]\s?){NUMBER}"
    return expression(rf"(?:{other_end})?{noun}|{by}\d|/\d"), expression(rf"\d{by}$")
