"""In how many ways a backtracking engine can walk one text with a pattern: an upper bound.

Two repeats side by side share a text in as many ways as it is long. A repeat that ends at a
character which it cannot match itself has one way alone; so has a group that comes after itself,
when what it begins with ends whatever it had left open.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import Final, NamedTuple

MOST_WAYS: Final = 10.0**7
"""Two open repeats and some choices, on a text of :data:`LONG` characters: done in a second."""

LONG: Final = 1_000.0
"""Characters of a long argument; also the number of places where an unanchored match can begin."""

_ENDLESS: Final = 10.0**15  # more ways are not told apart: the twentieth power is still a number
_FEW: Final = 20  # repetitions of a group; with more of them it counts as repeated without bound

_SAMPLE: Final = (
    "".join(map(chr, (*range(128), *range(0x2000, 0x200B))))
    + "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
    + "\xb2\xe9\u0131\u0436\u5b57\ud55c\U0001f600"
)
_OTHERS: Final = ""
"""Stands for every character that is not in the sample."""

_ANYTHING: Final = frozenset((*_SAMPLE, _OTHERS))
_KNOWN: Final = re.compile(
    r"\\s|\\[^\w\s]|[^.]|\[[^\\^\]\x80-\U0010ffff][^\\\]\x80-\U0010ffff]*\]", re.DOTALL
)
"""Blanks, a literal, or a class of ASCII characters: the sample has all that they match."""


class Walk(NamedTuple):
    """The ways of a pattern, and whether it ``repeats`` a group that has several for one text."""

    ways: float
    repeats: bool


@dataclass(slots=True)
class _Branch:
    """One alternative: its ways so far, and the repeat that nothing has closed yet."""

    ways: float = 1.0
    open: float = 1.0
    matches: frozenset[str] = frozenset()
    first: frozenset[str] | None = None

    def repeat(self, ways: float, matches: frozenset[str]) -> None:
        """A part that can be walked in so many ways."""
        self.first = _ANYTHING if self.first is None else self.first
        self.ways, self.open, self.matches = self.total(), ways, matches

    def must(self, matches: frozenset[str]) -> None:
        """A character that has to come: it ends a repeat that cannot match it."""
        self.first = matches if self.first is None else self.first
        if _overlap(self.matches, matches):
            self.ways = self.total()
        self.open, self.matches = 1.0, frozenset()

    def total(self) -> float:
        """The ways of everything so far."""
        return min(self.ways * self.open, _ENDLESS)


@dataclass(slots=True)
class _Group:
    branches: list[_Branch] = field(default_factory=lambda: [_Branch()])

    def total(self) -> float:
        """The ways of all alternatives; of one where each begins with characters of its own."""
        firsts = [branch.first or _ANYTHING for branch in self.branches]
        totals = [branch.total() for branch in self.branches]
        apart = not any(_overlap(one, other) for one, other in combinations(firsts, 2))
        return max(totals) if apart else sum(totals)

    def repeated(self) -> float:
        """The ways of one turn of many: the next begins with what ends this one, or does not."""
        first = frozenset[str]().union(*(branch.first or _ANYTHING for branch in self.branches))
        for branch in self.branches:
            branch.must(first)
        return self.total()


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether there is a character in both."""
    return (
        not one.isdisjoint(other)
        or (_OTHERS in one and not other <= _ANYTHING)
        or (_OTHERS in other and not one <= _ANYTHING)
    )


def walk(tokens: Iterable[re.Match[str]]) -> Walk:
    """The bound for a pattern, as :mod:`typewright.catalogue.patterns` splits it."""
    repeats = False
    pieces = [(str(token.lastgroup), token[0]) for token in tokens]
    groups = [_Group()]
    for number, (kind, text) in enumerate(pieces):
        after, repeat = pieces[number + 1] if number + 1 < len(pieces) else ("", "")
        least, most = _bounds(repeat) if after == "repeat" else (1.0, 1.0)
        top = groups[-1].branches
        if kind == "open":
            groups.append(_Group())
        elif kind == "bar":
            top.append(_Branch())
        elif kind == "close" and len(groups) > 1:
            inner = groups.pop()
            turn = inner.repeated() if most > 1 else inner.total()
            repeats |= turn > 1 and most > _FEW
            _close(groups[-1].branches[-1], turn, least, most)
        elif kind == "atom" and text not in ("^", "$", r"\b", r"\B"):
            matches = _matches(text)
            if least:
                top[-1].must(matches)
            if least != most:
                top[-1].repeat(min(most - least + 1, LONG), matches)
    start = 1.0 if pieces and pieces[0][1] == "^" else LONG
    return Walk(start * groups[0].total(), repeats)


def _close(outer: _Branch, inner: float, least: float, most: float) -> None:
    again = 1.0 if inner <= 1 else min(inner, _ENDLESS) ** min(most, 20.0)
    outer.repeat(again * min(most - least + 1, LONG), _ANYTHING)


def _bounds(repeat: str) -> tuple[float, float]:
    """The least and the most repetitions of a quantifier."""
    if repeat[0] != "{":
        return float(repeat[0] == "+"), 1.0 if repeat[0] == "?" else float("inf")
    low, comma, high = repeat.rstrip("?")[1:-1].partition(",")
    return float(low), float(high) if high else float("inf") if comma else float(low)


@lru_cache(maxsize=1024)
def _matches(atom: str) -> frozenset[str]:
    """The characters of the sample that ``atom`` matches, or the one that it is; a back reference
    matches anything."""
    try:
        pattern = re.compile(atom, re.DOTALL)
    except re.error:
        return _ANYTHING
    found = frozenset(char for char in _SAMPLE if pattern.fullmatch(char))
    if _KNOWN.fullmatch(atom):
        return found or frozenset(atom[-1])
    return found | {_OTHERS}
