"""How findings are told: pure functions from results to text, one a format."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Final, TypeAlias

from typewright.lint.results import Result

Printer: TypeAlias = Callable[[Sequence[Result], Mapping[str, str]], str]
"""Takes results and the text of each file by its path."""

_MODULES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("json", "jsonl"), "rows"),
    **dict.fromkeys(("github", "gitlab", "junit"), "annotations"),
    "sarif": "sarif",
}

FORMATS: Final = ("json", "jsonl", "sarif", "github", "gitlab", "junit")
"""Every format for machines; the one for people is :mod:`typewright.lint.printers.text`."""


def printer(form: str) -> Printer:
    """The printer of one of :data:`FORMATS`; only its module is loaded."""
    found: Printer = getattr(import_module(f"{__name__}.{_MODULES[form]}"), form)
    return found
