"""Enums, constants, whole numbers in a range: the values themselves, however they are put."""

import json
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from typewright.catalogue.model import Json
from typewright.diff.accepting import SENDABLE
from typewright.diff.differences import Difference, Pair, said
from typewright.diff.intervals import exact, interval, step, whole_numbers
from typewright.diff.parts import Shape

_ALIKE: Final = 0.6  # of difflib: "2048x2048 (1:1)" and "2048x2048 (square)" have 0.73
_COMPARED: Final = 2_500  # pairs of labels; a list with more of them is another list
_LONGEST: Final = 100
_DIGITS: Final = re.compile(r"\d+")


def key(value: Json) -> str:
    """``value`` so that equal values are equal and 1, 1.0 and true are three."""
    return json.dumps(value, sort_keys=True)


def finite(shape: Shape) -> dict[str, Json] | None:
    """Every value of ``shape`` by its key, if they can be listed."""
    if shape.values is not None:
        return {key(value): value for value in shape.values}
    if shape.type == "boolean":
        return {key(value): value for value in (False, True)}
    if shape.type == "integer" and (numbers := whole_numbers(shape)) is not None:
        return {key(value): value for value in numbers}
    return None


def compare_values(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    """Differences of two shapes of one type, of which one at least lists its values."""
    before, after = finite(old), finite(new)
    if old.values is not None and new.values is not None:
        yield from _lists(pair, old, new)
    elif before is not None and after is not None and before.keys() == after.keys():
        words = "the same values, listed on one side alone"
        yield pair.between(old, new, "enum-as-range", f"{words}; nothing to do", *_words(old))
    elif old.values is None:
        yield from _became_list(pair, old, new)
    else:
        yield from _became_open(pair, old, new)


def _words(shape: Shape) -> tuple[str, ...]:
    if shape.values is None:
        return ("minimum",)
    return ("const", "enum") if "const" in shape.source.words else ("enum", "const")


def _lists(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    before, after = finite(old) or {}, finite(new) or {}
    lost = [value for name, value in before.items() if name not in after]
    gained = [value for name, value in after.items() if name not in before]
    for label, relabelled in _relabelled(lost, gained):
        words = f"{said([label])} is spelt {said([relabelled])} now: send and expect the new text"
        yield pair.between(old, new, "enum-label-changed", words, *_words(new), "enum")
        lost.remove(label)
        gained.remove(relabelled)
    if lost:
        left = f"the values are {said(after.values())}"
        words = f"{said(lost)} may no longer be sent; {left}"
        if pair.direction == "response":
            words = f"{said(lost)} will no longer be returned"
        yield pair.between(old, new, "enum-value-removed", words, *_words(new), "enum")
    if gained:
        words = f"{said(gained)} may be sent now"
        if pair.direction == "response":
            words = f"{said(gained)} may be returned: code that tells values apart must expect it"
        yield pair.between(old, new, "enum-value-added", words, *_words(new))
    if before.keys() == after.keys() and list(before) != list(after):
        words = "the same values in another order; nothing to do"
        yield pair.between(old, new, "enum-reordered", words, "enum")


def _relabelled(lost: Sequence[Json], gained: Sequence[Json]) -> list[tuple[str, str]]:
    """Texts that went and texts that came for them: the same numbers, much the same letters."""
    found: list[tuple[str, str]] = []
    labels, free = (_labels(values) for values in (lost, gained))
    if len(labels) * len(free) > _COMPARED:
        return found
    for label in labels:
        alike = [(_likeness(label, each), each) for each in free]
        likeness, best = max(alike, default=(0.0, ""))
        if likeness >= _ALIKE:
            found.append((label, best))
            free.remove(best)
    return found


def _labels(values: Sequence[Json]) -> list[str]:
    """The texts that may be labels: short ones."""
    return [each for each in values if isinstance(each, str) and len(each) <= _LONGEST]


def _likeness(one: str, other: str) -> float:
    """1 for texts that differ in case and marks alone; 0 if their first numbers differ."""
    left, right = _DIGITS.findall(one), _DIGITS.findall(other)
    if any(a != b for a, b in zip(left, right, strict=False)) or bool(left) != bool(right):
        return 0.0
    folded = ["".join(filter(str.isalnum, text.casefold())) for text in (one, other)]
    if folded[0] and folded[0] == folded[1]:
        return 1.0
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def _became_list(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    before, after = finite(old), finite(new) or {}
    listed = said(after.values())
    if before is None or before.keys() - after.keys() or pair.direction == "response":
        words = f"only {listed} may be sent now"
        if pair.direction == "response":
            words = f"{listed} will be returned; nothing to do"
        yield pair.between(old, new, "became-enum", words, *_words(new), "enum")
    if before is not None and pair.direction == "request":
        gained = [value for name, value in after.items() if name not in before]
        if gained:
            words = f"{said(gained)} may be sent now"
            yield pair.between(old, new, "enum-value-added", words, *_words(new))


def _became_open(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    within = finite(new) if pair.direction == "request" else None
    lost = [value for value in old.values or () if not fits(value, new)]
    if lost and pair.direction == "request":
        words = f"{said(lost)} may no longer be sent"
        yield pair.between(old, new, "enum-value-removed", words, *_words(old), *_BOUNDS)
    if within is None or within.keys() - (finite(old) or {}).keys():
        words = "any value within the limits may be sent now, not those of a list alone"
        if pair.direction == "response":
            words = "any value may be returned: code that tells values apart must expect it"
        yield pair.between(old, new, "no-longer-enum", words, *_words(old))


_BOUNDS: Final = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "pattern", "type"),
)


def fits(value: Json, shape: Shape) -> bool:
    """Whether a value of an enum keeps the limits of ``shape``, which lists none."""
    words = shape.source.words
    if isinstance(value, str):
        pattern, lengths = words.get("pattern"), interval(shape, "length")
        if shape.media is not None:
            return re.search(SENDABLE, value) is not None
        return lengths.holds(len(value)) and (
            not isinstance(pattern, str) or re.search(pattern, value) is not None
        )
    if isinstance(value, int | float) and not isinstance(value, bool):
        unit = step(shape)
        even = unit is None or exact(value) % unit == 0
        return even and interval(shape, "value").holds(value)
    return True
