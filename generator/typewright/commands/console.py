"""Exit codes, and how a command speaks: the only place that writes to the terminal."""

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final, TextIO, TypeAlias

from typewright.diagnostics import encodable, shown

CLEAN: Final = 0
FINDINGS: Final = 1
USAGE: Final = 2
INTERNAL: Final = 3

LISTED: Final = 40
"""Files that are listed one by one; --format json lists them all."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how much is done, and how much there is."""


def say(text: str) -> None:
    """Print for the one who called."""
    say_ready(f"{shown(text, sys.stdout.encoding)}\n")


def say_ready(text: str) -> None:
    """Print what may go to a terminal as it is, with its colours; only letters that it lacks are
    written as escapes."""
    _write(sys.stdout, text)


def say_error(text: str) -> None:
    """Print why it could not be done."""
    _write(sys.stderr, f"typewright: {shown(text, sys.stderr.encoding)}\n")


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(encodable(text, stream.encoding))
        stream.flush()
    except BrokenPipeError:  # the reader has seen enough; the work and its exit code go on
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def columns(most: int) -> int:
    """How wide prose may be: as the terminal, at most ``most``, which it is in a pipe."""
    if not sys.stdout.isatty():
        return most
    from shutil import get_terminal_size  # 2 ms, for whoever looks on

    return min(get_terminal_size().columns, most)


def count(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


@contextmanager
def progress_bar(title: str) -> Generator[Progress | None]:
    """A bar on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield advance
