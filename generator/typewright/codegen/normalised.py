"""The schemas that datamodel-code-generator is fed: made from the IR, never from a vendor's file.

It sees identifiers and numbers only. Enums, patterns, defaults and media reach the module as names
(``customTypePath``) that the template defines, so no string of a schema passes through it.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from typewright.ir.model import (
    Anything,
    Array,
    Boolean,
    Choice,
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
class Normalised:
    """The schema of a record, and what its neutral names stand for.

    ``records`` maps the class that datamodel-code-generator will print to the record it is for,
    inner records before those that hold them; its properties are ``field_0``, ``field_1`` and so
    on, in the order of the record. ``names`` maps ``NAMED_0`` and so on to the names of the module
    that stand for a type.
    """

    schema: Schema
    records: Mapping[str, Record]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Normaliser:
    """Makes the schema of a record, in neutral names that no naming rule of a library changes.

    ``named`` gives the name that stands for a type. With ``for_models`` every property is
    required, which makes datamodel-code-generator print the bare type, and inner types with limits
    become parts (see :data:`PARTS`).
    """

    named: Naming
    for_models: bool
    neutral: dict[Name, str] = field(default_factory=dict[Name, str])
    names: dict[str, str] = field(default_factory=dict[str, str])
    parts: dict[Type, str] = field(default_factory=dict[Type, str])

    def normalised(self, record: Record) -> Normalised:
        """The schema of ``record``; the root is the class :data:`ROOT`."""
        every = {each.name: each for each in records(record)}
        inner = [name for name in every if name != record.name]
        self.neutral.update({name: f"Record{number}" for number, name in enumerate(inner, 1)})
        definitions = {self.neutral[name]: self._object(every[name]) for name in inner}
        root = self._object(record)
        if self.parts:
            definitions[PARTS] = self._parts_object()
        by_class = {self.neutral[name]: every[name] for name in inner}
        names = {neutral: name for name, neutral in self.names.items()}
        return Normalised({**root, "$defs": definitions}, {**by_class, ROOT: record}, names)

    def _object(self, record: Record) -> Schema:
        names = [f"field_{number}" for number in range(len(record.fields))]
        pairs = list(zip(names, record.fields, strict=True))
        return {
            "type": "object",
            "properties": {name: self._schema(each.type) for name, each in pairs},
            "required": [name for name, each in pairs if self.for_models or each.required],
        }

    def _parts_object(self) -> Schema:
        """Each part as a property of its own; making one may add others that lie inside it."""
        properties: Schema = {}
        while len(properties) < len(self.parts):
            for kind, name in list(self.parts.items()):
                properties[name] = self._schema(kind)
        return {"type": "object", "properties": properties, "required": list(properties)}

    def _inner(self, kind: Type) -> Schema:
        if not self.for_models or not _limited(kind) or self.named(kind) is not None:
            return self._schema(kind)
        name = self.parts.setdefault(kind, f"inner_type_{len(self.parts)}")
        return _reference(name.upper())

    def _schema(self, kind: Type) -> Schema:
        name = self.named(kind)
        if name is not None:
            return _reference(self.names.setdefault(name, f"NAMED_{len(self.names)}"))
        match kind:
            case Record():
                return {"$ref": f"#/$defs/{self.neutral[kind.name]}"}
            case Array():
                bounds = {"minItems": kind.min_items, "maxItems": kind.max_items}
                return {"type": "array", "items": self._inner(kind.items), **_given(bounds)}
            case Map():
                return {"type": "object", "additionalProperties": self._inner(kind.values)}
            case Union():
                return {"anyOf": [self._inner(member) for member in kind.members]}
            case Nullable():
                return {"anyOf": [self._inner(kind.inner), {"type": "null"}]}
            case _:
                return _scalar(kind)


PARTS = "InnerTypes"
"""The class whose properties are inner types with limits, as in a list of bounded integers.

datamodel-code-generator would print a RootModel for each; as properties they come out as
annotations, which are then put where their names stand (``INNER_TYPE_0``).
"""

ROOT = "Record0"
"""The class of the record itself."""


def _reference(name: str) -> Schema:
    return {"customTypePath": f"names.{name}"}


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
