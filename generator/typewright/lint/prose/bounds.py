"""Bounds in a vendor's message: which number, from which side, and whether it is itself allowed.

The phrases are those of vendors' pages in nine languages. Each stands with the number that it is
about, so that "must exceed 14 and must not exceed 6000" is two bounds. What no phrase reads is not
guessed at.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from typing import Final, Literal, TypeAlias

from typewright.lint.prose.numbers import NUMBER, UNIT, Quantity, quantities
from typewright.lint.prose.phrases import (
    ABOVE,
    ABOVE_BEHIND,
    AT_LEAST,
    AT_LEAST_BEHIND,
    AT_MOST,
    AT_MOST_BEHIND,
    BELOW,
    BELOW_BEHIND,
    DEMANDED,
    ENDS_INCLUDED,
    NEGATED,
    REFUSED,
)
from typewright.lint.prose.words import plain

Side: TypeAlias = Literal["upper", "lower"]

_N: Final = rf"(?P<n>(?<![a-z0-9_.,:]){NUMBER}(?:{UNIT})?)"
_GAP: Final = r"[\s:]*(?:a |an |the |von |di |de |d'|do |los |las |les |i |os )?"

_RANGE: Final = (
    rf"(?P<a>(?<![a-z0-9_.,:]){NUMBER})(?:{UNIT})?\s*"
    r"(?:\bto\b|\band\b|~|〜|～|–|—|-|\bbis\b|\bund\b|\be\b|\bet\b|\by\b|\ba\b|à|\baté\b|\bal\b|"
    r"から|と|에서|부터|와|과|到|至|和)"
    rf"\s*(?P<b>{NUMBER}(?:{UNIT})?)"
)
_CLAUSE_END: Final = r"[.,;:!?](?=\s|$)|[。，、；：！？\n]"
_INCLUDED: Final = rf"[^.。]{{0,16}}(?:{ENDS_INCLUDED})"
_OTHER: Final[Mapping[Side, Side]] = {"upper": "lower", "lower": "upper"}


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound: ``inclusive`` is ``None`` where the words leave it open ("between").

    One that is not ``demanded`` may be what is wrong with a file: "width less than 300".
    """

    side: Side
    inclusive: bool | None
    quantity: Quantity
    demanded: bool = True


@lru_cache(maxsize=4096)  # vendors repeat a message for each axis and each field
def bounds(message: str) -> tuple[Bound, ...]:
    """Every bound that ``message`` states in words that leave no doubt."""
    text = plain(message).replace("’", "'")
    by_start = {each.start: each for each in quantities(text)}
    if not by_start:
        return ()
    found: dict[int, Bound] = {}
    for match in _folded(_RANGE).finditer(text):
        first, second = match.start("a"), match.start("b")
        if first in by_start and second in by_start:
            inclusive = True if _folded(_INCLUDED).match(text, match.end()) else None
            found[first] = Bound("lower", inclusive, by_start[first])
            found[second] = Bound("upper", inclusive, by_start[second])
    for side, inclusive, phrase in _phrases():
        for match in phrase.finditer(text):
            start = match.start("n")
            if start in by_start and start not in found:
                found[start] = _in_its_clause(match, Bound(side, inclusive, by_start[start]))
    return tuple(bound for _, bound in sorted(found.items()))


def _in_its_clause(match: re.Match[str], bound: Bound) -> Bound:
    """``bound`` as the words around its phrase turn it: "not", "are rejected", "exceeds"."""
    before = match.string[: match.start()]
    start = max((end.end() for end in _folded(_CLAUSE_END).finditer(before)), default=0)
    end = _folded(_CLAUSE_END).search(match.string, match.end())
    clause = match.string[start : end.end() if end else None]
    refused = _folded(REFUSED)
    demanded = _folded(DEMANDED).search(refused.sub(" ", clause)) is not None
    wrong = refused.search(clause) is not None or match[0].startswith("exceed")
    if _folded(NEGATED).search(before) or (wrong and not demanded):
        return Bound(_OTHER[bound.side], not bound.inclusive, bound.quantity)
    return replace(bound, demanded=demanded or bound.inclusive is True)


@cache
def _phrases() -> tuple[tuple[Side, bool, re.Pattern[str]], ...]:
    table: tuple[tuple[Side, bool, tuple[str, ...], tuple[str, ...]], ...] = (
        ("upper", True, AT_MOST, AT_MOST_BEHIND),
        ("lower", True, AT_LEAST, AT_LEAST_BEHIND),
        ("upper", False, BELOW, BELOW_BEHIND),
        ("lower", False, ABOVE, ABOVE_BEHIND),
    )
    return tuple(
        (side, inclusive, _folded(expression))
        for side, inclusive, before, behind in table
        for expression in (
            rf"{_N}\s*(?:{'|'.join(behind)})",
            rf"(?:{'|'.join(before)}){_GAP}{_N}",
        )
    )


@cache  # most schemas state no bound: the expressions wait for the first that does
def _folded(pattern: str) -> re.Pattern[str]:
    """For texts whose case is folded, which makes "ss" of "ß"."""
    return re.compile(pattern.replace("ß", "ss"))


def values_of(bound: Bound, metric: str) -> frozenset[Fraction]:
    """The values that ``bound`` may mean for ``metric``; none when it speaks of another quantity."""
    quantity = bound.quantity
    if metric == "file_size_mb":
        return quantity.megabytes()
    foreign = quantity.unit and not quantity.unit.startswith("p")
    return frozenset() if foreign else quantity.values
