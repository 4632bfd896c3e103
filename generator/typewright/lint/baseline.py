"""The baseline: findings that were there when lint was taken up. It can only shrink."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from typewright.diagnostics import ConfigError
from typewright.lint.fingerprint import fingerprint
from typewright.lint.results import Result


@dataclass(frozen=True, slots=True)
class Baseline:
    """Rows by fingerprint."""

    rows: dict[str, dict[str, str]]

    def text(self) -> str:
        """The file: one row a finding, sorted for a diff that shows what went."""
        rows = sorted(self.rows.values(), key=lambda r: (r["endpoint"], r["pointer"], r["code"]))
        return json.dumps({"format": 1, "findings": rows}, indent=2) + "\n"


def read_baseline(path: Path) -> Baseline | None:
    """The baseline at ``path``; ``None`` when there is none.

    Raises :class:`ConfigError` for a file that is none.
    """
    if not path.exists():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        rows = cast("list[dict[str, str]]", data["findings"])
        return Baseline({str(row["fingerprint"]): _row(row) for row in rows})
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{path}: is no baseline; delete it, and write one with --write-baseline"
        raise ConfigError(message) from error


def _row(row: dict[str, Any]) -> dict[str, str]:
    return {key: str(row[key]) for key in ("fingerprint", "code", "endpoint", "pointer")}


def first(results: Iterable[Result]) -> Baseline:
    """A baseline of every finding that needs attention."""
    rows = (_row_of(each) for each in results if not each.settled)
    return Baseline({row["fingerprint"]: row for row in rows})


def shrunk(
    baseline: Baseline,
    results: Iterable[Result],
    was_linted: Callable[[str], bool] = lambda _: True,
) -> Baseline:
    """What is left of ``baseline``: rows whose finding is still there, and those of an endpoint (or
    of a file outside a store) that ``was_linted`` says no to."""
    there = {fingerprint(each) for each in results}
    return Baseline(
        {
            key: row
            for key, row in baseline.rows.items()
            if key in there or not was_linted(row["endpoint"])
        }
    )


def applied(baseline: Baseline, results: Sequence[Result]) -> tuple[Result, ...]:
    """``results`` with those in ``baseline`` settled."""
    return tuple(
        (
            each._replace(settled="baseline")
            if not each.settled and fingerprint(each) in baseline.rows
            else each
        )
        for each in results
    )


def _row_of(result: Result) -> dict[str, str]:
    code, owner, pointer = result.key
    return {
        "fingerprint": fingerprint(result),
        "code": code,
        "endpoint": owner,
        "pointer": pointer,
    }
