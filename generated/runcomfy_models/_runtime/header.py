"""What a reader of file headers is given and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Readable(Protocol):
    """Random access to the bytes of a file."""

    def read(self, offset: int, length: int) -> bytes:
        """At most ``length`` bytes from ``offset``; fewer at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Header:
    """What a reader found."""

    media_type: str
    width: int | None = None
    height: int | None = None
    turned: bool = False
