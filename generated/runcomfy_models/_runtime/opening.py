"""Random access to the bytes of a file, in memory or on disk, as a context."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

from .errors import InvalidMedia


class InMemory:
    """Bytes as they are."""

    __slots__ = ("_content",)

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __enter__(self) -> InMemory:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None

    def read(self, offset: int, length: int) -> bytes:
        """At most ``length`` bytes from ``offset``."""
        return self._content[offset : offset + length]


_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)


class OnDisk:
    """A file that is opened once, by its descriptor: half the cost of a file object.

    Raises :class:`InvalidMedia`.
    """

    __slots__ = ("_descriptor", "_path", "_position")

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> OnDisk:
        try:
            self._descriptor = os.open(self._path, _READING)
        except OSError as error:
            raise InvalidMedia(f"{self._path}: {error.strerror or error}") from error
        self._position = 0
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._descriptor)

    def read(self, offset: int, length: int) -> bytes:
        """At most ``length`` bytes from ``offset``."""
        try:
            if offset != self._position:
                os.lseek(self._descriptor, offset, os.SEEK_SET)
            content = os.read(self._descriptor, length)
            while len(content) < length:  # the end, or a system that gives less than it has
                more = os.read(self._descriptor, length - len(content))
                if not more:
                    break
                content += more
        except (OSError, OverflowError) as error:
            raise InvalidMedia(f"{self._path}: {error}") from error
        self._position = offset + len(content)
        return content
