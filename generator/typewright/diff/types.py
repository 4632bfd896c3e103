"""Which JSON types a schema allows, and which shape of one side stands for which of the other."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from typewright.diff.accepting import Direction, accepting
from typewright.diff.differences import Difference, Pair
from typewright.diff.parts import Part, Shape
from typewright.diff.taxonomy import Kind

_WORDS: Final = {
    "any": "anything",
    "array": "a list",
    "boolean": "a boolean",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a text",
}


@dataclass(frozen=True, slots=True)
class Matched:
    """Shapes that stand for each other, those that went, and those that came."""

    pairs: tuple[tuple[Shape, Shape], ...]
    gone: tuple[Shape, ...]
    come: tuple[Shape, ...]


def match(pair: Pair) -> Matched | None:
    """Equal shapes first, then those of one type in their order.

    ``None`` if nobody can say which became which: different numbers of one type are left over, or
    whole numbers stand beside all numbers.
    """
    old, new = list(pair.old.shapes), list(pair.new.shapes)
    unlimited = [shape for side in (old, new) for shape in side if shape.type == "any"]
    if unlimited:
        both = tuple(unlimited) if len(unlimited) == 2 else ()
        return Matched((), (), ()) if both else Matched((), tuple(old), tuple(new))
    pairs = _take(old, new, lambda a, b: _same(a, b, pair.direction))
    for side in (pair.old, pair.new):
        if {"integer", "number"} <= {shape.type for shape in side.shapes} and (old or new):
            return None
    for kind in dict.fromkeys(shape.type for shape in old):
        before, after = _count(old, kind), _count(new, kind)
        if before != after and (after or _count(pair.new.shapes, kind)):
            return None
        pairs += _take(old, new, _both(kind))
    numbers = {"integer", "number"}
    if {shape.type for shape in (*old, *new)} >= numbers:
        pairs += _take(old, new, lambda a, b: {a.type, b.type} == numbers)
    if any(_count(pair.old.shapes, shape.type) for shape in new):
        return None
    return Matched(tuple(pairs), tuple(old), tuple(new))


def _both(kind: str) -> Callable[[Shape, Shape], bool]:
    return lambda old, new: old.type == new.type == kind


def _take(
    old: list[Shape], new: list[Shape], alike: Callable[[Shape, Shape], bool]
) -> list[tuple[Shape, Shape]]:
    """Pairs of shapes that are alike, taken out of both lists."""
    pairs: list[tuple[Shape, Shape]] = []
    for shape in tuple(old):
        found = next((each for each in new if alike(shape, each)), None)
        if found is not None:
            old.remove(shape)
            new.remove(found)
            pairs.append((shape, found))
    return pairs


def _same(old: Shape, new: Shape, direction: Direction) -> bool:
    return _canonical(old, direction) == _canonical(new, direction)


def _canonical(shape: Shape, direction: Direction) -> str:
    return json.dumps(accepting(Part(shape.source, (shape,)), direction), sort_keys=True)


def _count(shapes: Sequence[Shape], kind: str) -> int:
    return sum(shape.type == kind for shape in shapes)


def type_changes(pair: Pair, matched: Matched) -> Iterator[Difference]:
    """What went and what came, in words."""
    gone, come = [shape.type for shape in matched.gone], [shape.type for shape in matched.come]
    for old, new in matched.pairs:  # whole numbers and all numbers stand for each other
        if old.type != new.type:
            gone, come = _with_number(gone, come, new.type)
    if "any" in gone or "any" in come:
        gone, come = (gone, []) if "any" in gone else ([], come)
    request = pair.direction == "request"
    moved = f"{_listed(pair.old)} -> {_listed(pair.new)}"
    if gone and come and not matched.pairs:
        yield _found(pair, "type-changed", f"{moved}: {_verb(request)} {_listed(pair.new)}")
        return
    if gone:
        advice = f"send {_listed(pair.new)}" if request else "nothing to do"
        yield _found(pair, "type-narrowed", f"{moved}: {advice}")
    if come:
        advice = "more may be sent than before" if request else f"expect {_listed(pair.new)}"
        yield _found(pair, "type-widened", f"{moved}: {advice}")


def _with_number(gone: list[str], come: list[str], new: str) -> tuple[list[str], list[str]]:
    return (gone, [*come, "number"]) if new == "number" else ([*gone, "number"], come)


def _found(pair: Pair, kind: Kind, words: str) -> Difference:
    return pair.found(kind, words, "type", "enum", "const")


def _verb(request: bool) -> str:
    return "send" if request else "expect"


def _listed(part: Part) -> str:
    names = list(dict.fromkeys(_WORDS[shape.type] for shape in part.shapes))
    return " or ".join(names) or "nothing"
