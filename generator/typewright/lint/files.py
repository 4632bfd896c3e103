"""Linting many files outside a store, on as many processes as there are cores.

Nothing is asked across files, so each process takes some of them. What it found comes back as
columns of plain values, which cost a tenth of what pickled objects would.
"""

import marshal
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from typewright.diagnostics import Diagnostic, Severity
from typewright.lint.model import Fix
from typewright.lint.registry import Rule
from typewright.lint.repeats import Repeats
from typewright.lint.results import LIGHT, Linted, Result, Words
from typewright.lint.run import lint_briefly
from typewright.lint.schema_files import schema_files
from typewright.lint.sharing import MOST_PIECES, Work, cores, shared
from typewright.lint.single import whole_of_files

Row = TypeVar("Row", Diagnostic, Result)

_FEWEST: Final = 50
"""Files that are worth another process, which takes some milliseconds to start."""

_PIECE: Final = 20
"""Files that are taken at once, at most: rule by rule over many takes less time than over one."""

_MOST_SHARING: Final = 256
"""Processes that the pieces of the end are shortened for; more would make too many of them."""

_NEED_CHECK: Final = ("reported", "whole")
"""Rules that tell what the check has found, or must know that it found nothing."""

_SEVERITIES: Final = {str(each): each for each in Severity}
_WIDTH: Final = len(Diagnostic._fields)
_SEVERITY: Final = Diagnostic._fields.index("severity")
_FIX: Final = _WIDTH + Result._fields.index("fix") - 1
"""Columns of findings that another process hands over, each with its diagnostic spread out."""


def lint_files(
    paths: Sequence[Path], chosen: Sequence[Rule], *, fixes: bool, briefly: bool = False
) -> Linted:
    """What the ``chosen`` rules find in the files at ``paths`` and below, file by file.

    With ``fixes`` each result has its whole fix, else whether there is a safe one. ``briefly``:
    findings that a grouped report would not list are only counted, in ``more``; how many these are
    depends on the number of processes, and nothing else does. Raises ``ConfigError`` for a path
    that is not there.
    """
    files = sorted(_distinct(schema_files(paths)) if len(paths) > 1 else schema_files(paths))
    processes = max(1, min(cores(), len(files) // _FEWEST))
    pieces = list(pieces_of(files, processes))
    check = any(each.scope in _NEED_CHECK for each in chosen)
    repeats = Repeats()

    def linted(number: int) -> Linted:
        whole = whole_of_files(map(Path, pieces[number]), check=check)
        results, more = lint_briefly(whole, chosen, repeats.before(number))
        if briefly:
            repeats.add(number, results)
        return Linted(results if fixes else tuple(each.light() for each in results), more)

    done = list(shared(Work(linted, _packed, _unpacked), len(pieces), processes))
    more = Counter[Words]()
    for each in done:
        more.update(each.more)
    return Linted(tuple(chain.from_iterable(each.results for each in done)), more)


def pieces_of(files: Sequence[str], processes: int) -> Iterator[Sequence[str]]:
    """``files`` in pieces; for several ``processes`` the last are down to a quarter as long, so
    that all end at about the same time."""
    most = max(_PIECE, -(-len(files) // (MOST_PIECES // 2)))
    least = most if processes == 1 else max(1, most // 4)
    shares = 2 * min(processes, _MOST_SHARING)
    start = 0
    while start < len(files):
        size = min(most, max(least, (len(files) - start) // shares))
        yield files[start : start + size]
        start += size


def _distinct(files: Iterable[str]) -> Iterable[str]:
    """``files`` without those that are there in another spelling already."""
    found: dict[str, str] = {}
    for file in files:
        found.setdefault(os.path.realpath(file), file)
    return found.values()


def _packed(linted: Linted) -> bytes:
    """The results as columns of plain values, and how many more there are."""
    results, more = linted
    rows = [(*each.diagnostic, *each[1:]) for each in results]
    columns: list[Sequence[object]] = list(zip(*rows, strict=True))
    if columns:
        columns[_SEVERITY] = [str(severity) for severity in columns[_SEVERITY]]
        columns[_FIX] = [_plain(each.fix) for each in results]
    return marshal.dumps((columns, dict(more)))


def _unpacked(raw: bytes) -> Linted:
    columns, more = marshal.loads(raw)
    if columns:
        columns[_SEVERITY] = map(_SEVERITIES.__getitem__, columns[_SEVERITY])
        columns[_FIX] = map(_fix, columns[_FIX])
    diagnostics = _tuples(Diagnostic, columns[:_WIDTH])
    return Linted(tuple(_tuples(Result, [diagnostics, *columns[_WIDTH:]])), more)


def _tuples(kind: type[Row], columns: Iterable[Iterable[object]]) -> Iterator[Row]:
    """Named tuples from their columns, made in C: ``_make`` is Python for each of thousands."""
    make: Callable[..., Row] = cast("Any", tuple).__new__
    return map(make, repeat(kind), zip(*columns, strict=True))


def _plain(fix: Fix | None) -> bool | tuple[object, ...] | None:
    if fix is None:
        return None
    light = fix is LIGHT[fix.safe]
    return fix.safe if light else (fix.safe, fix.operations, fix.pin, fix.rewrite)


def _fix(plain: Any) -> Fix | None:
    if plain is None:
        return None
    return LIGHT[plain] if isinstance(plain, bool) else Fix(*plain)
