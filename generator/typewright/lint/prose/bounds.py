"""Bounds in a vendor's message: which number, from which side, and whether it is itself allowed.

The phrases are those of vendors' pages in nine languages. Each stands with the number that it is
about, so that "must exceed 14 and must not exceed 6000" is two bounds. What no phrase reads is not
guessed at.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from itertools import chain
from typing import Final, Literal, NamedTuple, TypeAlias

from typewright.lint.prose.expressions import expression
from typewright.lint.prose.numbers import NUMERAL, Quantity, marked
from typewright.lint.prose.phrases import (
    ABOVE,
    ABOVE_BEHIND,
    ADVISED,
    ALLOWED,
    AT_LEAST,
    AT_LEAST_BEHIND,
    AT_MOST,
    AT_MOST_BEHIND,
    BELOW,
    BELOW_BEHIND,
    DEMANDED,
    ENDS_EXCLUDED,
    ENDS_INCLUDED,
    GOVERNED,
    GOVERNED_BEHIND,
    INCLUSIVELY,
    JOINED,
    NEGATED,
    NEGATED_BEHIND,
    NEGATIVE,
    OR_BEHIND,
    REFUSED,
    STRICTLY,
)
from typewright.lint.prose.words import SENTENCE_END, plain

Side: TypeAlias = Literal["upper", "lower"]

_N: Final = rf"(?P<n>{NUMERAL})"
_GAP: Final = r"[\s:]*(?:a |an |the |von |di |de |d'|do |los |las |les |i |os )?"

_RANGE: Final = (
    rf"(?P<a>{NUMERAL})\s*"
    r"(?:\bto\b|\band\b|~|〜|～|–|—|-|\bbis\b|\bund\b|\be\b|\bet\b|\by\b|\ba\b|à|\baté\b|\bal\b|"
    r"から|と|에서|부터|와|과|到|至|和)"
    rf"\s*(?P<b>{NUMERAL})"
)
_CLAUSE_END: Final = r"[.,;:!?](?=\s|$)|[。，、；：！？\n]"
_OTHER: Final[Mapping[Side, Side]] = {"upper": "lower", "lower": "upper"}


class Bound(NamedTuple):
    """One bound: ``inclusive`` is ``None`` where the words leave it open ("between").

    One that is not ``demanded`` may be what is wrong with a file: "width less than 300".
    """

    side: Side
    inclusive: bool | None
    quantity: Quantity
    demanded: bool = True


class _Phrase(NamedTuple):
    match: re.Match[str]
    bound: Bound


MOST_NUMBERS: Final = 40
"""Numbers of a text that is read: one with more is a table."""


@lru_cache(maxsize=4096)  # vendors repeat a message for each axis and each field
def bounds(message: str) -> tuple[Bound, ...]:
    """Every bound that ``message`` states in words that leave no doubt."""
    text, numbers = marked(plain(message).replace("’", "'"))
    if not 0 < len(numbers) <= MOST_NUMBERS:
        return ()
    found: dict[int, Bound] = {}
    for match in _folded(_RANGE).finditer(text):
        inclusive = _with_ends(match)
        low, high = numbers[match.start("a")], numbers[match.start("b")]
        low = low if low.unit else low._replace(unit=high.unit)  # "1 to 30 MB"
        found[match.start("a")] = Bound("lower", inclusive, low)
        found[match.start("b")] = Bound("upper", inclusive, high)
    said: dict[int, _Phrase] = {}
    for side, inclusive, phrase in _phrases():
        for match in phrase.finditer(text):
            start = match.start("n")
            if start not in found and start not in said:
                said[start] = _Phrase(match, Bound(side, inclusive, numbers[start]))
    runs = _runs([each for _, each in sorted(said.items())])
    every = [*found.values(), *chain.from_iterable(map(_in_their_clause, runs))]
    return tuple(sorted(every, key=lambda bound: bound.quantity.start))


def _with_ends(match: re.Match[str]) -> bool | None:
    """Whether the ends of a range belong to it; ``None`` where the words around do not say so."""
    text, end = match.string, match.end()
    before = text[: match.start()]
    if _folded(ENDS_EXCLUDED).match(text, end) or _folded(STRICTLY).search(before):
        return False
    if _folded(ENDS_INCLUDED).match(text, end) or _folded(INCLUSIVELY).search(before):
        return True
    return None


def _runs(said: list[_Phrase]) -> Iterator[list[_Phrase]]:
    """The phrases that one verb governs: "larger than 300 and less than 6000"."""
    run: list[_Phrase] = []
    for each in said:
        if run and not _joined(run[-1], each):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _joined(one: _Phrase, other: _Phrase) -> re.Match[str] | None:
    between = one.match.string[one.match.end() : other.match.start()]
    return _folded(JOINED).fullmatch(between)


def _in_their_clause(run: list[_Phrase]) -> Iterator[Bound]:
    """The bounds of ``run`` as the words around turn them: "not", "are rejected", "exceeds"."""
    text, first, last = run[0].match.string, run[0].match, run[-1].match
    before = text[: first.start()]
    start = max((end.end() for end in _folded(_CLAUSE_END).finditer(before)), default=0)
    end = _folded(_CLAUSE_END).search(text, last.end())
    clause = text[start : end.end() if end else None]
    refused = _folded(REFUSED).search(clause) is not None
    governed = any(not each.bound.inclusive for each in run) and _governed(before, last)
    denied = False  # by a phrase before this one
    for index, (match, bound) in enumerate(run):
        turned = Bound(_OTHER[bound.side], not bound.inclusive, bound.quantity)
        if _folded(NEGATED).search(text[: match.start()]):
            denied = True
            yield turned
        elif _folded(NEGATED_BEHIND).match(text, match.end()):
            yield turned
        elif bound.inclusive:
            denied = denied or _folded(NEGATIVE).search(match[0]) is not None
            fault = refused and not _folded(DEMANDED).search(_folded(REFUSED).sub(" ", clause))
            yield turned._replace(demanded=False) if fault else bound
        elif _reached(run, index, denied=denied):
            yield turned
        elif governed:
            yield bound._replace(demanded=not denied)
        elif refused or _at_fault(match):
            yield turned
        else:
            yield bound._replace(demanded=False)


def _governed(before: str, last: re.Match[str]) -> bool:
    """Whether a verb beside the phrases demands them, rather than one of another thing."""
    if _folded(GOVERNED).search(before) or last[0].endswith("야"):  # a phrase that ends in "must"
        return True
    return _folded(GOVERNED_BEHIND).match(last.string, last.end()) is not None


def _reached(run: list[_Phrase], index: int, *, denied: bool) -> bool:
    """Whether the negation of a phrase that "or" joins to this one holds for both."""
    before = _joined(run[index - 1], run[index]) if index and denied else None
    if before and before["or"]:
        return True
    following = run[index + 1] if index + 1 < len(run) else None
    joint = _joined(run[index], following) if following else None
    if joint is None or following is None or not _folded(OR_BEHIND).search(joint[0]):
        return False
    return _folded(NEGATIVE).search(following.match[0]) is not None


def _at_fault(match: re.Match[str]) -> bool:
    """Whether a file that "exceeds" the number is said to be wrong by that alone."""
    exceeds = match[0].startswith("exceed")
    return exceeds and not _folded(ALLOWED).search(match.string[: match.start()])


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


@cache
def _folded(pattern: str) -> re.Pattern[str]:
    """For texts whose case is folded, which makes "ss" of "ß"."""
    return expression(pattern.replace("ß", "ss"))


def sentence_of(bound: Bound, text: str) -> str:
    """What stands around the number of ``bound`` in the sentence of ``text`` that states it."""
    return " ".join(around(SENTENCE_END, text, bound.quantity))


def around(ends: str, text: str, number: Quantity) -> tuple[str, str]:
    """What stands before and behind ``number``, up to one of ``ends``."""
    split = expression(ends).split
    return split(text[: number.start])[-1], split(text[number.end :], maxsplit=1)[0]


def is_advice(sentence: str) -> bool:
    """Whether the limits in ``sentence`` are advice, which nobody enforces."""
    return expression(ADVISED).search(sentence) is not None


def values_of(bound: Bound, metric: str) -> frozenset[Fraction]:
    """The values that ``bound`` may mean for ``metric``; none when it speaks of another quantity."""
    quantity = bound.quantity
    if metric == "file_size_mb":
        return quantity.megabytes()
    foreign = quantity.unit and not quantity.unit.startswith("p")
    return frozenset() if foreign else quantity.values
