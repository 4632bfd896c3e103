"""Every rule by its code. A rule is a function; what it is for stands in its docstring."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeAlias, TypeVar

from typewright.diagnostics import Severity

Scope: TypeAlias = Literal["spot", "subject", "endpoint", "whole", "reported"]
Fixing: TypeAlias = Literal["", "safe", "unsafe"]
Function = TypeVar("Function", bound=Callable[..., Any])

SECTIONS: Final = ("What it finds", "Why it matters", "Bad", "Good")
"""What every page says, each heading on a line of its own above an indented text."""

_HEADING: Final = rf"(?m)^({'|'.join(SECTIONS)})\n"


class Rule(NamedTuple):
    """One rule; ``keywords`` are those that a schema must have one of for the rule to look at it.

    A rule of scope "reported" finds nothing itself: reading and checking the store does, and the
    rule says what its code means.
    """

    code: str
    name: str
    severity: Severity
    scope: Scope
    fix: Fixing
    keywords: tuple[str, ...]
    function: Callable[..., Iterator[Any]]

    def __hash__(self) -> int:
        return hash(self.code)  # no two have the same

    @property
    def page(self) -> str:
        """The whole page, its margin removed."""
        from inspect import cleandoc  # pages are for people who ask for them

        return cleandoc(self.function.__doc__ or "")

    @property
    def sections(self) -> dict[str, str]:
        """The page by section; what stands before the first is under ""."""
        from textwrap import dedent

        parts = re.split(_HEADING, self.page)
        named = zip(parts[1::2], (dedent(part).strip("\n") for part in parts[2::2]), strict=True)
        return {"": parts[0].strip(), **dict(named)}


_rules: dict[str, Rule] = {}


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    scope: Scope = "spot",
    fix: Fixing = "",
    keywords: Iterable[str] = (),
) -> Callable[[Function], Function]:
    """Registers a function as the rule ``code``."""

    def register(function: Function) -> Function:
        assert code not in _rules, f"{code} is taken by {_rules[code].name}"
        _rules[code] = Rule(code, name, severity, scope, fix, tuple(keywords), function)
        return function

    return register


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code, sorted."""
    from typewright.lint import families

    for file in sorted(Path(families.__path__[0]).iterdir()):  # pkgutil would load inspect
        if file.suffix == ".py":
            import_module(f"{families.__name__}.{file.stem}")
    return dict(sorted(_rules.items()))
