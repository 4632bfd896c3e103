"""Which JSON types a schema allows, and which shape of one side stands for which of the other."""

import json
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from typewright.diff.accepting import Direction, accepting
from typewright.diff.differences import Difference, Pair
from typewright.diff.parts import Part, Shape
from typewright.diff.taxonomy import Kind
from typewright.diff.values import finite

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
    possible = _possible(pair.old), _possible(pair.new)
    old, new = list(possible[0]), list(possible[1])
    unlimited = [any(shape.type == "any" for shape in side) for side in (old, new)]
    if any(unlimited):
        return Matched((), (), ()) if all(unlimited) else Matched((), tuple(old), tuple(new))
    if max(len(old), len(new)) == 1 and [each.type for each in old] == [each.type for each in new]:
        return Matched(tuple(zip(old, new, strict=True)), (), ())
    pairs = _take(old, new, lambda shape: _canonical(shape, pair.direction))
    if (old or new) and any(_has_two_numbers(side) for side in (pair.old, pair.new)):
        return None
    for kind in dict.fromkeys(shape.type for shape in old):
        if _count(old, kind) != _count(new, kind) and _count(possible[1], kind):
            return None
    pairs += _take(old, new, lambda shape: shape.type)
    numbers = {"integer": "number"}
    pairs += _take(old, new, lambda shape: numbers.get(shape.type, shape.type))
    if any(_count(possible[0], shape.type) for shape in new):
        return None
    return Matched(tuple(pairs), tuple(old), tuple(new))


def _possible(part: Part) -> list[Shape]:
    """The shapes of ``part`` but for numbers whose limits leave none."""
    return [shape for shape in part.shapes if finite(shape) != {}]


def _has_two_numbers(part: Part) -> bool:
    return {"integer", "number"} <= {shape.type for shape in part.shapes}


def _take(
    old: list[Shape], new: list[Shape], sign: Callable[[Shape], str]
) -> list[tuple[Shape, Shape]]:
    """Pairs of shapes with the same sign, in their order, taken out of both lists."""
    waiting: dict[str, deque[Shape]] = defaultdict(deque)
    for shape in new:
        waiting[sign(shape)].append(shape)
    kept: list[Shape] = []
    pairs: list[tuple[Shape, Shape]] = []
    for shape in old:
        others = waiting[sign(shape)]
        if others:
            pairs.append((shape, others.popleft()))
        else:
            kept.append(shape)
    taken = {id(shape) for _, shape in pairs}
    old[:] = kept
    new[:] = [shape for shape in new if id(shape) not in taken]
    return pairs


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
    names = list(dict.fromkeys(_WORDS[shape.type] for shape in _possible(part)))
    return " or ".join(names) or "nothing"
