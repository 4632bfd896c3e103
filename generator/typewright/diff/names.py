"""Python names of one endpoint on both sides: what people import, and what they pass."""

from collections.abc import Iterator
from dataclasses import dataclass

from typewright.diff.differences import EXTRA, ITEMS, Difference, Step
from typewright.ir.model import (
    Array,
    Choice,
    Endpoint,
    Map,
    Name,
    Nullable,
    Record,
    Type,
    Union,
)

_Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A name, what it names, and the pointer of the property that it comes from."""

    name: Name
    noun: str
    pointer: str


def compare_names(old: Endpoint, new: Endpoint) -> Iterator[tuple[str, Difference]]:
    """Names that are others now, each with the document ("input" or "output") that has them.

    A name that went with its property is not told here: the property is.
    """
    before, after = _namespace(old), _namespace(new)
    if before != after:
        words = f"`client.{before}` is called `client.{after}` now: rename it in your code"
        yield "input", Difference("python-name-changed", (), words, "", "")
    yield from (("input", each) for each in _record_names(old.input, new.input))
    yield from (("output", each) for each in _record_names(old.output, new.output))


def _namespace(endpoint: Endpoint) -> str:
    return ".".join(endpoint.namespace)


def _record_names(old: Record, new: Record) -> Iterator[Difference]:
    before, after = dict(_names(old, ())), dict(_names(new, ()))
    left = {named.name for named in after.values()}
    parts = {steps for steps, _ in _parts(new, ())}
    for (steps, noun), named in before.items():
        other = after.get((steps, noun))
        if other is not None and other.name != named.name:
            words = f"the {noun} `{named.name}` is called `{other.name}` now: rename it"
        elif other is None and steps in parts and named.name not in left:
            words = f"the {noun} `{named.name}` is gone from the module: use the plain type"
        else:
            continue
        pointer = "" if other is None else other.pointer
        yield Difference(
            "python-name-changed", steps, words, named.pointer, pointer or named.pointer
        )


def _names(record: Record, steps: _Steps) -> Iterator[tuple[tuple[_Steps, str], Named]]:
    """Every name of ``record`` and below, by its steps and what it names."""
    for at, (kind, pointer) in _parts(record, steps):
        match kind:
            case Record():
                yield (at, "class"), Named(kind.name, "class", pointer)
                for field in kind.fields:
                    inner = (*at, ("properties", field.wire))
                    yield (inner, "parameter"), Named(field.name, "parameter", field.pointer)
            case Choice():
                yield (at, "type alias"), Named(kind.name, "type alias", pointer)
            case _:
                continue


def _parts(
    kind: Type, steps: _Steps, pointer: str = ""
) -> Iterator[tuple[_Steps, tuple[Type, str]]]:
    """``kind`` and every type in it, each with its steps and the pointer of its property."""
    yield steps, (kind, pointer)
    match kind:
        case Record():
            for field in kind.fields:
                yield from _parts(field.type, (*steps, ("properties", field.wire)), field.pointer)
        case Array(items=inner):
            yield from _parts(inner, (*steps, ITEMS), pointer)
        case Map(values=inner):
            yield from _parts(inner, (*steps, EXTRA), pointer)
        case Nullable(inner=inner):
            yield from _parts(inner, steps, pointer)
        case Union(members=members):
            for member in members:
                yield from _parts(member, steps, pointer)
        case _:
            return
