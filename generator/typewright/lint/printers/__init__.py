"""How findings are told: pure functions from results to text, one a format."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from typewright.lint.printers.annotations import github, gitlab, junit
from typewright.lint.printers.rows import as_json, as_jsonl
from typewright.lint.printers.sarif import sarif
from typewright.lint.run import Result

Printer: TypeAlias = Callable[[Sequence[Result], Mapping[str, str]], str]
"""Takes results and the text of each file by its path."""

PRINTERS: Final[Mapping[str, Printer]] = {
    "json": as_json,
    "jsonl": as_jsonl,
    "sarif": sarif,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
}
"""Every format for machines; the one for people is :mod:`typewright.lint.printers.text`."""
