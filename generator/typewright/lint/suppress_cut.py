"""Taking entries out of the text of ``typewright-suppress.toml``; what is about others stays."""

import re
import tomllib
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Final, cast

_LINES: Final = re.compile(r"[^\n]*\n|[^\n]+")


def without(text: str, numbers: Collection[int]) -> str | None:
    """``text`` without the entries that are called ``numbers``, and without their comments; None
    where it is written so that they cannot be cut out with certainty."""
    lines = _LINES.findall(text.removeprefix("\ufeff"))
    gone = {
        index for number, span in enumerate(_spans(lines)) if number in numbers for index in span
    }
    rest = "".join(line for index, line in enumerate(lines) if index not in gone)
    expected = [each for number, each in enumerate(_entries(text)) if number not in numbers]
    return rest if _is(rest, expected) else None


def _is(text: str, expected: list[object]) -> bool:
    try:
        return _entries(text) == expected
    except tomllib.TOMLDecodeError:
        return False


def _entries(text: str) -> list[object]:
    data = tomllib.loads(text.removeprefix("\ufeff"))
    return cast("list[object]", data.get("suppress", []))


def _spans(lines: list[str]) -> Iterator[range]:
    """The lines of each entry: with the comments right above it and right below, and the empty
    lines that follow. A comment that stands by itself belongs to none."""
    heads = list(_heads(lines))
    ends = [_end(lines, head, limit) for head, limit in pairwise([*heads, len(lines)])]
    starts = [_above(lines, head, end) for head, end in zip(heads, [0, *ends], strict=False)]
    for (start, limit), end in zip(pairwise([*starts, len(lines)]), ends, strict=True):
        while end < limit and _is_comment(lines[end]):
            end += 1
        while end < limit and not lines[end].strip():
            end += 1
        yield range(start, end)


def _heads(lines: list[str]) -> Iterator[int]:
    """Where entries begin: each is TOML by itself, so a ``[`` after half of one is in a string."""
    begun = 0
    for index, line in enumerate(lines):
        if line.lstrip().startswith("[") and _is_toml("".join(lines[begun:index])):
            begun = index
            yield index


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _end(lines: list[str], head: int, limit: int) -> int:
    """Behind the last line that says something; one that looks empty may be in a string."""
    while _is_idle(lines[limit - 1]) and _is_toml("".join(lines[head : limit - 1])):
        limit -= 1
    return limit


def _above(lines: list[str], head: int, end: int) -> int:
    """Where the comments right above ``head`` begin, below the ``end`` of the entry before."""
    while head > end and _is_comment(lines[head - 1]):
        head -= 1
    return head


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _is_idle(line: str) -> bool:
    """Whether a line says nothing to TOML."""
    return not line.strip() or _is_comment(line)
