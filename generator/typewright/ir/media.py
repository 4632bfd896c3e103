"""Which strings are files, and of what kind.

Vendors mark them by a format, by media rules alone, or by nothing but a name that says "image_url";
formats and names as seen on 120 endpoints of the RunComfy catalogue.
"""

import re
from collections.abc import Iterator, Mapping

from typewright.catalogue.model import Json
from typewright.ir import naming
from typewright.ir.model import (
    Array,
    Field,
    Media,
    MediaField,
    MediaKind,
    Name,
    Nullable,
    Record,
    Rule,
    Type,
    Union,
)

ITEM_FORMATS: Mapping[str, MediaKind] = {
    "image_uri": "image",
    "video_uri": "video",
    "audio_uri": "audio",
}
ARRAY_FORMATS: Mapping[str, MediaKind] = {f"{name}s": kind for name, kind in ITEM_FORMATS.items()}

_URL_NAME = re.compile(r"(?:^|_)(image|video|audio)s?(?:_\d+)?_(?:url|uri)s?(?:_\d+)?$")
_KIND_IN_NAME = re.compile(r"image|video|audio|mask|frame|photo|picture")
_PICTURES: Mapping[str, MediaKind] = {
    "mask": "image",
    "frame": "image",
    "photo": "image",
    "picture": "image",
    "image": "image",
    "video": "video",
    "audio": "audio",
}


def kind_by_context(schema: Mapping[str, Json], wire: str) -> MediaKind | None:
    """The kind of file that a string property takes, or ``None`` for ordinary text."""
    form = schema.get("format")
    if isinstance(form, str) and form in ITEM_FORMATS:
        return ITEM_FORMATS[form]
    name = naming.words(wire)
    if schema.get("validations"):
        return _kind_by_name(name) or ("image" if _measures_pixels(schema) else "file")
    named = _URL_NAME.search(name)
    return _PICTURES[named[1]] if named else None


def _kind_by_name(name: str) -> MediaKind | None:
    found = _KIND_IN_NAME.search(name)
    return _PICTURES[found[0]] if found else None


def _measures_pixels(schema: Mapping[str, Json]) -> bool:
    return "width" in str(schema["validations"]) or "height" in str(schema["validations"])


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
