"""Random access to the bytes of a file, in memory or on disk, as a context."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from .errors import InvalidMedia


@contextmanager
def disk_errors(path: Path) -> Generator[None]:
    """Tell of a file that cannot be read as of any other that is none."""
    try:
        yield
    except OSError as error:
        raise InvalidMedia(f"{path}: {error.strerror or error}") from error


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


class OnDisk:
    """A file that is opened once, without a buffer. Raises :class:`InvalidMedia`."""

    __slots__ = ("_file", "_path")

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> OnDisk:
        try:
            self._file = open(self._path, "rb", buffering=0)  # noqa: PTH123 - half the cost
        except OSError as error:
            raise InvalidMedia(f"{self._path}: {error.strerror or error}") from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def read(self, offset: int, length: int) -> bytes:
        """At most ``length`` bytes from ``offset``."""
        try:
            if offset or self._file.tell():
                self._file.seek(offset)
            content = self._file.read(length)
            while len(content) < length and (more := self._file.read(length - len(content))):
                content += more  # a system may give less than it has
        except (OSError, OverflowError) as error:
            raise InvalidMedia(f"{self._path}: {error}") from error
        return content
