"""Values that a part allows, the plainest first, and those at the edges of its limits."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, islice
from typing import Final

from typewright.catalogue.model import Json
from typewright.diff.differences import EXTRA, ITEMS, Step
from typewright.diff.intervals import AXES, interval
from typewright.diff.parts import Part, Shape
from typewright.diff.spelling import spelled

FILE_URL: Final = "https://files.example.com/file"
_LONGEST: Final = 100_000  # characters of a text, members of a list: more is nothing to show
_PLAIN: Final = 40  # characters of a default that is plainer than a word of ours
_WORDS: Final = (
    "text",
    "",
    "a",
    "A",
    "0",
    "-1",
    "1.5",
    " ",
    "é",
    "a b",
    "a-b",
    "a_b",
    "https://a.example",
)


def sample(part: Part) -> Json:
    """The plainest value of ``part``; ``None`` also where nothing fits."""
    return next(samples(part), None)


def samples(part: Part, other: Part | None = None) -> Iterator[Json]:
    """Values of ``part``, the plainest first: not all, and not each certain to fit.

    The limits of ``other``, where there is one, give values at their edges, too.
    """
    words = part.source.words
    examples = words.get("examples")
    given = [words["default"]] if "default" in words else []
    given += examples if isinstance(examples, list) else []
    plain = [value for value in given if len(str(value)) <= _PLAIN]
    yield from plain
    for shape in part.shapes:
        yield from _of_shape(shape, () if other is None else other.shapes)
    yield from (value for value in given if value not in plain)


def _of_shape(shape: Shape, others: Sequence[Shape]) -> Iterator[Json]:
    if shape.values is not None:
        yield from shape.values
        return
    match shape.type:
        case "string":
            yield from _texts(shape, others)
        case "integer" | "number":
            yield from _numbers(shape, others)
        case "boolean":
            yield from (False, True)
        case "null":
            yield None
        case "array":
            yield from _lists(shape, others)
        case "object":
            yield from _objects(shape, others)
        case _:
            yield from ("text", 1, 1.5, True, None, [], {})


def _sizes(shape: Shape, others: Sequence[Shape]) -> list[int]:
    """Lengths that ``shape`` allows, at its edges and just beyond those of ``others``."""
    axis = AXES[shape.type]
    own = interval(shape, axis)
    wanted = [int(own.low.value or 0), 1, 2]
    for other in others:
        if other.type == shape.type and other.values is None:
            ends = interval(other, axis)
            edges = [int(end.value) for end in (ends.low, ends.high) if end.value is not None]
            wanted += [edge + step for edge in edges for step in (-1, 1)]
    wanted.append(int(own.high.value or 0))
    return [size for size in dict.fromkeys(wanted) if 0 <= size <= _LONGEST and own.holds(size)]


def _texts(shape: Shape, others: Sequence[Shape]) -> Iterator[Json]:
    if shape.media is not None:
        yield FILE_URL
        return
    pattern = shape.word("pattern")
    fits = re.compile(pattern).search if isinstance(pattern, str) else bool
    limits = interval(shape, "length")
    values = chain.from_iterable(shape_.values or () for shape_ in others)
    patterns = (each.word("pattern") for each in (shape, *others))
    written = (text for each in patterns if isinstance(each, str) for text in spelled(each))
    known = [*_WORDS, *written, *(value for value in values if isinstance(value, str))]
    sizes = _sizes(shape, others)
    sized = (
        (text * size)[:size] for text in dict.fromkeys(("a", *known)) if text for size in sizes
    )
    for text in chain(known, sized):
        if limits.holds(len(text)) and (not isinstance(pattern, str) or fits(text)):
            yield text


def _numbers(shape: Shape, others: Sequence[Shape]) -> Iterator[Json]:
    limits = interval(shape, "value")
    step = shape.word("multipleOf")
    unit = Fraction(str(step)) if isinstance(step, int | float) else Fraction(1)
    bounds = [limits.low.value, limits.high.value, Fraction(0)]
    for other in others:
        if AXES.get(other.type) == "value":
            ends = interval(other, "value")
            bounds += [ends.low.value, ends.high.value]
            bounds += [Fraction(str(v)) for v in other.values or () if isinstance(v, int | float)]
    near = [bound for bound in bounds if bound is not None]
    inside = [(a + b) / 2 for a in near for b in near if a < b]
    for bound in (*near, *inside):
        for move in (0, unit, -unit, unit / 2, -unit / 2, 7 * unit):
            value = (bound + move) // unit * unit if step else bound + move
            number = int(value) if value.denominator == 1 else float(value)
            if (shape.type == "number" or isinstance(number, int)) and limits.holds(number):
                yield number


def _lists(shape: Shape, others: Sequence[Shape]) -> Iterator[Json]:
    if shape.items is None:
        return
    for size in _sizes(shape, others):
        members = list(islice(_distinct(samples(shape.items)), min(size, 50))) or [None]
        yield [members[index % len(members)] for index in range(size)]
        if size > 1 and shape.word("uniqueItems") is not True:
            yield [members[0]] * size


def _distinct(values: Iterator[Json]) -> Iterator[Json]:
    seen: set[str] = set()
    for value in values:
        if repr(value) not in seen:
            seen.add(repr(value))
            yield value


def _objects(shape: Shape, others: Sequence[Shape]) -> Iterator[Json]:
    least: dict[str, Json] = {
        name: sample(part) for name, part in shape.properties.items() if name in shape.required
    }
    yield least
    optional = {name: part for name, part in shape.properties.items() if name not in shape.required}
    for name, part in optional.items():
        yield {**least, name: sample(part)}
    if shape.extra is not None:
        filler = sample(shape.extra)
        yield {**least, "extra": filler}
        for size in _sizes(shape, others):
            more = max(0, size - len(least))
            yield {**least, **{f"extra{number}": filler for number in range(more)}}


def with_inside(part: Part, steps: Sequence[Step], value: Json) -> Json:
    """A plain value of ``part`` that holds ``value`` at ``steps``. Raises ``LookupError``."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if step == ITEMS:
        shape = _holding(part, "array")
        assert shape.items is not None, "arrays have items"
        inner = with_inside(shape.items, rest, value)
        least = int(interval(shape, "items").low.value or 1)
        others = [each for each in islice(_distinct(samples(shape.items)), least) if each != inner]
        filler = others or [inner]
        return [inner, *(filler[index % len(filler)] for index in range(least - 1))]
    shape = _holding(part, "object", "" if step == EXTRA else step[1])
    least_members = next(_objects(shape, ()))
    members = least_members if isinstance(least_members, dict) else {}
    inside = shape.extra if step == EXTRA else shape.properties[step[1]]
    if inside is None:
        raise LookupError("there are no members beside the named ones")
    name = "extra" if step == EXTRA else step[1]
    return {**members, name: with_inside(inside, rest, value)}


def _holding(part: Part, type: str, name: str = "") -> Shape:
    for shape in part.shapes:
        if shape.type == type and (not name or name in shape.properties):
            return shape
    raise LookupError(f"nothing of type {type} here")
