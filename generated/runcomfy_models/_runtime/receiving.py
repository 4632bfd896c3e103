"""One file on its way to the disk: what is there of it, and how the rest is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, TypeAlias

from .errors import DownloadFailed
from .filenames import part_name, publish, safe_name
from .protocol import Failure, Response

OnBytes: TypeAlias = Callable[[int, int | None], object]
"""Told the bytes that are there, and how many there will be."""


class Receiver:
    """Takes the answers for one URL, and keeps what came in an unfinished file.

    The unfinished file is named after the version of the file that the server tells (``ETag`` or
    ``Last-Modified``, and the length), so that a rest is never put to the beginning of another one.
    """

    def __init__(self, url: str, directory: Path, most: int, tell: OnBytes) -> None:
        self._url, self._directory, self._most, self._tell = url, directory, most, tell
        self._file: BinaryIO | None = None
        self._part: Path | None = None
        self._name = ""
        self._version = ""
        self._total: int | None = None
        self._looked = False
        self.received = 0
        self.found_earlier_part = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()
        if self._part is not None and not self._version:  # nobody could take it up later
            self._part.unlink(missing_ok=True)

    @property
    def is_taking(self) -> bool:
        """Whether the last answer brought (a part of) the file."""
        return self._file is not None

    def is_complete(self, reply: Response | Failure) -> bool:
        """Whether every byte is there after ``reply``."""
        if self._total is None:
            return self.is_taking and isinstance(reply, Response)
        return self._part is not None and self.received == self._total

    def headers(self) -> dict[str, str]:
        """What to ask for: the rest, if the server can tell that it still is the same file."""
        self._close()
        self.found_earlier_part = False
        headers = {"Accept-Encoding": "identity"}
        if self.received and self._version:
            headers |= {"Range": f"bytes={self.received}-", "If-Range": self._version}
        return headers

    def accept(self, head: Response) -> Callable[[bytes], object] | None:
        """Take the body of an answer, if it is (a part of) the file."""
        if head.status == 206 and self._continues(head):
            return self._open("ab")
        if head.status in (206, 416):  # another rest than the one asked for: begin anew
            self.received, self._version = 0, ""
        if head.status != 200:
            return None
        self._learn(head)
        earlier = self._earlier()
        if earlier:
            self.received, self.found_earlier_part = earlier, True
            return None
        self.received = 0
        return self._open("wb")

    def _learn(self, head: Response) -> None:
        """What the file is, by the head of a whole answer."""
        if head.headers.get("content-encoding", "identity") != "identity":
            raise DownloadFailed(self._url, "sent in an encoding that was not asked for")
        length = head.headers.get("content-length", "")
        self._total = int(length) if length.isascii() and length.isdecimal() else None
        self._hold_to_cap(self._total or 0)
        etag = head.headers.get("etag", "")
        self._version = etag if etag.startswith('"') else head.headers.get("last-modified", "")
        self._name = safe_name(self._url, head.headers.get("content-type", ""))
        part = self._directory / part_name(self._url, f"{self._version} {self._total}")
        if self._part not in (None, part):  # the file was replaced while it was on its way
            self._part.unlink(missing_ok=True)
        self._part = part

    def _earlier(self) -> int:
        """The bytes that an earlier call left of this very version; asked once."""
        looked, self._looked = self._looked, True
        if looked or not self._version or self._part is None or not self._part.exists():
            return 0
        there = self._part.stat().st_size
        return there if there <= (self._total or 0) else 0

    def _continues(self, head: Response) -> bool:
        span, _, total = head.headers.get("content-range", "").partition("/")
        return span.startswith(f"bytes {self.received}-") and total == str(self._total)

    def _open(self, mode: str) -> Callable[[bytes], object]:
        assert self._part is not None, "a file begins with its part"
        self._file = self._part.open("ab" if mode == "ab" else "wb")
        self._tell(self.received, self._total)
        return self._take

    def _take(self, piece: bytes) -> None:
        assert self._file is not None, "pieces come while the file is open"
        self._hold_to_cap(self.received + len(piece))
        self._file.write(piece)
        self.received += len(piece)
        self._tell(self.received, self._total)

    def _hold_to_cap(self, size: int) -> None:
        if size > self._most:
            self._version = ""  # no later call will want the rest either
            raise DownloadFailed(self._url, f"larger than the {self._most} bytes that are allowed")

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def publish(self) -> Path:
        """Give the finished file its name."""
        self._close()
        assert self._part is not None, "a complete file has its part"
        return publish(self._part, self._name)
