"""Counts and lengths in a description: "1~10 images", "up to 600 words"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from typewright.lint.prose.bounds import Bound, bounds
from typewright.lint.prose.nouns import ITEMS, LENGTHS, NO_NOUN
from typewright.lint.prose.words import plain

_BETWEEN: Final = rf"(?:(?!(?:{NO_NOUN}) )[a-z]+ ){{0,2}}?"
_ITEMS: Final = re.compile(rf"(?:\s|(?![a-z])){_BETWEEN}(?P<noun>{ITEMS})(?![a-z])")
_WORDS: Final = re.compile(rf"\s?(?:[a-z]+ )?(?P<noun>{LENGTHS})(?![a-z])")
_ADVICE: Final = re.compile(
    r"recommend|suggest|should|must|keep|limit|within|권장|추천|推奨|おすすめ|建议|推荐|consigli|raccomand"
    r"|empf|recomend|aconsej|conseill|recommand"
)
_AND_AT_MOST: Final = re.compile(
    r"\s*(?:and|und|e|y|et)?\s*(?:at most|up to|no more than|höchstens|maximal|al massimo"
    r"|como máximo|au plus|no máximo)\s*"
)
_BOUNDED: Final = re.compile(r"\d+[^\d.。!?]{0,12}(?:이내|以内|words or less|or fewer)")


_SENTENCE: Final = re.compile(r"(?<=[.!?。！？])\s*|\n")
_NUMBER: Final = re.compile(r"(?<![a-z0-9_.,])\d[\d.,]*\d|(?<![a-z0-9_.,])\d")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items a description allows; ``None`` for what it does not say."""

    least: int | None = None
    most: int | None = None


@lru_cache(maxsize=4096)
def counted(description: str) -> Counts:
    """The counts of items that ``description`` states."""
    text = plain(description)
    least = most = None
    for bound in bounds(text):
        number = _whole(bound)
        if number is None or not _of_items(text, bound):
            continue
        inside = 0 if bound.inclusive is not False else 1
        if bound.side == "lower" and least is None:
            least = number + inside
        elif bound.side == "upper" and most is None:
            most = number - inside
    return Counts(least, most)


def _of_items(text: str, bound: Bound) -> bool:
    """Whether the number of ``bound`` counts items: the noun stands behind it, or behind the
    other end of its range."""
    if _ITEMS.match(text, bound.quantity.end):
        return True
    following = [each for each in bounds(text) if each.quantity.start > bound.quantity.end]
    if bound.side != "lower" or not following or following[0].side != "upper":
        return False
    end = following[0].quantity
    paired = bound.inclusive is None or _AND_AT_MOST.fullmatch(text, bound.quantity.end, end.start)
    return bool(paired) and _ITEMS.match(text, end.end) is not None


def _whole(bound: Bound) -> int | None:
    values = {value for value in bound.quantity.values if value.denominator == 1}
    if len(values) != 1 or bound.quantity.unit or values == {Fraction(0)}:
        return None
    return int(values.pop())


def lengths(description: str) -> Iterator[str]:
    """Each advised length of a text, as ``600 words``."""
    for sentence in _SENTENCE.split(plain(description)):
        yield from _lengths(sentence)


@lru_cache(maxsize=4096)  # vendors repeat sentences
def _lengths(sentence: str) -> tuple[str, ...]:
    counted_words = [
        f"{number[0]} {noun['noun']}"
        for number in _NUMBER.finditer(sentence)
        if (noun := _WORDS.match(sentence, number.end()))
    ]
    advised = counted_words and (
        _ADVICE.search(sentence) or bounds(sentence) or _BOUNDED.search(sentence)
    )
    return tuple(counted_words) if advised else ()
