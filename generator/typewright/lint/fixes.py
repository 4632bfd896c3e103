"""Fixes as patches: what a person may add to ``patch.json``, made one at a time.

A fix is made from the schema as the fixes before it left it, so that they fit together; a second
run finds nothing to do. The vendor's file is never touched.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final, cast

from typewright.catalogue.model import Document, Json
from typewright.catalogue.patch import apply_operations
from typewright.diagnostics import Diagnostic
from typewright.lint.model import Subject, Whole
from typewright.lint.registry import Rule
from typewright.lint.results import Result
from typewright.lint.run import lint
from typewright.lint.single import alone

_MOST: Final = 500
"""Fixes of one document; each takes away the finding that it is for, so this is never reached."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was mended in one document: the corrected subject, and the patch entries for it."""

    subject: Subject
    entries: tuple[dict[str, Any], ...]


def fixed(
    subject: Subject,
    chosen: Sequence[Rule],
    hidden: Sequence[Diagnostic],
    spared: Callable[[Result], bool] = lambda _: False,
    *,
    unsafe: bool,
) -> Fixed:
    """``subject`` with every fix of the ``chosen`` rules, the safe ones alone unless ``unsafe``.

    ``hidden`` are the characters (TW008) that reading its file has found; findings that are
    ``spared`` stay.
    """
    entries: list[dict[str, Any]] = []
    tried: set[tuple[str, str]] = set()
    for _ in range(_MOST):
        fixable = _fixable(alone(subject, hidden), chosen, tried, unsafe=unsafe)
        found = next((each for each in fixable if not spared(each)), None)
        if found is None:
            break
        assert found.fix is not None
        tried.add((found.diagnostic.code, found.diagnostic.pointer))
        data = apply_operations(subject.document.data, list(found.fix.operations))
        subject = subject._replace(document=_with_data(subject.document, data))
        entries.append(_entry(subject, found))
    return Fixed(subject, tuple(entries))


def _with_data(document: Document, data: Json) -> Document:
    """``document`` with other data, its places those of the text as published."""
    return document._replace(data=deepcopy(data))


def _fixable(
    whole: Whole, chosen: Sequence[Rule], tried: set[tuple[str, str]], *, unsafe: bool
) -> Iterator[Result]:
    for each in lint(whole, chosen):
        fix, key = each.fix, (each.diagnostic.code, each.diagnostic.pointer)
        if fix is not None and fix.operations and (fix.safe or unsafe) and key not in tried:
            yield each


def _entry(subject: Subject, result: Result) -> dict[str, Any]:
    assert result.fix is not None
    code, message = result.diagnostic.code, result.diagnostic.message
    return {
        "target": subject.side,
        "reason": f"{code} {result.name}: {message}",
        "source": "typewright lint --fix" + ("" if result.fix.safe else " --unsafe-fixes"),
        "patch": [dict(each) for each in result.fix.operations],
    }


def patch_text(existing: Json, entries: Iterable[dict[str, Any]], depth: int) -> str:
    """``patch.json`` with ``entries`` behind those that it has, if it is there; it lies ``depth``
    directories below the store."""
    fresh: dict[str, Any] = {
        "$schema": f"{'../' * depth}_meta/patch.schema.json",
        "patches": [],
    }
    whole = cast("dict[str, Any]", existing) if existing else fresh
    whole = {**whole, "patches": [*whole["patches"], *entries]}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
