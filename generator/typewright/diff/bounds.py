"""Limits that moved, end by end: bounds, lengths, multiples, lists without repetition."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from typewright.diff.differences import Difference, Pair
from typewright.diff.intervals import (
    AXES,
    ENDS,
    Axis,
    End,
    decimal,
    interval,
    outermost,
    rank,
    step,
)
from typewright.diff.parts import Shape
from typewright.diff.taxonomy import Kind

_UNITS: Final[Mapping[Axis, str]] = {
    "value": "",
    "length": " characters",
    "items": " items",
    "properties": " members",
}


def compare_bounds(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    """Every limit that moved, of two shapes of one type (integer and number are one here)."""
    axis = AXES.get(new.type)
    if axis is None:
        return
    before, after = interval(old, axis), interval(new, axis)
    yield from _moved(pair, old, new, axis, before.low, after.low, low=True)
    yield from _moved(pair, old, new, axis, before.high, after.high, low=False)
    if axis == "value":
        yield from _steps(pair, old, new)
    if axis == "items":
        yield from _uniqueness(pair, old, new)


def _moved(
    pair: Pair, old: Shape, new: Shape, axis: Axis, before: End, after: End, *, low: bool
) -> Iterator[Difference]:
    if (before.value, before.open) == (after.value, after.open):
        return
    if before.value is None or after.value is None:
        tighter = before.value is None
    else:
        tighter = rank(after, low=low) > rank(before, low=low)
    if _implied(*((after, old) if tighter else (before, new)), axis, low=low):
        return
    word = before.keyword if after.value is None else after.keyword
    moved = _moves(before, after)
    advice = _advice(after, _UNITS[axis], low=low, tighter=tighter, direction=pair.direction)
    kind: Kind = "bound-tightened" if tighter else "bound-loosened"
    found = pair.between(old, new, kind, f"{moved}: {advice}", word, *ENDS[axis][0 if low else 1])
    yield _placed(found, old, new, before, after)


def _moves(before: End, after: End) -> str:
    """From where to where, with both keywords where they differ."""
    both = before.value is not None and after.value is not None
    if both and before.keyword != after.keyword:
        return f"`{before.keyword}` {before.shown()} -> `{after.keyword}` {after.shown()}"
    word = before.keyword if after.value is None else after.keyword
    return f"`{word}` {before.shown()} -> {after.shown()}"


def _implied(limit: End, shape: Shape, axis: Axis, *, low: bool) -> bool:
    """Whether no value of ``shape`` is beyond ``limit`` anyway."""
    within = outermost(shape, axis)
    end = within.low if low else within.high
    return (
        end.value is not None
        and limit.value is not None
        and rank(end, low=low) >= rank(limit, low=low)
    )


def _placed(found: Difference, old: Shape, new: Shape, before: End, after: End) -> Difference:
    """``found`` at the keyword that each side uses."""
    places = old.source.place(before.keyword), new.source.place(after.keyword)
    return replace(found, old=places[0], new=places[1])


def _advice(after: End, unit: str, *, low: bool, tighter: bool, direction: str) -> str:
    limit = "" if after.value is None else f"{decimal(after.value)}{unit}"
    edge = (
        ("more than" if low else "less than") if after.open else ("at least" if low else "at most")
    )
    if direction == "request":
        return f"send {edge} {limit}" if tighter else "more may be sent than before"
    return "nothing to do" if tighter else (f"expect {edge} {limit}" if limit else "expect any")


def _steps(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    before, after = step(old), step(new)
    if old.type != new.type and (before or after):  # whole numbers are multiples of 1
        before = before or (Fraction(1) if old.type == "integer" else None)
        after = after or (Fraction(1) if new.type == "integer" else None)
    if before == after:
        return
    moved = f"`multipleOf` {_shown_step(before)} -> {_shown_step(after)}"
    if not (after is None or (before is not None and before % after == 0)):
        advice = f"send multiples of {_shown_step(after)}"
        if pair.direction == "response":
            advice = "nothing to do"
        yield pair.between(old, new, "bound-tightened", f"{moved}: {advice}", "multipleOf")
    if not (before is None or (after is not None and after % before == 0)):
        advice = "more may be sent than before"
        if pair.direction == "response":
            advice = "expect numbers in between"
        yield pair.between(old, new, "bound-loosened", f"{moved}: {advice}", "multipleOf")


def _shown_step(step: Fraction | None) -> str:
    return "none" if step is None else decimal(step)


def _uniqueness(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    before, after = old.word("uniqueItems") is True, new.word("uniqueItems") is True
    if after and not before:
        words = "no item may stand twice in the list now"
        yield pair.between(old, new, "bound-tightened", words, "uniqueItems")
    elif before and not after:
        words = "an item may stand twice in the list now"
        yield pair.between(old, new, "bound-loosened", words, "uniqueItems")
