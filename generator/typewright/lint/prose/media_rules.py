"""What a media rule and its message say, read once: vendors repeat both in field after field."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from math import ceil, floor
from typing import Final, Literal, NamedTuple

from typewright.catalogue.model import Json
from typewright.catalogue.rules import Operator, parse_rule
from typewright.lint.prose.bounds import Bound, around, bounds, is_advice, sentence_of, values_of
from typewright.lint.prose.expressions import expression
from typewright.lint.prose.nouns import ITEMS, LENGTHS, MEASURES
from typewright.lint.prose.numbers import NUMBER, quantities
from typewright.lint.prose.phrases import AT_FAULT, AT_FAULT_BEHIND, DONE_THERE, OF_A_CASE, TOGETHER
from typewright.lint.prose.words import SENTENCE_END, plain

_UPPER: Final = ("<", "<=")
_AREA: Final = (
    r"\barea\b|total (?:of )?pixels|pixel count|number of pixels|product of|width (?:x|×|\*|times|by) height"
    r"|总像素|像素总|面积|面積|[宽幅] ?[x×*] ?高|총 ?픽셀|픽셀 수|면적|총 ?화소|総ピクセル|総画素|画素数|ピクセル数"
    r"|\bfläche|pixel(?:an)?zahl|anzahl der pixel|numero (?:totale )?di pixel|número (?:total )?de p[ií]xe"
    r"|nombre (?:total )?de pixels|\bárea\b|superfici"
    r"|\b(?:sum|combined|together|perimeter|summe|somma|suma|somme|soma)\b|之和|总和|總和|(?<![가-힣])합[은이을계]|合計|合计"
)
_REQUEST: Final = (
    r"\brequest (?:body|payload|size)|\bpayload|\bbody of|\b(?:whole|entire|full) request|\banfrage(?:körper|grösse)"
    r"|\b(?:corpo|cuerpo|corps) (?:della|de la|de l[ao]|da) (?:richiesta|solicitud|petición|requête|requisição|solicitação)"
    r"|请求[体大总]|整个请求|請求體|요청 ?(?:본문|크기|바디|전체)|リクエスト(?:ボディ|本文|サイズ|全体)"
)
_OF_MORE: Final = {
    "file_size_mb": f"{TOGETHER}|{_REQUEST}",
    "width_pixels": _AREA,
    "height_pixels": _AREA,
}
"""What makes a number one of several files or of the request, of width times height or their sum."""

_ROUNDING: Final = Fraction(1, 2**52)
"""How far, in parts of it, the best double for a ratio may be from it: 1.7777777777777777 for 16:9."""


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
        margin = self.value / 50
        return any(
            abs(value - self.value) <= margin if sizes else _is_same(self.value, value)
            for value in named
        )

    def is_of_a_case(self, bound: Bound) -> bool:
        """Whether ``bound``, one of those that are read, may hold in a case alone."""
        text = plain(self.message).replace("’", "'")
        before, behind = around(SENTENCE_END, text, bound.quantity)
        own = expression(AT_FAULT).sub("", before), expression(AT_FAULT_BEHIND).sub("", behind)
        return expression(OF_A_CASE).search(" ".join(own)) is not None

    def allows_the_same(self, bound: Bound) -> bool:
        """Whether no file lies between ``bound``, from the same side, and the rule, though their
        numbers differ: a width is whole, so that "at least 300" is "more than 299"."""
        if not self.metric.endswith("_pixels"):
            return False
        own = _last_pixel(self.side, self.value, inclusive="=" in self.operator)
        ends = (True, False) if bound.inclusive is None else (bound.inclusive,)
        said = values_of(bound, self.metric)
        return own in (_last_pixel(self.side, n, inclusive=end) for n in said for end in ends)


def _is_same(value: Fraction, said: Fraction) -> bool:
    """Whether the ``value`` of a rule is the number that is ``said``, as far as JSON can write it."""
    return value == said or abs(said - value) <= abs(value) * _ROUNDING


def _last_pixel(side: Literal["upper", "lower"], number: Fraction, *, inclusive: bool) -> int:
    """The last number of pixels within a bound."""
    if side == "upper":
        return floor(number) if inclusive else ceil(number) - 1
    return ceil(number) if inclusive else floor(number) + 1


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
    same = [each for each in read if any(_is_same(value, said) for said in values_of(each, metric))]
    sided = [each for each in same if each.side == side and _is_limit(each)]
    meant = next(iter(sided or (each for each in same if each.demanded)), None)
    return MediaRule(metric, operator, value, shown, message, read, meant)


def _is_limit(bound: Bound) -> bool:
    """Whether a file beyond ``bound`` is refused: "images over 10 MB" may only take longer."""
    return bound.demanded or bound.inclusive is not False


def _about(metric: str, message: str) -> tuple[Bound, ...]:
    """The bounds in ``message`` that can be about ``metric``."""
    text = plain(message)
    read = [each for each in bounds(message) if values_of(each, metric)]
    read = [each for each in read if each.quantity.unit or not _of_another(text, each)]
    if read and _of_more(metric, text):  # seldom: sentences are told apart only then
        read = [each for each in read if not _of_more(metric, sentence_of(each, text))]
    if metric == "file_size_mb" and any(each.of_data for each in quantities(text)):
        return tuple(each for each in read if each.quantity.of_data)
    return tuple(read)


def _of_more(metric: str, sentence: str) -> bool:
    """Whether the limit in ``sentence`` is none of a file's ``metric`` that is enforced: advice, a
    limit of more than that, or what the server makes of a file."""
    if is_advice(sentence) or expression(DONE_THERE).search(sentence):
        return True
    more = _OF_MORE.get(metric)
    return more is not None and expression(more).search(sentence) is not None


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
