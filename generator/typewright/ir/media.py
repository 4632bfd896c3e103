"""Where the files of a record are: every place that holds one, with its rules."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import TypeAlias

from typewright.ir import naming
from typewright.ir.media_kind import MediaKind
from typewright.ir.model import (
    Array,
    Map,
    Media,
    MediaField,
    Name,
    Nullable,
    Record,
    Rule,
    Type,
    Union,
)

Path: TypeAlias = tuple[str | None, ...]
"""Wire names from the root of an input to a file; ``None`` is every key of a map."""


def media_fields(record: Record, taken: Collection[str]) -> tuple[MediaField, ...]:
    """Every place of ``record`` that holds files, with its rules, in the order of the schema.

    Their constants are none of ``taken``, the other names of the module. Where alternatives
    differ, a file is held to the rules that all of them have: which one is meant is not known.
    """
    found: dict[Path, list[Media]] = {}
    names: dict[Path, tuple[Name, ...]] = {}
    for path, of_path, media in _files(record, (), ()):
        found.setdefault(path, []).append(media)
        names.setdefault(path, of_path)
    constants = _constants(names, taken)
    return tuple(
        MediaField(constants[path], path, _kind(several), _common_rules(several))
        for path, several in found.items()
    )


def rules_of(kind: Type) -> tuple[Rule, ...]:
    """The rules on every file that a field of type ``kind`` takes itself, not in inner fields."""
    files = _files(kind, (), ())
    return _common_rules([media for path, _, media in files if not any(path)])


def _files(
    kind: Type, path: Path, names: tuple[Name, ...]
) -> Iterator[tuple[Path, tuple[Name, ...], Media]]:
    """Each file at or below ``kind``: its place, the names of the fields on the way, what it is."""
    match kind:
        case Media():
            yield path, names, kind
        case Array(items=inner) | Nullable(inner=inner):
            yield from _files(inner, path, names)
        case Map(values=inner):
            yield from _files(inner, (*path, None), names)
        case Union(members=members):
            for member in members:
                yield from _files(member, path, names)
        case Record(fields=fields):
            for field in fields:
                yield from _files(field.type, (*path, field.wire), (*names, field.name))
        case _:
            return


def _kind(several: Sequence[Media]) -> MediaKind:
    first = several[0].kind
    return first if all(media.kind == first for media in several) else "file"


def _common_rules(several: Sequence[Media]) -> tuple[Rule, ...]:
    first, *others = several or (Media("file"),)
    return tuple(rule for rule in first.rules if all(rule in each.rules for each in others))


def _constants(
    names: Mapping[Path, tuple[Name, ...]], taken: Collection[str]
) -> Mapping[Path, Name]:
    """A constant for each path, with a number after it where it would be another's."""
    given: dict[Path, Name] = {}
    unavailable = set(taken)
    for path, of_path in names.items():
        wanted = naming.constant_name(of_path)
        candidates = chain((wanted,), (Name(f"{wanted}_{number}") for number in count(2)))
        given[path] = next(each for each in candidates if each not in unavailable)
        unavailable.add(given[path])
    return given
