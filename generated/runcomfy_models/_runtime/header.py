"""What a reader of file headers is given and what it gives."""

from __future__ import annotations

import sys
from typing import NamedTuple, Protocol

FIRST_BYTES = 4096
"""Bytes that are read at once: most headers end before."""

MOST_BYTES = 2 << 20
"""Bytes that are read of one file at most; honest headers take a few thousand."""

MOST_READS = 2048
"""Reads of one file beyond its first bytes at most; honest headers take a few dozen."""


class Readable(Protocol):
    """Random access to the bytes of a file."""

    def read(self, offset: int, length: int) -> bytes:
        """At most ``length`` bytes from ``offset``; fewer at the end."""
        ...


class Header(NamedTuple):
    """What a reader found."""

    media_type: str
    width: int | None = None
    height: int | None = None
    turned: bool = False


class BudgetSpent(Exception):
    """A file asks for more reading than any honest header needs."""


class Window:
    """A file seen through its first bytes, which are read at once, and within a budget."""

    __slots__ = ("_bytes_left", "_first", "_known", "_reads_left", "_source")

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._first = source.read(0, FIRST_BYTES)
        whole = len(self._first) < FIRST_BYTES
        self._known = sys.maxsize if whole else FIRST_BYTES
        self._bytes_left = MOST_BYTES - FIRST_BYTES
        self._reads_left = MOST_READS

    def read(self, offset: int, length: int) -> bytes:
        """Like the file's own. Raises :class:`BudgetSpent`."""
        end = offset + length
        if end <= self._known:
            return self._first[offset:end]
        self._bytes_left -= length
        self._reads_left -= 1
        if self._bytes_left < 0 or self._reads_left < 0:
            raise BudgetSpent
        return self._source.read(offset, length)
