"""Texts for a pattern: a few that it probably matches, for somebody who then makes sure."""

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
        if repeat[0] != "{":
            least, most = int(repeat[0] == "+"), 1 if repeat[0] == "?" else _MOST
        else:
            first, comma, last = repeat.rstrip("?")[1:-1].partition(",")
            least = int(first)
            most = int(last) if last else (_MOST if comma else least)
        return min(least + self.extra, most, _MOST)

    def _letter(self, atom: str) -> str:
        if len(atom) == 1 and atom != ".":
            return atom
        try:
            fits = re.compile(atom, re.DOTALL).fullmatch
        except re.error:  # a reference to a group that stands elsewhere
            return ""
        pool = _POOL[self.turn :] + _POOL
        return next((letter for letter in pool if fits(letter)), atom[-1])
