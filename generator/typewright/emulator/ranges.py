"""Parts of a file, pure: what ``Range`` and ``If-Range`` ask for. Source: RFC 9110, 14."""

import re
from dataclasses import dataclass
from typing import Final

_ONE_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes from ``start`` up to but not including ``end``."""

    start: int
    end: int


def asked_span(header: str | None, size: int) -> Span | None:
    """The one span that ``header`` asks for of ``size`` bytes; ``None`` for the whole file.

    Headers that are malformed or ask for several parts are ignored, as a server may. Raises
    :class:`Unsatisfiable`.
    """
    asked = _ONE_RANGE.fullmatch((header or "").replace(" ", ""))
    if asked is None or asked[1] == asked[2] == "":
        return None
    if not asked[1]:
        start, end = max(0, size - int(asked[2])), size
    else:
        start = int(asked[1])
        end = min(size, int(asked[2]) + 1) if asked[2] else size
        if asked[2] and int(asked[2]) < start:
            return None
    if start >= end:
        raise Unsatisfiable
    return Span(start, end)


class Unsatisfiable(ValueError):
    """A range beyond the end of the file."""
