"""TW8: what only several endpoints together show."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from typewright.catalogue.findings import quoted
from typewright.catalogue.places import Placed
from typewright.diagnostics import Severity
from typewright.lint.model import Found, Schema, Spot, Whole
from typewright.lint.registry import rule

_NUMBERS: Final = frozenset(("integer", "number"))
_TYPES: Final = _NUMBERS | {"string", "boolean", "array", "object"}


@rule("TW801", "one-name-two-meanings", Severity.INFO, scope="whole")
def one_name_two_meanings(whole: Whole) -> Iterator[tuple[Placed, Found]]:
    """One name means different things in different endpoints.

    What it finds
        An argument whose type is not the one that most endpoints of the store give to its name.
    Why it matters
        Code that serves several models passes ``duration=5`` to one and needs ``"5s"`` for another.
    Bad
        {"duration": {"type": "string"}} beside {"duration": {"type": "integer"}}
    Good
        {"duration": {"type": "integer"}} everywhere
    """
    places: dict[str, list[tuple[frozenset[str], Spot]]] = {}
    for subject in whole.subjects:
        if subject.side == "input" and subject.source is not None:
            for spot in subject.spots:
                top = spot.owner is subject.schema and spot.name
                kind = _kind(subject.resolve(spot.schema)) if top else frozenset[str]()
                if kind:
                    places.setdefault(spot.name, []).append((kind, spot))
    for name, found in places.items():
        counts = Counter(kind for kind, _ in found)
        if len(counts) > 1:
            yield from _odd(name, found, counts)


def _odd(
    name: str, found: list[tuple[frozenset[str], Spot]], counts: Counter[frozenset[str]]
) -> Iterator[tuple[Placed, Found]]:
    usual = max(counts, key=lambda kind: (counts[kind], sorted(kind)))
    for kind, spot in found:
        if kind != usual:
            message = (
                f"{quoted(name)} is {_words(kind)} here and {_words(usual)} in "
                f"{counts[usual]} other endpoint{'' if counts[usual] == 1 else 's'}"
            )
            advice = "do not share code that passes it on"
            yield spot.subject.document, Found(spot.pointer, message, advice)


def _kind(schema: Schema) -> frozenset[str]:
    stated = schema.get("type")
    names = stated if isinstance(stated, list) else [stated]
    kinds = {name for name in names if isinstance(name, str) and name != "null"}
    if not kinds <= _TYPES:
        return frozenset()  # what it means by that another rule asks
    return frozenset("number" if name in _NUMBERS else name for name in kinds)


def _words(kind: frozenset[str]) -> str:
    return " or ".join(sorted(kind))
