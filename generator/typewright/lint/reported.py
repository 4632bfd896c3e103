"""Rules whose findings come from reading and checking: what they say, and where it stands."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from typewright.catalogue.model import Json
from typewright.catalogue.pointers import value_at
from typewright.diagnostics import Diagnostic
from typewright.lint.model import Fix, Operation, Whole

Reported: TypeAlias = Iterator[tuple[Diagnostic, Fix | None]]
"""What such a rule gives: each finding, with its fix if it has one."""


def told(found: Sequence[Diagnostic]) -> Reported:
    """``found`` as it is, without a fix."""
    return ((each, None) for each in found)


def value_of(whole: Whole, found: Diagnostic) -> Json:
    """What stands at the place of ``found``; ``None`` if a patch has taken it away."""
    for subject in whole.subjects:
        if subject.file == found.file:
            try:
                return value_at(subject.document.data, found.pointer)
            except LookupError:
                return None
    return None


def replaced(path: str, value: Json) -> Operation:
    """The step of a patch that puts ``value`` there."""
    return {"op": "replace", "path": path, "value": value}
