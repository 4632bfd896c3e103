"""Findings for a person: where, what, the line with a caret, and what to do."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from typewright.diagnostics import Severity, excerpt, summary, visible
from typewright.lint.registry import rules
from typewright.lint.repeats import SHOWN
from typewright.lint.results import (
    Linted,
    Result,
    Words,
    settled_by,
    severity_of,
    unsettled,
    words_of,
)

_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def text(
    linted: Linted, sources: Mapping[str, str], *, group: bool = True, colour: bool = False
) -> str:
    """Every finding that needs attention, repeats of one message together unless not ``group``."""
    lines: dict[str, list[str]] = {}
    blocks = (
        _block(results, number, sources, lines, colour)
        for results, number in _grouped(linted, group=group)
    )
    return "".join(f"{block}\n" for block in blocks)


def _grouped(linted: Linted, *, group: bool) -> Iterator[tuple[Sequence[Result], int]]:
    """Results with one message, and how many findings have it."""
    active = unsettled(linted.results)
    if not group:
        yield from (([each], 1) for each in active)
        return
    groups: defaultdict[Words, list[Result]] = defaultdict(list)
    for words, each in zip(map(words_of, active), active, strict=True):
        groups[words].append(each)
    for words, results in groups.items():
        yield results, len(results) + linted.more.get(words, 0)


def _block(
    results: Sequence[Result],
    number: int,
    sources: Mapping[str, str],
    lines: dict[str, list[str]],
    colour: bool,
) -> str:
    found = results[0].diagnostic
    if found.file not in lines:
        lines[found.file] = sources.get(found.file, "").split("\n")
    severity = _painted(f"{found.severity}", _COLOURS[found.severity], colour)
    code = _painted(f"{found.code} {results[0].name}", "1", colour)
    rows = [f"{_place(results[0])} {code} ({severity})", f"  {visible(found.message)}"]
    if found.pointer:
        rows.append(f"  at {visible(found.pointer)}")
    source = lines[found.file]
    if found.line <= len(source) and source[found.line - 1].strip():
        rows += excerpt(source[found.line - 1], found.line, found.column)
    rows.append(f"  help: {visible(found.help)}")
    rows += _also(results[1:SHOWN])
    if number > SHOWN:
        rows.append(f"  and {number - SHOWN} more (--no-group lists all)")
    return "\n".join(rows) + "\n"


def _also(results: Sequence[Result]) -> Iterator[str]:
    for each in results:
        yield f"  also at {_place(each)} {visible(each.diagnostic.pointer)}".rstrip()


def _place(result: Result) -> str:
    found = result.diagnostic
    return f"{visible(found.file)}:{found.line}:{found.column}"


def _painted(words: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{words}\x1b[0m" if colour else words


def closing(linted: Linted, *, mending: bool = True) -> str:
    """The last line: how many of each, how many can be mended (where there is a store, which keeps
    the patches), and what is settled already."""
    results = linted.results
    active = unsettled(results)
    counts = Counter(map(severity_of, active))
    for (code, *_), number in linted.more.items():
        counts[rules()[code].severity] += number
    parts = [summary(counts)]
    fixes = [each.fix.safe for each in active if each.fix is not None] if mending else []
    safe, unsafe = fixes.count(True), fixes.count(False)
    if safe:
        parts.append(f"--fix mends {safe}" + (f", --unsafe-fixes {unsafe} more" if unsafe else ""))
    elif unsafe:
        parts.append(f"--unsafe-fixes mends {unsafe}")
    named = {"patch": "by patches", "suppressed": "by suppressions", "baseline": "by the baseline"}
    why = Counter(map(settled_by, results)) if len(active) < len(results) else Counter[str]()
    settled = [f"{why[each]} {words}" for each, words in named.items() if why[each]]
    if settled:
        parts.append(f"settled: {', '.join(settled)}")
    return "; ".join(parts) + "."


def statistics(linted: Linted) -> str:
    """One line a code, the most frequent first."""
    counts = Counter((each.diagnostic.code, each.name) for each in unsettled(linted.results))
    for (code, *_), number in linted.more.items():
        counts[code, rules()[code].name] += number
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return "".join(f"{count:>6}  {code}  {name}\n" for (code, name), count in ordered)
