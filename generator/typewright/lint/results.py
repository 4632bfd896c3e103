"""What lint finds, and what is asked of thousands of findings at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from typewright.diagnostics import Diagnostic, Severity
from typewright.lint.model import Fix, Side

Words: TypeAlias = tuple[str, str, str]
"""What a finding says: its code, message and help."""


class Result(NamedTuple):
    """One finding of a rule, with what else is known of it.

    ``owner`` is the endpoint's id, or the file where there is none: with code and pointer it
    stays the same when lines move. ``settled`` says why it needs no attention: "patch",
    "suppressed" or "baseline"; "" for one that does.
    """

    diagnostic: Diagnostic
    name: str
    owner: str
    side: Side | None = None
    fix: Fix | None = None
    settled: str = ""

    def light(self) -> "Result":
        """The same with a fix that says no more than whether it is safe: a store has thousands."""
        if self.fix is None:
            return self
        light = LIGHT[self.fix.safe]
        return Result(self.diagnostic, self.name, self.owner, self.side, light, self.settled)

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies it: code, owner and pointer."""
        return self.diagnostic.code, self.owner, self.diagnostic.pointer


LIGHT: Final = {True: Fix(True), False: Fix(False)}
"""Fixes that say no more than whether they are safe."""

NO_MORE: Final[Mapping[Words, int]] = MappingProxyType({})
"""Nothing was only counted."""


class Linted(NamedTuple):
    """What was found: ``results`` in reading order, and of some messages how many ``more``."""

    results: tuple[Result, ...]
    more: Mapping[Words, int] = NO_MORE


# Of thousands of findings these are gathered in C.
words_of: Final[Callable[[Result], Words]] = attrgetter(
    "diagnostic.code", "diagnostic.message", "diagnostic.help"
)
severity_of: Final[Callable[[Result], Severity]] = attrgetter("diagnostic.severity")
settled_by: Final[Callable[[Result], str]] = attrgetter("settled")


def settled(results: Iterable[Result], why: str) -> tuple[Result, ...]:
    """``results`` as ones that need no attention."""
    return tuple(each._replace(settled=why) for each in results)


def unsettled(results: Sequence[Result]) -> Sequence[Result]:
    """Those of ``results`` that need attention: nearly always all."""
    if not any(map(settled_by, results)):
        return results
    return [each for each in results if not each.settled]


def severities(results: Iterable[Result]) -> set[Severity]:
    """How bad ``results`` are."""
    return set(map(severity_of, results))
