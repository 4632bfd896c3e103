"""Bounds in a vendor's message: which number, from which side, and whether it is itself allowed.

The phrases are those of vendors' pages in nine languages. Each stands with the number that it is
about, so that "must exceed 14 and must not exceed 6000" is two bounds. What no phrase reads is not
guessed at.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Final, Literal, TypeAlias

from typewright.lint.prose.numbers import NUMBER, UNIT, Quantity, quantities

Side: TypeAlias = Literal["upper", "lower"]

_N: Final = rf"(?P<n>(?<![a-z0-9_.,:]){NUMBER}(?:{UNIT})?)"
_GAP: Final = r"[\s:]*(?:a |an |the |von |di |de |d'|do )?"

# Of each language: what stands before the number, and what stands behind it. A phrase that says
# "not" holds one that does not, so those with the boundary inside come first.
_AT_MOST: Final = (
    r"(?:not|cannot|can't|n't|never) (?:to )?exceed|(?:not|cannot|n't|never) be (?:greater|larger|more|higher|bigger|longer) than",
    r"\bn(?:o|ot) (?:more|greater|larger|higher|bigger|longer) than|at most|up to|less than or equal to|smaller than or equal to",
    r"\bmax(?:imum|\.)?(?: (?:of|is|size|allowed|value)){0,3}|<=|≤",
    r"non (?:deve|devono|può|possono) (?:superare|essere (?:superior[ei]|maggior[ei]) a)|al massimo|non più di|fino a|massimo|minore o uguale a",
    r"höchstens|maximal|nicht (?:größer|mehr|höher) als|kleiner oder gleich|bis zu",
    r"no (?:debe|deben|puede|pueden) (?:exceder|superar|ser (?:superior|mayor)(?:es)?)(?: de| a| que)?|como máximo|no más de|hasta|menor o igual (?:a|que)|máximo",
    r"ne (?:doit|doivent|peut|peuvent) pas (?:dépasser|excéder|être supérieure?s? à)|au maximum|au plus|jusqu'à|inférieure?s? ou égale?s? à|maximum",
    r"não (?:deve|devem|pode|podem) (?:exceder|ultrapassar|ser (?:superior|maior)(?:es)?)(?: a| que| do que)?|no máximo|não mais (?:de|que)|até|menor ou igual a",
    r"不(?:得|能|可|应|要)?(?:超过|大于|高于)|最(?:大|多)(?:为|是)?|至多|小于(?:或)?等于|不多于",
    r"最大(?:で)?|최대",
)
_AT_MOST_BEHIND: Final = (
    r"(?:or|and) (?:less|smaller|fewer|below|under)|max(?:imum)?\b|nicht (?:überschreiten|übersteigen)|oder weniger",
    r"\s?(?:픽셀|메가바이트|자|개|장)?(?:을|를)? ?(?:초과(?:할 수 없|해서는 안|하지 않|하면 안)|넘(?:을 수 없|어서는 안|지 않|으면 안))|\s?(?:픽셀|자|개|장)? ?이하",
    r"\s?(?:ピクセル|文字|枚|個)?(?:以下|以内|を超え(?:ては|ない|ること(?:は|が)でき))|\s?(?:像素|字|张|个)?(?:以内|以下)",
)
_AT_LEAST: Final = (
    r"(?:not|cannot|n't|never) be (?:less|smaller|lower|fewer|shorter) than|\bn(?:o|ot) (?:less|smaller|lower|fewer|shorter) than",
    r"at least|greater than or equal to|larger than or equal to|\bmin(?:imum|\.)?(?: (?:of|is|size|allowed|value)){0,3}|>=|≥",
    r"non (?:deve|devono|può|possono) essere (?:inferior[ei]|minor[ei]) a|almeno|minimo|maggiore o uguale a|non meno di",
    r"mindestens|nicht (?:kleiner|weniger) als|größer oder gleich",
    r"no (?:debe|deben|puede|pueden) ser (?:inferior|menor)(?:es)? (?:a|que|de)|al menos|como mínimo|mayor o igual (?:a|que)|mínimo",
    r"ne (?:doit|doivent|peut|peuvent) pas être inférieure?s? à|au moins|au minimum|supérieure?s? ou égale?s? à",
    r"não (?:deve|devem|pode|podem) ser (?:inferior|menor)(?:es)? (?:a|que|do que)|pelo menos|no mínimo|maior ou igual a",
    r"不(?:得|能|可|应|要)?(?:小于|少于|低于)|至少|最(?:小|少|低)(?:为|是)?|大于(?:或)?等于",
    r"最小(?:で)?|최소",
)
_AT_LEAST_BEHIND: Final = (
    r"(?:or|and) (?:more|larger|greater|above)|min(?:imum)?\b|nicht unterschreiten|oder mehr",
    r"\s?(?:픽셀|메가바이트|자|개|장)? ?(?:이상|(?:보다 )?(?:작아서는 안|작을 수 없)|미만(?:이어서는 안|일 수 없|이면 안))",
    r"\s?(?:ピクセル|文字|枚|個)?(?:以上|未満(?:で|に)(?:は|あっては)(?:いけ|なら)|を下回(?:っては|らない|ること(?:は|が)でき))|\s?(?:像素|字|张|个)?以上",
)
_BELOW: Final = (
    r"(?:less|smaller|lower|fewer|shorter) than|\bbelow|\bunder|<(?!=)",
    r"inferior[ei] a|minor[ei] di|meno di|kleiner als|weniger als|\bunter",
    r"(?:menor|menores) (?:que|de|do que|a)|inferior(?:es)? a|menos de|inférieure?s? à|moins de",
    r"小于|少于|低于",
)
_BELOW_BEHIND: Final = (
    r"\s?(?:픽셀|메가바이트|자|개|장)? ?(?:미만|보다 작)",
    r"\s?(?:ピクセル|文字|枚|個)?(?:未満|より小さ)|\s?(?:像素|字|张|个)?未满",
)
_ABOVE: Final = (
    r"(?:greater|larger|more|higher|bigger|longer) than|\bexceed(?:s|ing)?|\babove|\bover|>(?!=)",
    r"superior[ei] a|maggior[ei] di|più di|\bsuperare|größer als|mehr als|\büber",
    r"(?:mayor|mayores|maior|maiores) (?:que|de|do que|a)|superior(?:es)? a|más de|mais de|supérieure?s? à|plus de|dépasser",
    r"大于|超过|高于",
)
_ABOVE_BEHIND: Final = (
    r"\s?(?:픽셀|메가바이트|자|개|장)?(?:을|를)? ?(?:초과|보다 커|보다 큰|넘어야)",
    r"\s?(?:ピクセル|文字|枚|個)?(?:を超え|より大き|を上回)",
)
_RANGE: Final = re.compile(
    rf"(?P<a>(?<![a-z0-9_.,:]){NUMBER})(?:{UNIT})?\s*"
    r"(?:\bto\b|\band\b|~|〜|～|–|—|-|\bbis\b|\bund\b|\be\b|\bet\b|\by\b|\ba\b|à|\baté\b|\bal\b|"
    r"から|と|에서|부터|와|과|到|至|和)"
    rf"\s*(?P<b>{NUMBER}(?:{UNIT})?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound: ``inclusive`` is ``None`` where the words leave it open ("between")."""

    side: Side
    inclusive: bool | None
    quantity: Quantity


