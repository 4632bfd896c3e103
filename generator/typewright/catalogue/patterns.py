"""Whether a ``pattern`` is safe to run and means the same to Python as to the vendor."""

import re
import warnings
from dataclasses import dataclass, field
from typing import Final

from typewright.catalogue.backtracking import MOST_WAYS, ways

LONGEST: Final = 500
"""Characters of a pattern; no vendor schema seen has one at all."""

_FEW: Final = 20  # repetitions of a group; with more of them it counts as repeated without bound

_TOKEN: Final = re.compile(
    r"(?P<odd>\[\^?\]|\(\?(?![:=!]|<[=!])|\\[AZNUa]|(?:[*+?]|\{\d+(?:,\d*)?\})\+)"
    r"|(?P<open>\((?:\?(?:[:=!]|<[=!]))?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<repeat>[*+?]|\{\d+(?:,\d*)?\})\??"
    r"|(?P<atom>\\.|\[\^?(?:\\.|[^\]\\])*\]|.)",
    re.DOTALL,
)
_LITERAL: Final = re.compile(r"[\w\s\-/:,#%@!&=<>~;'\"]|\\[^\w]")


@dataclass(slots=True)
class _Group:
    """An open group: whether its length varies, and what each alternative begins with."""

    elastic: bool = False
    starts: list[str] = field(default_factory=lambda: [""])

    def begin(self, atom: str) -> None:
        """Notes ``atom`` if the current alternative has none yet."""
        self.starts[-1] = self.starts[-1] or atom

    def ambiguous(self) -> bool:
        """Whether the group, repeated, may match one text in more ways than one."""
        told_apart = len(set(self.starts)) == len(self.starts) and all(
            _LITERAL.fullmatch(start) for start in self.starts
        )
        return self.elastic or (len(self.starts) > 1 and not told_apart)


def objection(pattern: str) -> str | None:
    """What is wrong with ``pattern``, as an ending of "the pattern ...", or ``None``.

    Strict on purpose: a repeated group may hold nothing of variable length, and its alternatives
    must begin with different characters. No pattern that passes takes exponential time, nor more
    than the square of the length of a text.
    """
    if len(pattern) > LONGEST:
        return f"has more than {LONGEST} characters"
    tokens = list(_TOKEN.finditer(pattern))
    odd = next((token[0] for token in tokens if token.lastgroup == "odd"), None)
    if odd:
        return f"holds {odd!a}, which is no ECMA-262 or means something else in Python"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python means to read differently one day
            re.compile(pattern)
    except (re.error, RecursionError, OverflowError, Warning) as error:
        return f"does not compile: {error}"
    wrong = _backtracking(tokens)
    if wrong is None and ways(tokens) > MOST_WAYS:
        return "can match one text in too many ways: begin it with ^, and use fewer open repeats"
    return wrong


def _backtracking(tokens: list[re.Match[str]]) -> str | None:
    groups, closed = [_Group()], _Group()
    for token in tokens:
        kind, text = token.lastgroup, token[0]
        last, closed = closed, _Group()
        if kind == "open":
            groups[-1].begin("(")
            groups.append(_Group())
        elif kind == "close":
            closed = groups.pop()
            groups[-1].elastic |= closed.ambiguous()
        elif kind == "bar":
            groups[-1].starts.append("")
        elif kind == "repeat":
            if last.ambiguous() and _most(text) > _FEW:
                return "repeats a group that can match one text in several ways"
            groups[-1].elastic |= text[0] in "*+?" or "," in text
        else:
            groups[-1].begin(text)
    return None


def _most(repeat: str) -> float:
    """The largest number of repetitions that a quantifier allows."""
    if repeat[0] != "{":
        return 1 if repeat[0] == "?" else float("inf")
    last = repeat.rstrip("?")[1:-1].rpartition(",")[2]
    return int(last) if last else float("inf")
