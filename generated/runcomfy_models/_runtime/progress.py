"""A line of progress on a terminal; in a pipe there is nothing to see."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .downloads import Downloaded, OnDownload

REFRESH_SECONDS = 0.1
_CELLS = 24


class ProgressLine:
    """One line at the bottom of a terminal, rewritten at most ten times a second."""

    def __init__(self) -> None:
        self._shows = sys.stderr.isatty()
        self._next = 0.0

    def show(self, text: str, *, now: bool = False) -> None:
        """Put ``text`` into the line, cut to the width of the terminal."""
        if not self._shows or (time.monotonic() < self._next and not now):
            return
        self._next = time.monotonic() + REFRESH_SECONDS
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[K{text[:width]}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Leave the line as it was found."""
        if self._shows:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def bar(done: int, total: int | None) -> str:
    """``done`` of ``total`` as a bar; a number alone when nobody knows the total."""
    if not total:
        return f"{done}"
    filled = _CELLS * min(done, total) // total
    return f"[{'#' * filled}{'.' * (_CELLS - filled)}] {100 * min(done, total) // total:3d}%"


@contextmanager
def download_progress(progress: OnDownload | bool) -> Generator[OnDownload | None]:
    """What a download is told to call for ``progress``: nothing, the caller's own, or a bar."""
    if not isinstance(progress, bool):
        yield progress
        return
    line = ProgressLine() if progress else None

    def show(state: Downloaded) -> None:
        assert line is not None, "only a shown line is told"
        part = f"{state.number}/{state.files} " if state.files > 1 else ""
        line.show(f"{part}{bar(state.received, state.total)} {state.received / 1e6:.1f} MB")

    try:
        yield show if line is not None else None
    finally:
        if line is not None:
            line.clear()