@lru_cache(maxsize=4096)  # vendors repeat a message for each axis and each field
def bounds(message: str) -> tuple[Bound, ...]:
    """Every bound that ``message`` states in words that leave no doubt."""
    text = unicodedata.normalize("NFKC", message).replace("’", "'").casefold()
    by_start = {each.start: each for each in quantities(text)}
    found: dict[int, Bound] = {}
    for first, second in _ranges(text):
        if first in by_start and second in by_start:
            found[first] = Bound("lower", None, by_start[first])
            found[second] = Bound("upper", None, by_start[second])
    for side, inclusive, phrase in _phrases():
        for match in phrase.finditer(text):
            start = match.start("n")
            if start in by_start and start not in found:
                found[start] = Bound(side, inclusive, by_start[start])
    return tuple(bound for _, bound in sorted(found.items()))


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    for match in _RANGE.finditer(text):
        yield match.start("a"), match.start("b")


@cache  # most schemas state no bound: the expressions wait for the first that does
def _phrases() -> tuple[tuple[Side, bool, re.Pattern[str]], ...]:
    table: tuple[tuple[Side, bool, tuple[str, ...], tuple[str, ...]], ...] = (
        ("upper", True, _AT_MOST, _AT_MOST_BEHIND),
        ("lower", True, _AT_LEAST, _AT_LEAST_BEHIND),
        ("upper", False, _BELOW, _BELOW_BEHIND),
        ("lower", False, _ABOVE, _ABOVE_BEHIND),
    )
    return tuple(
        (side, inclusive, re.compile(expression))
        for side, inclusive, before, behind in table
        for expression in (
            rf"{_N}\s*(?:{'|'.join(behind)})",
            rf"(?:{'|'.join(before)}){_GAP}{_N}",
        )
    )


def values_of(bound: Bound, metric: str) -> frozenset[Fraction]:
    """The values that ``bound`` may mean for ``metric``; none when it speaks of another quantity."""
    quantity = bound.quantity
    if metric == "file_size_mb":
        return quantity.megabytes()
    foreign = quantity.unit and not quantity.unit.startswith("p")
    return frozenset() if foreign else quantity.values
