"""Linting many files outside a store, on as many processes as there are cores.

Nothing is asked across files, so each process takes some of them. What it found comes back as
plain rows, which cost a tenth of what pickled objects would.
"""

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from typewright.diagnostics import Diagnostic, Severity
from typewright.lint.model import Fix
from typewright.lint.registry import Rule
from typewright.lint.run import Result, lint
from typewright.lint.sharing import MOST_PIECES, Work, cores, shared
from typewright.lint.single import schema_files, whole_of_file

_FEWEST: Final = 50
"""Files that are worth another process, which takes some milliseconds to start."""

_PIECE: Final = 10
"""Files that are taken at once, so that all processes end at about the same time."""

_NEED_CHECK: Final = ("reported", "whole")
"""Rules that tell what the check has found, or must know that it found nothing."""

_SEVERITIES: Final = {str(each): each for each in Severity}


def lint_files(paths: Sequence[Path], chosen: Sequence[Rule], *, fixes: bool) -> tuple[Result, ...]:
    """What the ``chosen`` rules find in the files at ``paths`` and below, file by file.

    With ``fixes`` each result has its whole fix, else whether there is a safe one. The same
    whatever the number of processes. Raises ``ConfigError`` for a path that is not there.
    """
    files = list(schema_files(paths))
    processes = min(cores(), len(files) // _FEWEST)
    if processes < 2:
        return tuple(_linted(files, chosen, fixes=fixes))
    size = max(_PIECE, -(-len(files) // MOST_PIECES))
    pieces = [files[start : start + size] for start in range(0, len(files), size)]

    def linted(number: int) -> list[Result]:
        return list(_linted(pieces[number], chosen, fixes=fixes))

    done = shared(Work(linted, _packed, _unpacked), len(pieces), processes)
    return tuple(result for results in done for result in results)


def _linted(files: Iterable[Path], chosen: Sequence[Rule], *, fixes: bool) -> Iterator[Result]:
    check = any(each.scope in _NEED_CHECK for each in chosen)
    for file in files:
        for each in lint(whole_of_file(file, check=check), chosen):
            yield each if fixes else each.light()


def _packed(done: Mapping[int, Sequence[Result]]) -> bytes:
    return marshal.dumps([(number, *map(_row, results)) for number, results in done.items()])


def _unpacked(raw: bytes) -> dict[int, list[Result]]:
    return {number: list(map(_result, rows)) for number, *rows in marshal.loads(raw)}


def _row(result: Result) -> tuple[Any, ...]:
    found, fix = result.diagnostic, result.fix
    mended = None if fix is None else (fix.safe, fix.operations, fix.pin, fix.rewrite)
    return (
        *(found.code, str(found.severity), found.file, found.line, found.column, found.pointer),
        *(found.message, found.help, result.name, result.owner, result.side, mended),
    )


def _result(row: tuple[Any, ...]) -> Result:
    code, severity, *rest = row
    file, line, column, pointer, message, advice, name, owner, side, mended = rest
    found = Diagnostic(code, _SEVERITIES[severity], file, line, column, pointer, message, advice)
    return Result(found, name, owner, side, None if mended is None else Fix(*mended))
