"""Whether a ``pattern`` is safe to run and means the same to Python as to the vendor."""

import re
import warnings
from typing import Final

from typewright.catalogue.backtracking import MOST_WAYS, walk

LONGEST: Final = 500
"""Characters of a pattern; no vendor schema seen has one at all."""

_TOKEN: Final = re.compile(
    r"(?P<odd>\[\^?\]|\(\?(?![:=!]|<[=!])|\\[AZNUa]|(?:[*+?]|\{\d+(?:,\d*)?\})\+)"
    r"|(?P<open>\((?:\?(?:[:=!]|<[=!]))?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<repeat>[*+?]|\{\d+(?:,\d*)?\})\??"
    r"|(?P<atom>\\.|\[\^?(?:\\.|[^\]\\])*\]|.)",
    re.DOTALL,
)


def objection(pattern: str) -> str | None:
    """What is wrong with ``pattern``, as an ending of "the pattern ...", or ``None``.

    Strict on purpose: where a turn of a repeated group ends must be certain, and its alternatives
    must begin with different characters. No pattern that passes takes exponential time, nor more
    than the square of the length of a text.
    """
    if len(pattern) > LONGEST:
        return f"has more than {LONGEST} characters"
    tokens = list(_TOKEN.finditer(pattern))
    odd = next((token[0] for token in tokens if token.lastgroup == "odd"), None)
    if odd:
        return f"holds {odd!a}, which Python and ECMA-262 do not read alike"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python means to read differently one day
            re.compile(pattern)
    except (re.error, RecursionError, OverflowError, Warning) as error:
        return f"cannot be compiled by Python: {error}"
    ways, repeats = walk(tokens)
    if repeats:
        return "repeats a group that can match one text in several ways"
    if ways > MOST_WAYS:
        return "can match one text in too many ways: begin it with ^, and use fewer open repeats"
    return None
