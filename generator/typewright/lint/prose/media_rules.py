"""What a media rule and its message say, read once: vendors repeat both in field after field."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal

from typewright.catalogue.model import Json
from typewright.catalogue.rules import Operator, parse_rule
from typewright.lint.prose.bounds import Bound, bounds, values_of

_UPPER: Final = ("<", "<=")


@dataclass(frozen=True, slots=True)
class MediaRule:
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


def media_rules(entries: Json) -> Iterator[tuple[str, MediaRule]]:
    """The rules in ``validations`` that are well formed, each behind its pointer from there."""
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if not isinstance(entry, dict):
            continue
        text, value = entry.get("validation_rule"), entry.get("validation_value")
        number = isinstance(value, int | float) and not isinstance(value, bool)
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
    read = tuple(each for each in bounds(message) if values_of(each, metric))
    side = "upper" if operator in _UPPER else "lower"
    same = [each for each in read if value in values_of(each, metric)]
    sided = [each for each in same if each.side == side]
    meant = next(iter(sided or (each for each in same if each.demanded)), None)
    return MediaRule(metric, operator, value, shown, message, read, meant)
