"""The schemas that datamodel-code-generator is fed: made from the IR, never from a vendor's file.

It sees identifiers and numbers only. Enums, patterns, media and records reach the module as names
(``customTypePath``) that the template defines, so no string of a schema passes through it. A field
is asked for by its shape alone: a thousand endpoints have a few hundred, and without their limits
(:mod:`typewright.codegen.placeholders`) a few dozen.
"""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from typewright.ir.model import (
    Anything,
    Array,
    Boolean,
    Choice,
    Field,
    Map,
    Media,
    Name,
    Nullable,
    Number,
    Record,
    Text,
    Type,
    Union,
)

Schema = dict[str, Any]
Naming = Callable[[Type], str | None]
"""The name that stands for a type in the module, or ``None`` to spell the type out."""


def records(record: Record) -> Iterator[Record]:
    """``record`` and every record inside it, inner ones first."""
    for each in record.fields:
        yield from _records_in(each.type)
    yield record


def _records_in(kind: Type) -> Iterator[Record]:
    match kind:
        case Record():
            yield from records(kind)
        case Array(items=inner) | Nullable(inner=inner) | Map(values=inner):
            yield from _records_in(inner)
        case Union(members=members):
            for member in members:
                yield from _records_in(member)
        case _:
            return


def without_limits(record: Record) -> Record:
    """``record`` with bare types: what a response holds is the vendor's own affair."""
    fields = (replace(each, type=_bare(each.type)) for each in record.fields)
    return replace(record, fields=tuple(fields))


def _bare(kind: Type) -> Type:
    match kind:
        case Text():
            return Text()
        case Number():
            return Number(kind.integer)
        case Array():
            return Array(_bare(kind.items))
        case Map():
            return Map(_bare(kind.values))
        case Nullable():
            return Nullable(_bare(kind.inner))
        case Union():
            return Union(tuple(_bare(member) for member in kind.members))
        case Media():
            return Text()
        case Record():
            return without_limits(kind)
        case _:
            return kind


@dataclass(frozen=True, slots=True)
class Shape:
    """A type in neutral words and numbers, as JSON: equal for every field of this kind.

    In a TypedDict a key that is not ``required`` is printed with ``NotRequired``.
    """

    schema: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Shaped:
    """A shape, and what its neutral names ``NAMED_0``, ``NAMED_1`` and so on stand for.

    Each stands for a name of the module, or for an inner type with limits: such a type is asked
    for by itself, since datamodel-code-generator would print a RootModel for it.
    """

    shape: Shape
    stands_for: "tuple[str | Shaped, ...]"

    def shapes(self) -> Iterator[Shape]:
        """This shape and those inside it."""
        yield self.shape
        for each in self.stands_for:
            if isinstance(each, Shaped):
                yield from each.shapes()


@dataclass(frozen=True, slots=True)
class Shaper:
    """Makes shapes. ``named`` gives the name that stands for a type, ``rename`` that of a record.

    With ``for_models`` every field is required, which makes datamodel-code-generator print the
    bare type.
    """

    named: Naming
    rename: Callable[[Name], str]
    for_models: bool

    def of_field(self, each: Field) -> Shaped:
        """The shape of a field of a class."""
        return self._shaped(each.type, self.for_models or each.required)

    def _shaped(self, kind: Type, required: bool) -> Shaped:
        stands_for: dict[str | Shaped, int] = {}
        schema = self._schema(kind, stands_for)
        return Shaped(Shape(json.dumps(schema), required), tuple(stands_for))

    def _schema(self, kind: Type, stands_for: dict[str | Shaped, int]) -> Schema:
        name = self.rename(kind.name) if isinstance(kind, Record) else self.named(kind)
        if name is not None:
            return _neutral(name, stands_for)
        match kind:
            case Array():
                bounds = {"minItems": kind.min_items, "maxItems": kind.max_items}
                items = self._inner(kind.items, stands_for)
                return {"type": "array", "items": items, **_given(bounds)}
            case Map():
                values = self._inner(kind.values, stands_for)
                return {"type": "object", "additionalProperties": values}
            case Union():
                return {"anyOf": [self._inner(member, stands_for) for member in kind.members]}
            case Nullable():
                return {"anyOf": [self._inner(kind.inner, stands_for), {"type": "null"}]}
            case Record():  # named above, as every record is
                raise AssertionError(kind.name)
            case _:
                return _scalar(kind)

    def _inner(self, kind: Type, stands_for: dict[str | Shaped, int]) -> Schema:
        if self.for_models and _limited(kind) and self.named(kind) is None:
            return _neutral(self._shaped(kind, required=True), stands_for)
        return self._schema(kind, stands_for)


def _neutral(meaning: str | Shaped, stands_for: dict[str | Shaped, int]) -> Schema:
    number = stands_for.setdefault(meaning, len(stands_for))
    return {"customTypePath": f"names.{NAMED}{number}"}


NAMED: Final = "NAMED_"
"""Begins the neutral names."""


def _limited(kind: Type) -> bool:
    match kind:
        case Text():
            return kind.min_length is not None or kind.max_length is not None
        case Number():
            return bool(_bounds(kind))
        case Array():
            limits = kind.min_items is not None or kind.max_items is not None
            return limits or _limited(kind.items)
        case _:
            return False


def _scalar(kind: Text | Number | Boolean | Choice | Media | Anything) -> Schema:
    match kind:
        case Text():
            return {
                "type": "string",
                **_given({"minLength": kind.min_length, "maxLength": kind.max_length}),
            }
        case Number():
            return {"type": "integer" if kind.integer else "number", **_bounds(kind)}
        case Boolean():
            return {"type": "boolean"}
        case Choice() | Media() | Anything():
            return {}


def _bounds(kind: Number) -> Schema:
    lower, upper = kind.minimum, kind.maximum
    if kind.integer:  # a fractional bound on an integer means the next integer inside
        lower = None if lower is None else math.ceil(lower)
        upper = None if upper is None else math.floor(upper)
    return _given(
        {
            "minimum": lower,
            "maximum": upper,
            "exclusiveMinimum": kind.exclusive_minimum,
            "exclusiveMaximum": kind.exclusive_maximum,
            "multipleOf": kind.multiple_of,
        }
    )


def _given(values: Schema) -> Schema:
    return {key: value for key, value in values.items() if value is not None}
