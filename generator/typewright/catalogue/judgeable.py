"""Which schemas of a document a validator may be given: a broken one stops it, or is no end of it.

What is wrong in one place hides nothing about the others.
"""

from collections.abc import Container, Iterable, Mapping
from typing import Final, NamedTuple

from typewright.catalogue.model import Json
from typewright.catalogue.pointers import above
from typewright.catalogue.references import recursive
from typewright.catalogue.schema import Subschemas
from typewright.catalogue.validation import Judge, Words, judge_for
from typewright.diagnostics import Diagnostic, Severity

_HARMLESS: Final = frozenset(
    ("TW007", "TW008", "TW120", "TW121", "TW204", "TW402", "TW701", "TW702")
)
"""Errors of a schema that a validator can work with all the same."""

_ENDLESS: Final = frozenset(("$dynamicRef", "unevaluatedItems", "unevaluatedProperties"))
"""What leads anywhere, or has every schema below it judged twice, and again twice in each."""

_ODD: Final = _ENDLESS | {"$id", "$ref"}


class Judgeable(NamedTuple):
    """The judge of a document, and the pointers of the schemas ``barred`` from it."""

    judge: Judge
    barred: Container[str]


def judgeable(
    root: Json,
    every: Subschemas,
    found: Iterable[Diagnostic],
    prefix: str,
    *,
    words: Words,
) -> Judgeable:
    """What of ``every`` schema, all those in ``root``, can be judged after what was ``found``.

    ``root`` stands at ``prefix`` of its document.
    """
    errors = [each for each in found if each.severity is Severity.ERROR and not _is_harmless(each)]
    if any(each.code == "TW004" for each in errors):  # there is more that nobody has looked at
        return Judgeable(judge_for({}), frozenset(pointer for pointer, _ in every))
    broken = {each.pointer.removeprefix(prefix) for each in errors}
    broken.update(pointer for pointer, schema in every if _is_endless(pointer, schema))
    if any("$ref" in schema for _, schema in every):
        broken.update(recursive(every))
    if not broken:
        base = {key: root[key] for key in root if key != "$id"} if isinstance(root, dict) else {}
        return Judgeable(judge_for(base, words=words), ())
    # Any reference may lead to what is broken, so without them the root is of no use.
    broken.update(pointer for pointer, schema in every if "$ref" in schema)
    barred = frozenset(each for pointer in broken for each in above(pointer))
    return Judgeable(judge_for({}, words=words), barred)


def _is_harmless(found: Diagnostic) -> bool:
    """No ``pattern`` is run here; names are matched by those of ``patternProperties``."""
    return found.code in _HARMLESS or (found.code == "TW009" and found.pointer.endswith("/pattern"))


def _is_endless(pointer: str, schema: Mapping[str, Json]) -> bool:
    """Whether a validator could lose its way: a ``$id`` inside makes ``#`` another document."""
    if _ODD.isdisjoint(schema):
        return False
    if not _ENDLESS.isdisjoint(schema) or (pointer and "$id" in schema):
        return True
    ref = schema.get("$ref")
    return isinstance(ref, str) and not ref.startswith("#/")
