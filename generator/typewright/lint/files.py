"""Linting many files outside a store, on as many processes as there are cores.

Nothing is asked across files, so each process takes a share of them. What it found comes back as
plain rows, which cost a tenth of what pickled objects would.
"""

import marshal
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from typewright.diagnostics import Diagnostic, Severity
from typewright.lint.model import Fix
from typewright.lint.registry import Rule
from typewright.lint.run import Result, lint
from typewright.lint.single import schema_files, whole_of_file

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_FEWEST: Final = 50
"""Files that are worth another process, which takes some ten milliseconds to start."""

_NEED_CHECK: Final = ("reported", "whole")
"""Rules that tell what the check has found, or must know that it found nothing."""

_SEVERITIES: Final = {str(each): each for each in Severity}


def lint_files(paths: Sequence[Path], chosen: Sequence[Rule], *, fixes: bool) -> tuple[Result, ...]:
    """What the ``chosen`` rules find in the files at ``paths`` and below, file by file.

    With ``fixes`` each result has its whole fix, else whether there is a safe one. The same
    whatever the number of processes. Raises ``ConfigError`` for a path that is not there.
    """
    files = list(schema_files(paths))
    shares = _shares(files)
    if len(shares) == 1:
        return tuple(_linted(files, chosen, fixes=fixes))
    return tuple(_shared(shares, chosen, fixes=fixes))


def _shares(files: list[Path]) -> list[list[Path]]:
    """Runs of files, one a process. Without fork a process costs more than it saves."""
    forks = hasattr(os, "fork") and hasattr(os, "sched_getaffinity")  # Linux
    cores = len(os.sched_getaffinity(0)) if forks else 1
    count = max(1, min(cores, len(files) // _FEWEST))
    size = -(-len(files) // count) or 1
    return [files[start : start + size] for start in range(0, len(files), size)] or [[]]


def _linted(files: Iterable[Path], chosen: Sequence[Rule], *, fixes: bool) -> Iterator[Result]:
    check = any(each.scope in _NEED_CHECK for each in chosen)
    for file in files:
        for each in lint(whole_of_file(file, check=check), chosen):
            yield each if fixes else each.light()


def _shared(
    shares: Sequence[list[Path]], chosen: Sequence[Rule], *, fixes: bool
) -> Iterator[Result]:
    """The first share here, the others in processes of their own; in the order of the files."""
    import multiprocessing

    context = multiprocessing.get_context("fork")
    receivers: list[Connection] = []  # annotations of locals are not evaluated
    for share in shares[1:]:
        receiver, sender = context.Pipe(duplex=False)
        context.Process(target=_send, args=(sender, share, chosen, fixes), daemon=True).start()
        sender.close()
        receivers.append(receiver)
    yield from _linted(shares[0], chosen, fixes=fixes)
    for receiver, share in zip(receivers, shares[1:], strict=True):
        try:
            rows = marshal.loads(receiver.recv_bytes())
        except EOFError:  # the process has died of what it read; here the error is seen
            yield from _linted(share, chosen, fixes=fixes)
        else:
            yield from map(_result, rows)


def _send(sender: "Connection", share: list[Path], chosen: Sequence[Rule], fixes: bool) -> None:
    rows = [_row(each) for each in _linted(share, chosen, fixes=fixes)]
    sender.send_bytes(marshal.dumps(rows))
    sender.close()


def _row(result: Result) -> tuple[Any, ...]:
    found, fix = result.diagnostic, result.fix
    mended = None if fix is None else (fix.safe, list(fix.operations), fix.pin, fix.rewrite)
    return (
        *(found.code, str(found.severity), found.file, found.line, found.column, found.pointer),
        *(found.message, found.help, result.name, result.owner, result.side, mended),
    )


def _result(row: tuple[Any, ...]) -> Result:
    code, severity, *rest = row
    file, line, column, pointer, message, advice, name, owner, side, mended = rest
    found = Diagnostic(code, _SEVERITIES[severity], file, line, column, pointer, message, advice)
    return Result(found, name, owner, side, None if mended is None else Fix(*mended))
