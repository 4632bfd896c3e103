"""Parts of a file, pure: what a ``Range`` header asks for. Source: RFC 9110, 13.1.5 and 14."""

import re
from dataclasses import dataclass
from typing import Final

_ONE_RANGE: Final = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.IGNORECASE)
"""More digits than any file has bytes are taken for malformed, so that none is ever a burden."""


class Unsatisfiable(ValueError):
    """The range is well formed and has no byte in the file."""


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes from ``start`` up to, and without, ``end``."""

    start: int
    end: int

    def header(self, size: int) -> str:
        """The ``Content-Range`` of this part of a file of ``size`` bytes."""
        return f"bytes {self.start}-{self.end - 1}/{size}"


def span(text: str | None, size: int) -> Span | None:
    """What a ``Range`` header asks of ``size`` bytes; ``None``, for all of them, if it is no range.

    A header that is malformed, of another unit or of several ranges is no range: a server may
    ignore it. Raises :class:`Unsatisfiable`.
    """
    found = _ONE_RANGE.fullmatch(text or "")
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return _within(max(0, size - int(last)), size, size)
    if last and int(last) < int(first):
        return None
    return _within(int(first), int(last) + 1 if last else size, size)


def _within(start: int, end: int, size: int) -> Span:
    if start >= size:
        raise Unsatisfiable(f"{start} is not below {size}")
    return Span(start, min(end, size))


def unchanged(if_range: str | None, etag: str) -> bool:
    """Whether a range may be answered: without ``If-Range``, or if that is the file's strong tag.

    A date never is: these files have none.
    """
    return if_range is None or if_range.strip() == etag
