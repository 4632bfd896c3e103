"""What is wrong with a generated file, as a short unified diff."""

import difflib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final

from typewright.diagnostics import visible
from typewright.files import Files
from typewright.manifest import MANIFEST
from typewright.places import NotRegular, read_regular
from typewright.writer import Drift

LINES_OF_A_FILE: Final = 14
LINES_IN_ALL: Final = 120

_LONGEST: Final = 160


def diffs(directory: Path, files: Files, drift: tuple[Drift, ...]) -> Iterator[str]:
    """From what is in ``directory`` to what ``files`` say, for each file that is there and differs.

    At most :data:`LINES_OF_A_FILE` lines a file and :data:`LINES_IN_ALL` together; what is left out
    is told. The manifest is not shown: its lines are hashes.
    """
    left = LINES_IN_ALL
    told = [each for each in drift if each.path in files and each.path != MANIFEST]
    for number, each in enumerate(told):
        if not left:
            yield f"... and the differences of {len(told) - number} more"
            return
        lines = list(islice(_diff(directory, each.path, files[each.path]), LINES_OF_A_FILE + 1))
        shown = lines[: min(left, LINES_OF_A_FILE)]
        yield from shown
        if len(shown) < len(lines):
            yield "..."
        left -= len(shown)


def _diff(directory: Path, path: PurePosixPath, text: str) -> Iterator[str]:
    try:
        found = read_regular(directory / path)
    except NotRegular as error:
        yield f"{path}: {error.strerror}"
        return
    if found is None:
        return
    lines = difflib.unified_diff(
        found.decode("utf-8", errors="replace").split("\n"),
        text.split("\n"),
        f"{path} (on disk)",
        f"{path} (generated)",
        "",
        "",
        1,
        "",
    )
    yield from map(_shown, lines)


def _shown(line: str) -> str:
    """``line`` without what a terminal would obey: an edited file may hold anything."""
    plain = visible(line)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
