"""Where the files of a record are: every place that holds one, with its rules."""

from collections.abc import Iterator

from typewright.ir import naming
from typewright.ir.model import (
    Array,
    Field,
    Media,
    MediaField,
    Name,
    Nullable,
    Record,
    Rule,
    Type,
    Union,
)


def media_fields(record: Record) -> tuple[MediaField, ...]:
    """Every place of ``record`` that holds files, with its rules, in the order of the schema."""
    return tuple(dict.fromkeys(_fields(record, (), ())))


def _fields(record: Record, path: tuple[str, ...], names: tuple[Name, ...]) -> Iterator[MediaField]:
    for field in record.fields:
        wires, constant = (*path, field.wire), (*names, field.name)
        yield from _in_type(field.type, field, wires, constant)


def _in_type(
    kind: Type, field: Field, path: tuple[str, ...], names: tuple[Name, ...]
) -> Iterator[MediaField]:
    match kind:
        case Media():
            rules: tuple[Rule, ...] = field.rules
            yield MediaField(naming.constant_name(names), path, kind.kind, rules)
        case Array(items=inner) | Nullable(inner=inner):
            yield from _in_type(inner, field, path, names)
        case Union(members=members):
            for member in members:
                yield from _in_type(member, field, path, names)
        case Record():
            yield from _fields(kind, path, names)
        case _:
            return
