"""Where pages are: files, directories, standard input."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from typewright.diagnostics import ConfigError
from typewright.ingest.encoding import MOST_BYTES
from typewright.ingest.model import Source

STANDARD_INPUT: Final = "-"
SUFFIXES: Final = (".html", ".htm", ".json", ".md", ".markdown", ".txt")
"""Files that are taken from a directory; a file that is named is taken whatever it is called."""


def sources(names: Iterable[str]) -> Iterator[Source]:
    """Each source once, directories in the order of their names.

    Raises :class:`ConfigError` for a name of nothing, and for a directory without pages.
    """
    seen: set[Path] = set()
    for name in names:
        if name == STANDARD_INPUT:
            yield Source("standard input", sys.stdin.buffer.read(MOST_BYTES + 1))
            continue
        for path in _files(Path(name)):
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield Source(path.as_posix(), _beginning(path))


def _beginning(path: Path) -> bytes:
    """As much of a file as can be taken, and one byte more, by which a larger one is known."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _files(path: Path) -> list[Path]:
    if path.exists() and not path.is_dir():  # a pipe of the shell, too
        return [path]
    if not path.is_dir():
        raise ConfigError(f"{path}: there is no such page or directory")
    found = sorted(
        each
        for each in path.rglob("*")
        if each.suffix.lower() in SUFFIXES and each.is_file() and not _is_hidden(each, path)
    )
    if not found:
        raise ConfigError(f"{path}: no pages in it; they end in {', '.join(SUFFIXES)}")
    return found


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)
