"""What a pattern says of its texts: how long they are, and a few that it probably matches."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"(?P<open>\((?:\?(?:[:=!]|<[=!]))?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<repeat>[*+?]\??|\{\d+(?:,\d*)?\}\??)"
    r"|(?P<anchor>[\^$]|\\[bB])"
    r"|(?P<atom>\\.|\[\^?(?:\\.|[^\]\\])*\]|.)",
    re.DOTALL,
)
_POOL: Final = "a0A-_ x9Z.:/,é#"
_MOST: Final = 1_000  # repetitions; a text of more shows nothing more


def spelled(pattern: str) -> Iterator[str]:
    """Up to twelve texts: with few and with more repetitions, of each of the first alternatives."""
    tokens = list(_TOKEN.finditer(pattern))
    for extra in (0, 1, 7):
        for turn in range(4):
            yield _Speller(tokens, extra, turn).whole()


def lengths(pattern: str) -> tuple[int, float]:
    """The least and the most characters of a text that ``pattern`` matches somewhere.

    A pattern that is not fixed to both ends lets any text around it through.
    """
    tokens = list(_TOKEN.finditer(pattern))
    alternatives, _ = _widths(tokens, 0)
    least = min(low for low, _ in alternatives)
    ends = [token[0] for token in (*tokens[:1], *tokens[-1:])]
    fixed = len(alternatives) == 1 and ends == ["^", "$"]
    return least, max(high for _, high in alternatives) if fixed else math.inf


def _widths(tokens: list[re.Match[str]], at: int) -> tuple[list[tuple[int, float]], int]:
    """Least and most characters of each alternative of the group at ``at``, and where it ends."""
    found: list[list[tuple[int, float]]] = [[]]
    while at < len(tokens):
        token, kind = tokens[at], tokens[at].lastgroup
        at += 1
        if kind == "close":
            break
        if kind == "bar":
            found.append([])
        elif kind == "open":
            inner, at = _widths(tokens, at)
            group = min(low for low, _ in inner), max(high for _, high in inner)
            found[-1].append(group if token[0] in ("(", "(?:") else (0, 0))
        elif kind == "repeat" and found[-1]:
            least, most = _repetitions(token[0])
            low, high = found[-1][-1]
            found[-1][-1] = (low * least, high * most if high else 0)
        elif kind == "atom":
            reference = token[0][0] == "\\" and token[0][1:].isdigit()
            found[-1].append((0, math.inf) if reference else (1, 1))
    return [(sum(low for low, _ in each), sum(high for _, high in each)) for each in found], at


def _repetitions(repeat: str) -> tuple[int, float]:
    """How often a quantifier lets its piece stand, at least and at most."""
    if repeat[0] != "{":
        return int(repeat[0] == "+"), 1 if repeat[0] == "?" else math.inf
    first, comma, last = repeat.rstrip("?")[1:-1].partition(",")
    return int(first), int(last) if last else (math.inf if comma else int(first))


@dataclass(slots=True)
class _Speller:
    """One way through a pattern: ``extra`` repetitions, the ``turn``-th alternative and letter."""

    tokens: list[re.Match[str]]
    extra: int
    turn: int
    at: int = 0

    def whole(self) -> str:
        """The text of the tokens up to the end of the group."""
        alternatives: list[list[str]] = [[]]
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            pieces = alternatives[-1]
            match token.lastgroup:
                case "close":
                    break
                case "open":
                    inner = self.whole()
                    pieces.append(inner if token[0] in ("(", "(?:") else "")
                case "bar":
                    alternatives.append([])
                case "repeat" if pieces:
                    pieces[-1] = pieces[-1] * self._times(token[0])
                case "atom":
                    pieces.append(self._letter(token[0]))
                case _:
                    continue
        return "".join(alternatives[self.turn % len(alternatives)])

    def _times(self, repeat: str) -> int:
        least, most = _repetitions(repeat)
        return int(min(least + self.extra, most, _MOST))

    def _letter(self, atom: str) -> str:
        if len(atom) == 1 and atom != ".":
            return atom
        try:
            fits = re.compile(atom, re.DOTALL).fullmatch
        except re.error:  # a reference to a group that stands elsewhere
            return ""
        pool = _POOL[self.turn :] + _POOL
        return next((letter for letter in pool if fits(letter)), atom[-1])
