"""What typewright has to say about a file, and the pure printers that say it."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from operator import itemgetter
from typing import Final, NamedTuple


class ConfigError(Exception):
    """The call or the config is wrong; the message is one line that says what to do (exit 2)."""


def none_matches(only: str) -> ConfigError:
    """That the glob ``only`` is the id of no endpoint."""
    return ConfigError(f"--only {only}: no endpoint id matches; ids look like owner/model/task")


class Severity(StrEnum):
    """How bad a finding is: with an error nothing is written."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    __hash__ = str.__hash__  # that of Enum is written in Python, and thousands are counted


class Diagnostic(NamedTuple):
    """One finding.

    ``file`` is a path that the user can open; ``line`` and ``column`` count from 1, columns in
    code points; ``pointer`` is an RFC 6901 pointer into the file, "" for the whole of it.
    """

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    pointer: str
    message: str
    help: str


sort_key: Final[Callable[[Diagnostic], tuple[str, int, int, str, str, str]]] = itemgetter(
    *map(Diagnostic._fields.index, ("file", "line", "column", "code", "pointer", "message"))
)
"""Orders findings as one reads: by file, then by place, then by code."""


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether anything here forbids writing."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def summary(counts: Mapping[Severity, int]) -> str:
    """How many of each severity: ``"2 errors, 1 warning"``; "no findings" for none."""
    nouns = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    parts = (
        f"{counts[severity]} {noun}{'' if counts[severity] == 1 else 's'}"
        for severity, noun in nouns.items()
        if counts.get(severity)
    )
    return ", ".join(parts) or "no findings"


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """All findings, sorted, as a JSON array; ASCII only, so that any pipe can carry it."""
    rows = [diagnostic._asdict() for diagnostic in sorted(diagnostics, key=sort_key)]
    return json.dumps(rows, indent=2) + "\n"


def render_text(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str] | None = None) -> str:
    """All findings, sorted, for a person.

    ``sources`` maps the ``file`` of a finding to the text of that file; where it has one, the
    line is shown with a caret.
    """
    texts: dict[str, list[str]] = {}
    blocks: list[str] = []
    for diagnostic in sorted(diagnostics, key=sort_key):
        file = diagnostic.file
        if sources is not None and file in sources and file not in texts:
            texts[file] = sources[file].split("\n")
        blocks.append(_block(diagnostic, texts.get(file, [])))
    return "\n".join(blocks)


def _block(diagnostic: Diagnostic, lines: list[str]) -> str:
    place = f"{visible(diagnostic.file)}:{diagnostic.line}:{diagnostic.column}"
    rows = [f"{place} {diagnostic.severity} {diagnostic.code} {visible(diagnostic.message)}"]
    if diagnostic.pointer:
        rows.append(f"  at {visible(diagnostic.pointer)}")
    if diagnostic.line <= len(lines):
        rows += excerpt(lines[diagnostic.line - 1], diagnostic.line, diagnostic.column)
    rows.append(f"  help: {visible(diagnostic.help)}")
    return "\n".join(rows) + "\n"


_SHOWN, _BEFORE = 70, 40
"""Columns of the source line that are shown, and of these before the caret at most: 80 with what
stands around them."""


def excerpt(source: str, number: int, column: int) -> list[str]:
    """The line with a caret below its column; a long line is cut on both sides."""
    source = source.removesuffix("\r")
    first, last = max(0, column - 1 - _BEFORE), column - 1 + _SHOWN
    left, right = visible(source[first : column - 1]), visible(source[column - 1 : last])
    start = len(left) - _fitting(left[::-1], _BEFORE)
    end = _fitting(right, _SHOWN - _width(left[start:]))
    before = ("…" if first or start else "") + left[start:]
    after = right[:end] + ("…" if last < len(source) or end < len(right) else "")
    padding = "\t".join(" " * _width(part) for part in before.split("\t"))
    gutter = f"{number:>5} | "
    return [f"{gutter}{before}{after}".rstrip(), f"{' ' * (len(gutter) - 2)}| {padding}^"]


def _fitting(text: str, columns: int) -> int:
    """How many characters from its beginning take at most so many ``columns``."""
    text = text[:columns]
    while _width(text) > columns:
        text = text[:-1]
    return len(text)


def _width(text: str) -> int:
    """How many columns of a terminal ``text`` takes, which has no tab."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(char: str) -> int:
    """How many columns of a terminal ``char`` takes."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def visible(text: str) -> str:
    """``text`` with whatever a terminal would obey or hide written as an escape, tabs kept."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char == "\t" else char.encode("unicode_escape").decode()
        for char in text
    )


def shown(text: str, encoding: str | None) -> str:
    """Lines as a terminal of ``encoding`` may print them: nothing it obeys, nothing it lacks."""
    return encodable("\n".join(map(visible, text.split("\n"))), encoding)


def encodable(text: str, encoding: str | None) -> str:
    """``text`` with what ``encoding`` lacks as an escape."""
    return text.encode(encoding or "utf-8", "backslashreplace").decode(encoding or "utf-8")
