"""What a case is and what lint says of it.

``<CODE>/bad`` and ``<CODE>/good`` hold schema files, or a store below ``schemas`` (the shared
``provider.json`` is laid into it). ``bad/expected.json`` lists the findings of this code.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from typewright.cli import run
from typewright.config import Config
from typewright.diagnostics import Diagnostic
from typewright.pipeline import prepare

HERE = Path(__file__).parent
CODES = tuple(sorted(path.name for path in HERE.glob("TW*")))
EXPECTED = "expected.json"
PREPARED = frozenset(("TW706", "TW707"))
"""Found when the SDK is built, which lint does not do."""

OF_CHARACTERS = frozenset(("TW001", "TW002", "TW003", "TW004", "TW008"))
"""Found while a file is read, at the very character: most of these files have no values."""

Row: TypeAlias = dict[str, Any]


def copied(code: str, side: str, to: Path) -> Path:
    """The case in a directory of its own, ready to be linted."""
    home = to / side
    shutil.copytree(HERE / code / side, home, ignore=shutil.ignore_patterns(EXPECTED))
    if (home / "schemas").is_dir():
        shutil.copy(HERE / "provider.json", home / "schemas" / "acme" / "provider.json")
        (home / "typewright.toml").write_text('package = "acme_sdk"\n', "utf-8")
    return home


def told(capsys: pytest.CaptureFixture[str], home: Path, *options: str) -> list[Row]:
    """Every finding in ``home`` that needs attention, as ``--format json`` tells it; ``home`` is
    the working directory."""
    files = [] if (home / "schemas").is_dir() else sorted(path.name for path in home.iterdir())
    assert run(["lint", *files, "--format", "json", *options]) in (0, 1)
    rows: list[Row] = json.loads(capsys.readouterr().out)
    return [row for row in rows if not row["settled"]]


def prepared() -> list[Row]:
    """Every finding of preparing the store in the working directory."""
    return list(map(_row, prepare(Config(root=Path(), package="acme_sdk")).findings))


def _row(found: Diagnostic) -> Row:
    return {
        "code": found.code,
        "file": found.file,
        "pointer": found.pointer,
        "line": found.line,
        "column": found.column,
    }


def of_code(rows: Iterable[Row], code: str) -> list[Row]:
    """Where the findings of ``code`` are."""
    keys = ("code", "file", "pointer", "line", "column")
    return [{key: row[key] for key in keys} for row in rows if row["code"] == code]


def texts_of(home: Path) -> dict[str, bytes]:
    """Every file of a case by its path."""
    files = (path for path in home.rglob("*") if path.is_file() and path.name != EXPECTED)
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in files}


def schema_files(side: str) -> Iterator[tuple[str, Path]]:
    """Code and file of every case that is JSON outside a store."""
    for code in CODES:
        for path in sorted((HERE / code / side).glob("*put.json")):
            if code not in OF_CHARACTERS:
                yield code, path
