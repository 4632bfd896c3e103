"""JSON: one object a finding."""

from collections.abc import Mapping, Sequence
from json import dumps
from typing import Any

from typewright.lint.fingerprint import fingerprint
from typewright.lint.results import Result


def json(results: Sequence[Result], sources: Mapping[str, str]) -> str:
    """All findings as one array, one a line; ASCII only, so that any pipe can carry it."""
    rows = ",\n".join(f"  {dumps(row(each))}" for each in results)
    return f"[\n{rows}\n]\n" if rows else "[]\n"


def jsonl(results: Sequence[Result], sources: Mapping[str, str]) -> str:
    """One finding a line."""
    return "".join(dumps(row(each)) + "\n" for each in results)


def row(result: Result) -> dict[str, Any]:
    """One finding; ``settled`` is "" for one that needs attention, else what settles it."""
    found, fix = result.diagnostic, result.fix
    return {
        "code": found.code,
        "name": result.name,
        "severity": str(found.severity),
        "file": found.file,
        "line": found.line,
        "column": found.column,
        "pointer": found.pointer,
        "endpoint": result.owner if result.owner != found.file else None,
        "message": found.message,
        "help": found.help,
        "fix": None if fix is None else _fix(result),
        "fingerprint": fingerprint(result),
        "settled": result.settled,
    }


def _fix(result: Result) -> dict[str, Any]:
    assert result.fix is not None
    fix = result.fix
    whole = {"patch": list(fix.operations), "pin": fix.pin, "rewrite": fix.rewrite}
    return {"safe": fix.safe, **{key: value for key, value in whole.items() if value}}
